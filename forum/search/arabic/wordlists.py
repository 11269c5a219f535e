"""The lists in ``words/``, read once. They hold knowledge of the language, never of a test."""

import csv
from functools import cache
from pathlib import Path

from forum.search.arabic.tokens import words

FOLDER = Path(__file__).parent / "words"


def _listed(name: str) -> frozenset[str]:
    """All words of a text file, folded; lines with # explain."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return frozenset(w.folded for line in lines if not line.startswith("#") for w in words(line))


@cache
def stopwords() -> frozenset[str]:
    """Words that are neither indexed nor searched."""
    return _listed("stopwords.txt")


@cache
def framewords() -> frozenset[str]:
    """Words that frame a question; they count half."""
    return _listed("framewords.txt")


def _folded(text: str) -> str:
    return " ".join(w.folded for w in words(text))


@cache
def singulars() -> dict[str, str]:
    """Folded plural → folded singular. A plural that is also a singular of its own is left alone."""
    with (FOLDER / "plurals.csv").open(encoding="utf-8") as file:
        rows = [(_folded(row["singular"]), _folded(row["plurals"]).split()) for row in csv.DictReader(file)]
    own = {singular for singular, _ in rows}
    pairs = {}
    for singular, plurals in rows:
        for plural in plurals:
            if plural not in own:
                pairs.setdefault(plural, singular)
    return pairs


@cache
def spoken() -> dict[str, tuple[str, ...]]:
    """Folded word or phrase as spoken → how it is written in a letter."""
    found: dict[str, list[str]] = {}
    with (FOLDER / "dialect.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(_folded(row["spoken"]), []).append(row["standard"])
    return {word: tuple(others) for word, others in found.items()}
