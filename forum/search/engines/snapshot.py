"""All segments of an index at one moment, and what is counted over them together."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from forum.search.arabic import FIELDS, fold
from forum.search.engines.segments import LABELS, Postings, Segment
from forum.search.engines.spelling import nearest
from forum.search.engines.weights import K1, B, idf

#: Shorter words are like too many others; in longer ones two slips are forgiven.
SHORTEST, LONG = 3, 6


class GroupNumbers:
    """One number for each group, the same in every segment and as long as the process lives."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._columns: WeakKeyDictionary[Segment, np.ndarray] = WeakKeyDictionary()

    def column(self, segment: Segment) -> np.ndarray:
        """The group number of each document of a segment."""
        known = self._columns.get(segment)
        if known is None:
            groups, numbers = segment.columns.group, self._numbers
            table = np.fromiter(
                (numbers.setdefault(name, len(numbers)) for name in groups.values), np.int32, len(groups.values)
            )
            known = table[groups.codes] if len(table) else np.zeros(0, np.int32)
            self._columns[segment] = known
        return known

    def __len__(self) -> int:
        return len(self._numbers)


class Snapshot:
    """What a search looks at from its beginning to its end, whatever is written meanwhile."""

    def __init__(self, segments: Sequence[Segment], groups: GroupNumbers) -> None:
        self.segments = tuple(segment for segment in segments if segment.size)
        self.groups = groups
        self.group_columns = [groups.column(segment) for segment in self.segments]
        self.size = sum(segment.size for segment in self.segments)
        self._norms: dict[tuple[int, str], np.ndarray] = {}

    @cached_property
    def averages(self) -> dict[str, float]:
        """Mean length of a document in each field."""
        return {
            field: max(1e-9, sum(float(s.lengths(field).sum()) for s in self.segments) / max(1, self.size))
            for field in FIELDS
        }

    def norm(self, number: int, field: str) -> np.ndarray:
        """What BM25 divides by, for each document of one segment: long documents need more matches."""
        known = self._norms.get((number, field))
        if known is None:
            lengths = self.segments[number].lengths(field)
            k1 = K1[field]
            known = (k1 * (1 - B + B * lengths / self.averages[field])).astype(np.float32)
            self._norms[number, field] = known
        return known

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term."""
        return sum(segment.frequency(field, term) for segment in self.segments)

    def idf(self, field: str, term: str) -> float:
        """How telling a term is."""
        return idf(self.size, self.frequency(field, term))

    def scored(self, number: int, field: str, term: str, factor: float) -> Postings | None:
        """The documents of one segment that have a term, with what it adds to their score."""
        found = self.segments[number].postings(field, term)
        if found is None or field == LABELS:
            return found
        return Postings(found.places, self._saturated(number, field, found, factor * self.idf(field, term)))

    def scored_at(self, number: int, field: str, term: str, factor: float, places: np.ndarray) -> np.ndarray | None:
        """What a term adds to the score of each of ``places`` (rising); ``None`` when it is in no document."""
        found = self.segments[number].postings(field, term)
        if found is None:
            return None
        at = np.searchsorted(found.places, places)
        at[at == len(found.places)] = 0
        have = np.nonzero(found.places[at] == places)[0]
        added = np.zeros(len(places), np.float32)
        some = Postings(places[have], found.weights[at[have]])
        added[have] = self._saturated(number, field, some, factor * self.idf(field, term))
        return added

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """The words nearest to one that looks misspelt, with how many documents have each."""
        folded = fold(word)
        if len(folded) < SHORTEST or folded.isdigit():
            return []
        found: Counter[str] = Counter()
        for segment in self.segments:
            found.update(segment.words_like(folded, 1 if len(folded) < LONG else 2))
        return nearest(folded, found.items(), limit)

    def _saturated(self, number: int, field: str, found: Postings, factor: float) -> np.ndarray:
        norm = self.norm(number, field)[found.places]
        return np.float32(factor * (K1[field] + 1)) * found.weights / (found.weights + norm)
