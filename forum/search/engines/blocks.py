"""Whoosh's posting blocks as arrays.

Whoosh hands out postings one by one, at a microsecond each. Its blocks hold whole
arrays, and reading those is fifty times as fast. That takes a look at Whoosh's
insides; where they should ever be different, postings are read one by one.
"""

import mmap
import os
import pickle
import struct
from io import BytesIO

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.reading import IndexReader, TermInfo, TermNotFound

from forum.search.engines.segments import Postings

#: What shows that the insides are not as they were.
DIFFERENT = (
    AttributeError, TypeError, ValueError, KeyError, IndexError, EOFError, struct.error, pickle.UnpicklingError,
)

#: Before each block its length; that of the last is negative.
_SIZE = struct.Struct("!i")


def described(reader: IndexReader, field: str, term: str) -> TermInfo | None:
    """What a segment's table of terms says of one: how many documents have it and where they stand."""
    try:
        return reader.term_info(field, term)
    except TermNotFound:
        return None


def read(reader: IndexReader, field: str, term: str, info: TermInfo | None = None) -> Postings | None:
    """The postings of a term in one segment, deleted documents among them; ``None`` when it has none.

    ``info`` saves looking the term up again.
    """
    info = info or described(reader, field, term)
    if info is None:
        return None
    try:
        return _in_blocks(reader, info)
    except DIFFERENT:
        return one_by_one(reader, field, term)


def one_by_one(reader: IndexReader, field: str, term: str) -> Postings | None:
    """The same through what Whoosh offers to everybody; deleted documents are left out."""
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return None
    places, weights = [], []
    while matcher.is_active():
        places.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return Postings(np.array(places, np.int32), np.array(weights, np.float32))


def hasten(reader: IndexReader) -> None:
    """Let a segment's terms be looked up in memory: a look-up is six small reads of its file."""
    try:
        file = reader._terms._tindex.dbfile
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        mapped.madvise(mmap.MADV_RANDOM)  # a look-up needs a page here and there, not their neighbours
        file.get = lambda position, length: mapped[position : position + length]
    except (*DIFFERENT, OSError):
        return


def _in_blocks(reader: IndexReader, info: TermInfo) -> Postings:
    if info.is_inlined():
        places, weights, _ = info.inlined_postings()
        return Postings(np.array(places, np.int32), np.array(weights, np.float32))
    offset, length = info.extent()
    length = length[0] if isinstance(length, tuple) else length  # Whoosh forgets to unpack it
    content = BytesIO(os.pread(reader._terms._postfile.fileno(), length, offset))
    if content.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
        raise ValueError("no postings here")
    places, weights, size = [], [], 0
    while size >= 0:
        size = _SIZE.unpack(content.read(_SIZE.size))[0]
        end = content.tell() + abs(size)
        described = pickle.load(content)
        if described[3]:
            raise ValueError("compressed")
        ids, its_weights, _ = pickle.load(content)
        places.append(np.cumsum(np.asarray(ids, np.int32), dtype=np.int32))
        weights.append(_weights(its_weights, len(ids)))
        content.seek(end)
    found = Postings(_joined(places), _joined(weights))
    if len(found.places) != len(found.weights) or len(found.places) != info.doc_frequency():
        raise ValueError("blocks and term disagree")
    return found


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _weights(kept: object, length: int) -> np.ndarray:
    """A block keeps no weights when all are 1, one when all are equal, else an array."""
    if kept is None:
        return np.ones(length, np.float32)
    if isinstance(kept, float | int):
        return np.full(length, kept, np.float32)
    return np.asarray(kept, np.float32)
