"""A segment's terms and postings, written as Whoosh's third codec writes them.

Whoosh reads these files as its own: the terms are an ordered hash (``HSH3``, here
with CRC32 as its hash), the postings are pickled blocks. Long lists are kept as
arrays instead of tuples, which both Whoosh and we read, we a hundred times as
fast; a term of a single document keeps its posting in its own entry.
"""

import pickle
import struct
import zlib
from array import array
from typing import BinaryIO, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.util.numeric import length_to_byte

from forum.search.engines.bulk.inverting import Inverted

#: Postings in one block at most, and from how many on they are arrays.
BLOCK, LONG = 1 << 16, 48

#: Whoosh's description of a term, big-endian: see W3TermInfo.
_DESCRIBED = np.dtype([
    ("inlined", "u1"), ("weight", ">f4"), ("documents", ">u4"), ("shortest", "u1"), ("longest", "u1"),
    ("most", ">f4"), ("first", ">u4"), ("last", ">u4"),
])  # fmt: skip
_ELSEWHERE = np.dtype([("described", _DESCRIBED), ("offset", ">i8"), ("length", ">i4")])
#: The pickle of ``((place,), (weight,), (b"",))``, its opcodes between its two numbers.
_INLINED = np.dtype([
    ("described", _DESCRIBED), ("begin", "S3"), ("place", "<i4"), ("between", "S2"), ("weight", ">f8"), ("end", "S6"),
])  # fmt: skip
_BEGIN, _BETWEEN, _END = b"\x80\x03J", b"\x85G", b"\x85C\x00\x85\x87."

_HEADER = b"HSH3" + struct.pack("!bii", 1, 0, 0)  # 1 is CRC32
_FIELD = struct.Struct("!H")
_LENGTH = struct.Struct("!i")
_BUCKETS = 256


class TermsFile:
    """The file of terms, field by field in the order of their names."""

    def __init__(self, terms: BinaryIO, postings: BinaryIO) -> None:
        self._terms, self._postings = terms, postings
        self._fields: dict[str, int] = {}
        self._offsets: list[np.ndarray] = []
        self._hashes: list[np.ndarray] = []
        self._at = len(_HEADER)
        self._written = 0
        terms.write(_HEADER)

    def add(self, field: str, found: Inverted, lengths: np.ndarray) -> None:
        """Write one field; ``lengths`` are the documents' lengths in it."""
        if not found.terms:
            return
        number = self._fields.setdefault(field, len(self._fields))
        values = self._values(found, lengths)
        prefix = _FIELD.pack(number)
        keys = [prefix + term for term in found.terms]
        sizes = np.fromiter(map(len, keys), np.int64, len(keys))
        value_sizes = np.fromiter(map(len, values), np.int64, len(values))
        pair = np.empty((len(keys), 2), ">i4")
        pair[:, 0], pair[:, 1] = sizes, value_sizes
        heads = pair.tobytes()
        parts = [b""] * (3 * len(keys))
        parts[0::3] = [heads[i : i + 8] for i in range(0, len(heads), 8)]
        parts[1::3], parts[2::3] = keys, values
        self._terms.write(b"".join(parts))
        whole = sizes + value_sizes + 8
        self._offsets.append(self._at + np.cumsum(whole) - whole)
        self._hashes.append(np.fromiter(map(zlib.crc32, keys), np.uint32, len(keys)))
        self._at += int(whole.sum())

    def _values(self, found: Inverted, lengths: np.ndarray) -> list[bytes]:
        """What the file says of each term."""
        described = _described(found, lengths)
        values: list[bytes] = [b""] * len(found.terms)
        alone = np.flatnonzero(described["documents"] == 1)
        record = np.zeros(len(alone), _INLINED)
        record["described"] = described[alone]
        record["described"]["inlined"] = 1
        record["begin"], record["between"], record["end"] = _BEGIN, _BETWEEN, _END
        record["place"], record["weight"] = described["first"][alone], described["most"][alone]
        _spread(values, alone, record)
        more = np.flatnonzero(described["documents"] > 1)
        elsewhere = np.zeros(len(more), _ELSEWHERE)
        elsewhere["described"] = described[more]
        elsewhere["offset"], elsewhere["length"] = self._blocks(found, described, more)
        _spread(values, more, elsewhere)
        return values

    def _blocks(self, found: Inverted, described: np.ndarray, more: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Write the postings of terms that several documents have; where each one's stand."""
        offsets, sizes = np.zeros(len(more), np.int64), np.zeros(len(more), np.int64)
        shape = Shape.of(found, described)
        for i, number in enumerate(more.tolist()):
            block = shape.block(number)
            self._postings.write(block)
            offsets[i], sizes[i] = self._written, len(block)
            self._written += len(block)
        return offsets, sizes

    def close(self) -> None:
        """Write the hash tables, the directory and the index of terms, and close both files."""
        offsets = np.concatenate([np.zeros(0, np.int64), *self._offsets])
        hashes = np.concatenate([np.zeros(0, np.uint32), *self._hashes])
        directory = []
        for bucket in range(_BUCKETS):
            of_bucket = np.flatnonzero((hashes & 255) == bucket)
            table = _hash_table(hashes[of_bucket], offsets[of_bucket])
            directory.append(struct.pack("!qi", self._at, len(table)))
            self._terms.write(table.tobytes())
            self._at += table.nbytes
        self._terms.write(b"".join(directory))
        kind = "q" if self._at >= 2**31 else "i"
        extras = pickle.dumps({"fieldmap": self._fields, "indextype": kind, "indexlen": len(offsets)}, 2)
        index = offsets.astype(f">{'i8' if kind == 'q' else 'i4'}").tobytes()
        self._terms.write(extras + index + _LENGTH.pack(len(extras) + len(index)))
        self._terms.close()
        self._postings.close()


def _spread(values: list[bytes], numbers: np.ndarray, records: np.ndarray) -> None:
    """Put each record's bytes at its number."""
    raw, size = records.tobytes(), records.dtype.itemsize
    for i, number in enumerate(numbers.tolist()):
        values[number] = raw[i * size : (i + 1) * size]


def _described(found: Inverted, lengths: np.ndarray) -> np.ndarray:
    described = np.zeros(len(found.terms), _DESCRIBED)
    starts, ends = found.starts, np.append(found.starts[1:], len(found.places))
    described["weight"] = np.add.reduceat(found.weights, starts)
    described["documents"] = ends - starts
    described["most"] = np.maximum.reduceat(found.weights, starts)
    described["first"], described["last"] = found.places[starts], found.places[ends - 1]
    of_postings = bytes_of(lengths)[found.places]
    described["shortest"] = np.minimum.reduceat(of_postings, starts)
    described["longest"] = np.maximum.reduceat(of_postings, starts)
    return described


def bytes_of(lengths: np.ndarray) -> np.ndarray:
    """Lengths in the one byte that Whoosh gives each."""
    distinct, numbers = np.unique(lengths, return_inverse=True)
    return np.array([length_to_byte(int(length)) for length in distinct], np.uint8)[numbers]


class Shape(NamedTuple):
    """What the blocks of a field are made of; worked out for all terms together."""

    bounds: list[int]
    last: list[int]
    most: list[float]
    least: list[float]
    shortest: list[int]
    longest: list[int]
    places: np.ndarray
    steps: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(cls, found: Inverted, described: np.ndarray) -> "Shape":
        """Each term's first place and the steps from there."""
        steps = np.diff(found.places, prepend=np.uint32(0))
        steps[found.starts] = found.places[found.starts]
        return cls(
            [*found.starts.tolist(), len(found.places)],
            *(described[name].tolist() for name in ("last", "most")),
            np.minimum.reduceat(found.weights, found.starts).tolist(),
            *(described[name].tolist() for name in ("shortest", "longest")),
            found.places, steps, found.weights,
        )  # fmt: skip

    def block(self, term: int) -> bytes:
        """The postings of one term, in as few blocks as go; the last has a negative length."""
        begin, end = self.bounds[term], self.bounds[term + 1]
        lengths = self.shortest[term], self.longest[term]
        if end - begin < LONG:
            steps = tuple(self.steps[begin:end].tolist())
            weights = None if self._is_even(term) else tuple(self.weights[begin:end].tolist())
            return WHOOSH3_HEADER_MAGIC + self._pickled(term, steps, weights, self.last[term], lengths, is_last=True)
        parts = [WHOOSH3_HEADER_MAGIC]
        for first in range(begin, end, BLOCK):
            stop = min(end, first + BLOCK)
            taken = self.steps[first:stop].copy()
            taken[0] = self.places[first]
            weights = None if self._is_even(term) else array("f", self.weights[first:stop].tobytes())
            last = int(self.places[stop - 1])
            steps = array("I", taken.tobytes())
            parts.append(self._pickled(term, steps, weights, last, lengths, is_last=stop == end))
        return b"".join(parts)

    def _is_even(self, term: int) -> bool:
        return self.least[term] == self.most[term]

    def _pickled(
        self, term: int, steps: tuple | array, weights: object, last: int, lengths: tuple, *, is_last: bool
    ) -> bytes:
        """One block. No weights stand for weights of 1, a single one for equal weights."""
        if weights is None and self.most[term] != 1.0:
            weights = self.most[term]
        described = pickle.dumps((len(steps), last, self.most[term], 0, *lengths), 2)
        kept = pickle.dumps((steps, weights, None), 4)
        size = len(described) + len(kept)
        return _LENGTH.pack(-size if is_last else size) + described + kept


def _hash_table(hashes: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """One bucket: each entry in its slot or the next free one after it, twice as many slots as entries."""
    slots = 2 * len(hashes)
    table = np.zeros(slots, np.dtype([("hash", ">u4"), ("offset", ">i8")]))
    if not slots:
        return table
    wanted = ((hashes >> np.uint32(8)).astype(np.int64)) % slots
    order = np.argsort(wanted, kind="stable")
    steps = np.arange(slots // 2)
    taken = np.maximum.accumulate(wanted[order] - steps) + steps
    fits = taken < slots
    table["hash"][taken[fits]], table["offset"][taken[fits]] = hashes[order][fits], offsets[order][fits]
    free = iter(np.flatnonzero(table["offset"] == 0))
    for entry in order[~fits]:  # round the end, to the beginning
        slot = next(free)
        table[slot] = hashes[entry], offsets[entry]
    return table
