"""A part of an index, as the ranking reads it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from forum.search.arabic import FIELDS
from forum.search.engines.columns import Columns
from forum.search.engines.spelling import distances
from forum.search.entry import Entry

#: The field that holds labels: author:…, board:….
LABELS = "labels"

#: From this part of a segment's documents on, a word's impacts are kept for all of them.
MANY = 0.25


class Postings(NamedTuple):
    """The documents that have a term, in rising order, and how much of it each has."""

    places: np.ndarray
    weights: np.ndarray


class Impacts(NamedTuple):
    """What a word, or a span of words, adds to the score of each document that has it in some form.

    Where many documents have it there are values for all of a segment (``places`` is ``None``), most of them 0:
    arrays are added faster than picked apart.
    """

    places: np.ndarray | None
    values: np.ndarray
    held: np.ndarray | None = None
    """What part of the question each of them holds; all hold the same where nothing stands here."""

    @classmethod
    def of(cls, score: np.ndarray, held: np.ndarray | None = None) -> "Impacts | None":
        """Of scores of all documents of a segment; nothing when none has any."""
        places = np.flatnonzero(score).astype(np.int32)
        if not len(places):
            return None
        if len(places) > MANY * len(score):
            return cls(None, score, held)
        return cls(places, score[places], None if held is None else held[places])

    def add(self, score: np.ndarray, held: np.ndarray, worth: float) -> None:
        """Add them to the scores of a segment, and ``worth`` (or what each holds) to what is held."""
        if self.places is None:
            score += self.values
            held += np.float32(worth) * (self.values > 0) if self.held is None else self.held
        else:
            score[self.places] += self.values
            held[self.places] += np.float32(worth) if self.held is None else self.held

    def mark(self, has: np.ndarray) -> None:
        """Mark those that have one."""
        if self.places is None:
            has |= self.values > 0
        else:
            has[self.places] = True


class Segment(Protocol):
    """Documents numbered from 0, with their terms, lengths and traits. It never changes."""

    size: int
    columns: Columns

    def postings(self, field: str, term: str) -> Postings | None:
        """Which documents have a term; ``None`` when none has."""
        ...

    def read(self, field: str, term: str) -> Postings | None:
        """The same for one use: what is made of them is kept, not they."""
        ...

    def kept(self, name: Hashable, make: Callable[[], Impacts | None]) -> Impacts | None:
        """What was made under this name before, if it is still kept; else it is made."""
        ...

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term."""
        ...

    def lengths(self, field: str) -> np.ndarray:
        """How long each document is in a field."""
        ...

    def length(self, field: str) -> float:
        """How long all documents are together in a field."""
        ...

    def alive(self) -> np.ndarray | None:
        """For each document whether it is still there; ``None`` when all are."""
        ...

    def words_like(self, word: str, edits: int) -> Mapping[str, int]:
        """Words within a number of edits, with how many documents have each."""
        ...


class MemorySegment:
    """A segment made of entries, kept in memory."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.size = len(entries)
        self.columns = Columns.of([entry.traits for entry in entries])
        self._postings: dict[str, dict[str, Postings]] = {}
        self._lengths: dict[str, np.ndarray] = {}
        for field in FIELDS:
            self._take(field, [entry.terms[field] for entry in entries])
        self._take(LABELS, [dict.fromkeys(entry.labels, 1) for entry in entries])

    def _take(self, field: str, documents: Sequence[Mapping[str, int]]) -> None:
        listed: dict[str, tuple[list[int], list[int]]] = {}
        for place, counted in enumerate(documents):
            for term, weight in counted.items():
                places, weights = listed.setdefault(term, ([], []))
                places.append(place)
                weights.append(weight)
        self._postings[field] = {
            term: Postings(np.array(places, np.int32), np.array(weights, np.float32))
            for term, (places, weights) in listed.items()
        }
        self._lengths[field] = np.array([sum(counted.values()) for counted in documents], np.float32)

    def postings(self, field: str, term: str) -> Postings | None:
        """Which documents have a term."""
        return self._postings[field].get(term)

    read = postings

    def kept(self, _name: Hashable, make: Callable[[], Impacts | None]) -> Impacts | None:
        """Nothing is kept."""
        return make()

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term."""
        found = self._postings[field].get(term)
        return len(found.places) if found else 0

    def lengths(self, field: str) -> np.ndarray:
        """How long each document is in a field."""
        return self._lengths[field]

    def length(self, field: str) -> float:
        """How long all documents are together in a field."""
        return float(self._lengths[field].sum())

    def alive(self) -> np.ndarray | None:
        """All are there."""
        return None

    def words_like(self, word: str, edits: int) -> Mapping[str, int]:
        """Words within a number of edits."""
        near = [other for other in self._postings["word"] if abs(len(other) - len(word)) <= edits]
        kept = np.flatnonzero(distances(word, near) <= edits).tolist()
        return {near[i]: self.frequency("word", near[i]) for i in kept}
