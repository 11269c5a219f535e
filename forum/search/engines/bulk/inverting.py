"""From words in documents to documents of words, for a whole segment at once, by sorting numbers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from forum.search.arabic.analysis import pairs
from forum.search.engines.bulk.numbering import Batch, Numbers
from forum.search.engines.segments import LABELS

#: Bits of a sorted number that hold the weight of one occurrence and the place of its document.
WEIGHT_BITS, PLACE_BITS = 2, 20
#: So many documents fit.
MOST = 1 << PLACE_BITS


class Inverted(NamedTuple):
    """One field: terms in the order of their bytes, and where each one's postings begin in the two arrays."""

    terms: Sequence[bytes]
    starts: np.ndarray
    places: np.ndarray
    weights: np.ndarray


def _ranked(terms: Iterable[str]) -> tuple[list[str], np.ndarray]:
    """Terms in order, and for each number the place of its term in that order."""
    listed = list(terms)
    order = sorted(range(len(listed)), key=listed.__getitem__)
    ranks = np.empty(len(listed), np.uint64)
    ranks[order] = np.arange(len(listed), dtype=np.uint64)
    return [listed[number] for number in order], ranks


def _postings(ranks: np.ndarray, places: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, ...]:
    """Distinct ranks, where each one's postings begin, their places, and their summed weights."""
    packed = ranks << np.uint64(PLACE_BITS)
    packed |= places
    packed <<= np.uint64(WEIGHT_BITS)
    packed |= weights
    packed.sort()
    each = (packed & np.uint64((1 << WEIGHT_BITS) - 1)).astype(np.uint32)
    packed >>= np.uint64(WEIGHT_BITS)
    first = np.flatnonzero(np.concatenate(([True], packed[1:] != packed[:-1]))) if len(packed) else np.zeros(0, int)
    packed, summed = packed[first], np.add.reduceat(each, first) if len(first) else each
    term = packed >> np.uint64(PLACE_BITS)
    starts = np.flatnonzero(np.concatenate(([True], term[1:] != term[:-1]))) if len(term) else np.zeros(0, int)
    places = (packed & np.uint64(MOST - 1)).astype(np.uint32)
    return term[starts], starts, places, summed.astype(np.float32)


def _field(terms: Iterable[str], numbers: np.ndarray, places: np.ndarray, weights: np.ndarray) -> Inverted:
    ordered, ranks = _ranked(terms)
    found, starts, of_terms, summed = _postings(ranks[numbers], places, weights)
    return Inverted([ordered[rank].encode() for rank in found.tolist()], starts, of_terms, summed)


class Inverter:
    """The fields of one batch, one after another, so that only one is in memory."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._spoken = np.frombuffer(batch.spoken, np.uint32)
        zone = [np.frombuffer(part, part.typecode) for part in batch.zones]
        self._zone_of = np.repeat(np.arange(len(zone[0]), dtype=np.uint32), zone[1])
        self._places = zone[0].astype(np.uint64)[self._zone_of]
        self._weights = zone[2].astype(np.uint64)[self._zone_of]

    def word(self) -> Inverted:
        """Words as typed."""
        return _field(self._batch.words.numbers, self._spoken, self._places, self._weights)

    def light(self) -> Inverted:
        """Stems."""
        words = self._batch.words
        return _field(words.light, np.frombuffer(words.light_of, np.uint32)[self._spoken], self._places, self._weights)

    def root(self) -> Inverted:
        """Roots."""
        words = self._batch.words
        return _field(words.root, np.frombuffer(words.root_of, np.uint32)[self._spoken], self._places, self._weights)

    def grams(self) -> Inverted:
        """The grams of each word's stem."""
        words = self._batch.words
        starts = np.frombuffer(words.gram_starts, np.uint64).astype(np.int64)
        many = (starts[1:] - starts[:-1])[self._spoken]
        owner = np.repeat(np.arange(len(self._spoken), dtype=np.uint32), many)
        at = np.repeat(starts[:-1][self._spoken] - (np.cumsum(many) - many), many)
        at += np.arange(len(owner))
        numbers = np.frombuffer(words.grams_of, np.uint32)[at]
        del at
        return _field(words.grams, numbers, self._places[owner], self._weights[owner])

    def pairs(self) -> Inverted:
        """Neighbours. A space sorts before every letter, so pairs sort as their two stems do."""
        ordered, ranks = _ranked(self._batch.words.light)
        rank = ranks[np.frombuffer(self._batch.words.light_of, np.uint32)[self._spoken]]
        beside = self._zone_of[1:] == self._zone_of[:-1]
        width = np.uint64(max(1, len(ordered).bit_length()))
        both = (rank[:-1] << width | rank[1:])[beside]
        found, starts, places, weights = _postings(both, self._places[:-1][beside], self._weights[:-1][beside])
        one, other = (found >> width).tolist(), (found & np.uint64((1 << int(width)) - 1)).tolist()
        terms = [pairs([ordered[a], ordered[b]])[0].encode() for a, b in zip(one, other, strict=True)]
        return Inverted(terms, starts, places, weights)

    def labels(self) -> Inverted:
        """Labels, each once a document."""
        labels, places = (np.frombuffer(part, np.uint32) for part in self._batch.labelled)
        return _field(self._batch.labels, labels, places.astype(np.uint64), np.ones(len(places), np.uint64))

    def keys(self) -> Inverted:
        """Names of documents."""
        size = len(self._batch)
        keys = Numbers()
        numbers = np.fromiter((keys[key] for key in self._batch.keys), np.int64, size)
        return _field(keys, numbers, np.arange(size, dtype=np.uint64), np.ones(size, np.uint64))

    def lengths(self, name: str) -> np.ndarray:
        """How long each document is in a field, by its name in the schema."""
        size = len(self._batch)
        if name == "key":
            return np.zeros(size, np.int64)
        if name == LABELS:
            return np.bincount(np.frombuffer(self._batch.labelled[1], np.uint32), minlength=size)
        weights, places = self._weights, self._places.astype(np.int64)
        if name == "grams":
            starts = np.frombuffer(self._batch.words.gram_starts, np.uint64).astype(np.int64)
            weights = weights * (starts[1:] - starts[:-1]).astype(np.uint64)[self._spoken]
        elif name == "pairs":
            beside = self._zone_of[1:] == self._zone_of[:-1]
            weights, places = weights[:-1][beside], places[:-1][beside]
        return np.bincount(places, weights=weights, minlength=size).astype(np.int64)

    def field(self, name: str) -> Inverted:
        """A field by its name in the schema."""
        return {
            "key": self.keys, LABELS: self.labels, "word": self.word, "light": self.light, "root": self.root,
            "grams": self.grams, "pairs": self.pairs,
        }[name]()  # fmt: skip
