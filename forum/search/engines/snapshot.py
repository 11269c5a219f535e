"""All segments of an index at one moment, and what is counted over them together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from forum.search.arabic import FIELDS, fold
from forum.search.engines.segments import Impacts, Postings, Segment
from forum.search.engines.spelling import nearest
from forum.search.engines.weights import K1, B, idf

#: Shorter words are like too many others; in longer ones two slips are forgiven.
SHORTEST, LONG = 3, 6

#: Numbers of groups may have gaps: so many places a document are taken before they are numbered anew.
SPARSE = 8

#: Mean lengths, and how telling terms are, are rounded to so many figures, so that what was worked out with them lives
#: through small changes (a tenth of a percent moves no ranking); so many frequencies of terms are kept at most.
FIGURES, MOST_FREQUENCIES = 3, 50_000


#: A term to look up: the field, the term, and what it counts.
Looked = tuple[str, str, float]

_NONE, _NOTHING = np.zeros(0, np.int64), np.zeros(0, np.float32)


class GroupNumbers:
    """One number for each group of some segments, near one another: a place in an array of groups.

    Where the numbers of a kind lie close together they stay as they are, else they are numbered anew.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        bounds: dict[str, tuple[int, int]] = {}
        for group in (segment.columns.group for segment in segments):
            for kind, low, high in zip(group.kind.values, group.lowest.tolist(), group.highest.tolist(), strict=True):
                known = bounds.get(kind, (low, high))
                bounds[kind] = min(known[0], low), max(known[1], high)
        room = SPARSE * (sum(segment.size for segment in segments) + 1000)
        self._sparse = {kind: self._numbers(kind) for kind, (low, high) in bounds.items() if high - low > room}
        self._base: dict[str, int] = {}
        self._width = 0
        for kind, (low, high) in bounds.items():
            sparse = self._sparse.get(kind)
            self._base[kind] = self._width - (low if sparse is None else 0)
            self._width += high - low + 1 if sparse is None else len(sparse)

    def _numbers(self, kind: str) -> np.ndarray:
        """All numbers of one kind of group, in order."""
        found = [np.zeros(0, np.int64)]
        for group in (segment.columns.group for segment in self._segments):
            if kind in group.kind.values:
                found.append(group.number[group.kind.codes == group.kind.values.index(kind)].astype(np.int64))
        return np.unique(np.concatenate(found))

    def at(self, number: int, places: np.ndarray) -> np.ndarray:
        """The group of each of ``places`` in one segment."""
        group = self._segments[number].columns.group
        codes, own = group.kind.codes[places], group.number[places]
        base = np.array([self._base[kind] for kind in group.kind.values], np.int64)
        if not self._sparse and len(base) == 1:
            return own + base[0]
        found = own + base[codes]
        for code, kind in enumerate(group.kind.values):
            if kind in self._sparse:
                of_kind = codes == code
                found[of_kind] = base[code] + np.searchsorted(self._sparse[kind], own[of_kind])
        return found

    def __len__(self) -> int:
        return self._width


class Snapshot:
    """What a search looks at from its beginning to its end, whatever is written meanwhile."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segment for segment in segments if segment.size)
        self.size = sum(segment.size for segment in self.segments)
        self._frequencies: dict[tuple[str, str], int] = {}

    @cached_property
    def _idf(self) -> dict[tuple[str, str], float]:
        return {}

    @cached_property
    def groups(self) -> GroupNumbers:
        """The numbers of the groups."""
        return GroupNumbers(self.segments)

    @cached_property
    def averages(self) -> dict[str, float]:
        """Mean length of a document in each field, in round figures: what is worked out with them stays true longer."""
        means = {field: sum(s.length(field) for s in self.segments) / max(1, self.size) for field in FIELDS}
        return {field: max(1e-9, float(f"{mean:.{FIGURES}g}")) for field, mean in means.items()}

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term."""
        known = self._frequencies.get((field, term))
        if known is None:
            if len(self._frequencies) > MOST_FREQUENCIES:
                self._frequencies.clear()
            known = self._frequencies[field, term] = sum(one.frequency(field, term) for one in self.segments)
        return known

    def idf(self, field: str, term: str) -> float:
        """How telling a term is, in round figures too."""
        known = self._idf.get((field, term))
        if known is None:
            if len(self._idf) > MOST_FREQUENCIES:
                self._idf.clear()
            rare = idf(self.size, self.frequency(field, term))
            known = self._idf[field, term] = float(f"{rare:.{FIGURES}g}")
        return known

    def summed(self, number: int, looked: tuple[Looked, ...]) -> Impacts | None:
        """What terms of one word add together to the documents of one segment."""
        looked = tuple(one for one in looked if self.frequency(one[0], one[1]))
        name = tuple((field, term, factor, self.averages[field]) for field, term, factor in looked)
        return self.segments[number].kept(name, lambda: self._summed(number, looked)) if looked else None

    def _summed(self, number: int, looked: tuple[Looked, ...]) -> Impacts | None:
        segment = self.segments[number]
        score = np.zeros(segment.size, np.float32)
        for field, term, factor in looked:
            if found := segment.read(field, term):
                score[found.places] += self._saturated(number, field, found, factor)
        return Impacts.of(score)

    def scored_at(self, number: int, field: str, term: str, weight: float, places: np.ndarray) -> np.ndarray | None:
        """What a term adds to the score of each of ``places`` (rising); ``None`` when it is in no document."""
        if not self.frequency(field, term):
            return None
        have, weights = self._having(number, field, term, places)
        some = Postings(places[have], weights)
        added = np.zeros(len(places), np.float32)
        added[have] = self._saturated(number, field, some, weight * self.idf(field, term))
        return added

    def scored_among(self, looked: Iterable[Looked], few: Sequence[tuple[int, np.ndarray]]) -> list[np.ndarray]:
        """What terms add together to a few documents of several segments: segment and places (rising), a part each.

        A segment has few of them, so the arithmetic of a term is done once for all.
        """
        ends = np.cumsum([0, *(len(places) for _, places in few)])
        added = np.zeros(int(ends[-1]), np.float32)
        lengths: dict[str, np.ndarray] = {}
        for field, term, weight in looked:
            found = [self._having(number, field, term, places) for number, places in few]
            at = np.concatenate([have + start for (have, _), start in zip(found, ends[:-1].tolist(), strict=True)])
            if not len(at):
                continue
            if field not in lengths:
                lengths[field] = np.concatenate([self.segments[n].lengths(field)[places] for n, places in few])
            weights = np.concatenate([weights for _, weights in found]).astype(np.float32)
            added[at] += self._bm25(field, weights, lengths[field][at], weight * self.idf(field, term))
        return np.split(added, ends[1:-1])

    def _having(self, number: int, field: str, term: str, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of ``places`` (rising) have a term, by their index, and how much of it."""
        found = self.segments[number].postings(field, term)
        if found is None:
            return _NONE, _NOTHING
        at = np.searchsorted(found.places, places.astype(found.places.dtype))
        at[at == len(found.places)] = 0
        have = np.flatnonzero(found.places[at] == places)
        return have, found.weights[at[have]]

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
        """BM25 of each posting: long documents need more matches."""
        return self._bm25(field, found.weights, self.segments[number].lengths(field)[found.places], factor)

    def _bm25(self, field: str, weights: np.ndarray, lengths: np.ndarray, factor: float) -> np.ndarray:
        k1 = K1[field]
        divisor = np.float32(k1 * B / self.averages[field]) * lengths
        divisor += np.float32(k1 * (1 - B))
        divisor += weights
        return (weights * np.float32(factor * (k1 + 1)) / divisor).astype(np.float32)
