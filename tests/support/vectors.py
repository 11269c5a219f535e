"""Hostile and odd texts from public collections, kept in ``tests/vectors``."""

import base64
import json
import zlib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "vectors"


def vectors(name: str) -> list[str]:
    """Return the texts of ``tests/vectors/<name>.jsonl``."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_text(json.loads(line)) for line in lines]


def byte_vectors(name: str) -> list[tuple[str, bytes, str]]:
    """Title, bytes and boundary (of multipart bodies) of ``tests/vectors/<name>.jsonl``."""
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [(row["title"], zlib.decompress(base64.b64decode(row["zb"])), row.get("boundary", "")) for row in rows]


def _text(row: dict[str, str]) -> str:
    return row["in"] if "in" in row else zlib.decompress(base64.b64decode(row["z"])).decode()
