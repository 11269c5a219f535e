"""Other words for the same thing, as phrases.

«GIS» is «نظم المعلومات الجغرافية»; «زبالة» is what people say and «نفايات» what
they write. An equivalent counts less than the word itself and only as a whole
phrase: «المعلومات» alone does not stand for GIS.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from forum.search.arabic import Forms, content
from forum.search.arabic.letternames import readings, run_length
from forum.search.arabic.wordlists import spoken

SHIPPED = Path(__file__).parent.parent / "data" / "synonyms.csv"

#: How much an equivalent counts beside the word itself, by kind of likeness.
WEIGHTS = {
    "variant": 0.9,
    "translation": 0.9,
    "abbreviation": 0.9,
    "transliteration": 0.9,
    "name": 0.9,
    "dialect": 0.8,
    "near": 0.5,
    "broader": 0.3,
}
ONE_WAY = 0.3


class Row(NamedTuple):
    """One line of the list: a term and what is as good."""

    term: str
    equivalents: tuple[str, ...]
    kind: str = "variant"
    both_ways: bool = True


class Alternative(NamedTuple):
    """A phrase that may stand for another, and how much it counts."""

    text: str
    forms: tuple[Forms, ...]
    weight: float


class Expansion(NamedTuple):
    """Words of a question, by their half-open span, and the phrases that may stand for them."""

    start: int
    end: int
    said: str
    alternatives: tuple[Alternative, ...]


def _stems(forms: Iterable[Forms]) -> tuple[str, ...]:
    return tuple(form.light for form in forms)


@dataclass(frozen=True, slots=True)
class _Known:
    key: tuple[str, ...]
    alternatives: dict[tuple[str, ...], Alternative]


class _Groups:
    """Phrase groups by how they begin."""

    def __init__(self, rows: Iterable[Row], base: "_Groups | None" = None) -> None:
        self._by_first: dict[str, list[_Known]] = {}
        self._by_key: dict[tuple[str, ...], _Known] = {}
        self.size = 0
        if base is not None:
            self._copy(base)
        for row in rows:
            self._learn(row)
            self.size += 1
        for known in self._by_first.values():
            known.sort(key=lambda k: -len(k.key))

    def _copy(self, base: "_Groups") -> None:
        self.size = base.size
        for key, known in base._by_key.items():
            self._by_key[key] = copied = _Known(key, dict(known.alternatives))
            self._by_first.setdefault(key[0], []).append(copied)

    def _learn(self, row: Row) -> None:
        weight = WEIGHTS.get(row.kind, 0.4) if row.both_ways else min(ONE_WAY, WEIGHTS.get(row.kind, 0.4))
        phrases = [(text, tuple(content(text))) for text in (row.term, *row.equivalents)]
        phrases = [(text, forms) for text, forms in phrases if forms]
        if not phrases:
            return
        sources = phrases if row.both_ways else phrases[:1]
        for _, source in sources:
            for text, forms in phrases:
                self._link(_stems(source), Alternative(text, forms, weight))

    def _link(self, key: tuple[str, ...], alternative: Alternative) -> None:
        other = _stems(alternative.forms)
        if other == key:
            return
        known = self._by_key.get(key)
        if known is None:
            known = self._by_key[key] = _Known(key, {})
            self._by_first.setdefault(key[0], []).append(known)
        before = known.alternatives.get(other)
        if before is None or before.weight < alternative.weight:
            known.alternatives[other] = alternative

    def longest_at(self, stems: tuple[str, ...], at: int) -> _Known | None:
        """The longest known phrase that begins at a place."""
        for known in self._by_first.get(stems[at], ()):
            if stems[at : at + len(known.key)] == known.key:
                return known
        return None


#: Groups that are tried out and not in use: looked up instead of those in use while somebody tries them.
_tried: ContextVar[_Groups | None] = ContextVar("tried groups", default=None)


class Thesaurus:
    """Phrase groups, ready to be looked up in a question: those shipped, and those that moderators add."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._shipped = self._groups = _Groups(rows)

    @property
    def size(self) -> int:
        """How many groups are in use."""
        return self._groups.size

    def amend(self, rows: Iterable[Row]) -> None:
        """Use these groups beside the shipped ones, instead of what was added before."""
        self._groups = _Groups(rows, self._shipped)

    @contextmanager
    def trying(self, rows: Iterable[Row]) -> Iterator[None]:
        """Inside, questions of this thread of work are understood as if these groups were in use too."""
        token = _tried.set(_Groups(rows, self._groups))
        try:
            yield
        finally:
            _tried.reset(token)

    def expand(self, said: Sequence[Forms]) -> list[Expansion]:
        """The longest known phrases in a question, left to right, without overlap."""
        groups = _tried.get() or self._groups
        stems, found, at = _stems(said), [], 0
        while at < len(said):
            known = groups.longest_at(stems, at)
            length, alternatives = spelled_out(said, at)
            if known and len(known.key) >= length:
                alternatives = (*known.alternatives.values(), *(alternatives if len(known.key) == length else ()))
                length = len(known.key)
            if alternatives:
                text = " ".join(form.word for form in said[at : at + length])
                found.append(Expansion(at, at + length, text, alternatives))
            at += length
        return found


def spelled_out(said: Sequence[Forms], at: int) -> tuple[int, tuple[Alternative, ...]]:
    """An abbreviation written by the names of its letters: how many words, and what it may be in Latin."""
    length = run_length([form.word for form in said], at)
    if length < 2:
        return 1, ()
    names = [form.word for form in said[at : at + length]]
    made = [(reading.upper(), tuple(content(reading))) for reading in readings(names)]
    weight = WEIGHTS["transliteration"]
    return length, tuple(Alternative(text, forms, weight) for text, forms in made if forms)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def shipped_rows(path: Path = SHIPPED) -> list[Row]:
    """The list that comes with the product: municipal synonyms, and how people speak."""
    with path.open(encoding="utf-8") as file:
        rows = [
            Row(
                row["term"],
                _parts(row["equivalents_ar"]) + _parts(row["equivalents_en"]),
                row["kind"],
                row["direction"] == "both",
            )
            for row in csv.DictReader(file)
        ]
    return rows + [Row(word, others, "dialect") for word, others in spoken().items()]
