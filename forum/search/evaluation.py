"""How good the ranking is, on questions whose answers are known.

A set is a folder with ``docs.jsonl`` {id, text}, ``queries.jsonl`` {id, text, cat?}
and ``qrels.jsonl`` {q, d, rel}. Nothing is learnt from it.
"""

import json
import math
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from forum.search.engine import Engine, Request
from forum.search.meaning.encoding import Encoder, matrix, small
from forum.search.meaning.fusing import fused
from forum.search.meaning.nearest import nearest
from forum.search.port import Document
from forum.search.query import parse

DEEP = 100


@dataclass(frozen=True, slots=True)
class TestSet:
    """Documents, questions, and which documents answer which question how well."""

    documents: Sequence[tuple[str, str]]
    questions: Sequence[tuple[str, str, str]]
    answers: Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class Figures:
    """Means over all questions that have an answer; times in milliseconds."""

    questions: int = 0
    ndcg_10: float = 0.0
    mrr_10: float = 0.0
    recall_10: float = 0.0
    recall_100: float = 0.0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    indexed_per_second: float = 0.0
    by_kind: dict[str, dict[str, float]] = field(default_factory=dict)


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def read(folder: Path) -> TestSet:
    """Read a set from its folder."""
    answers: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _lines(folder / "qrels.jsonl"):
        answers[row["q"]][row["d"]] = int(row["rel"])
    return TestSet(
        [(row["id"], row["text"]) for row in _lines(folder / "docs.jsonl")],
        [(row["id"], row["text"], row.get("cat", "")) for row in _lines(folder / "queries.jsonl")],
        answers,
    )


def measures(found: Sequence[str], relevant: Mapping[str, int]) -> dict[str, float]:
    """nDCG@10 (gain 2^rel − 1), reciprocal rank within 10, recall at 10 and 100 of one answer list."""
    gains = [2 ** relevant.get(name, 0) - 1 for name in found]
    ideal = sorted((2**rel - 1 for rel in relevant.values()), reverse=True)[:10]
    right = [place for place, gain in enumerate(gains) if gain > 0]
    worth = sum(1 for rel in relevant.values() if rel > 0)
    return {
        "ndcg_10": _discounted(gains[:10]) / _discounted(ideal),
        "mrr_10": 1 / (right[0] + 1) if right and right[0] < 10 else 0.0,
        "recall_10": sum(1 for place in right if place < 10) / worth,
        "recall_100": sum(1 for place in right if place < DEEP) / worth,
    }


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def evaluate(engine: Engine, folder: Path, encoder: Encoder | None = None) -> Figures:
    """Index a set into an empty engine and ask it every question; with an encoder also by meaning."""
    tested = read(folder)
    names = [name for name, _ in tested.documents]
    started = time.perf_counter()
    engine.replace_all(Document("passage", number, "", text) for number, (_, text) in enumerate(tested.documents))
    figures = Figures(indexed_per_second=len(names) / max(1e-9, time.perf_counter() - started))
    kept = matrix([small(encoder.passage(text)) for _, text in tested.documents]) if encoder else None
    results, kinds, times = [], [], []
    for name, text, kind in tested.questions:
        relevant = {d: rel for d, rel in tested.answers.get(name, {}).items() if rel > 0}
        if not relevant:
            continue
        started = time.perf_counter()
        found = engine.search(Request(parse(text), size=DEEP, grouped=False, loose=True, seconds=30))
        ranked = [names[hit.id] for hit in found.hits]
        if encoder:
            near = nearest(encoder.question(text), names, kept, DEEP, least=-1.0)
            ranked = fused(ranked, [one.key for one in near])[:DEEP]
        times.append(1000 * (time.perf_counter() - started))
        results.append(measures(ranked, relevant))
        kinds.append(kind)
    return _summed(figures, results, kinds, sorted(times))


def _summed(figures: Figures, results: list[dict[str, float]], kinds: list[str], times: list[float]) -> Figures:
    figures.questions = len(results)
    for name in ("ndcg_10", "mrr_10", "recall_10", "recall_100"):
        setattr(figures, name, _mean([one[name] for one in results]))
    for kind in sorted({kind for kind in kinds if kind}):
        of_kind = [one for one, its in zip(results, kinds, strict=True) if its == kind]
        figures.by_kind[kind] = {name: _mean([one[name] for one in of_kind]) for name in ("mrr_10", "recall_10")}
    if times:
        figures.p50_ms, figures.p95_ms = times[len(times) // 2], times[int(len(times) * 0.95)]
    return figures


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
