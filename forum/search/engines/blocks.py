"""Whoosh's posting blocks as arrays.

Whoosh hands out postings one by one, at a microsecond each. Its blocks hold whole
arrays, and reading those is fifty times as fast. That takes a look at Whoosh's
insides; where they should ever be different, postings are read one by one.
"""

from pickle import UnpicklingError

import numpy as np
from whoosh.reading import IndexReader, TermNotFound

from forum.search.engines.segments import Postings

#: What shows that the insides are not as they were.
DIFFERENT = (AttributeError, TypeError, ValueError, KeyError, IndexError, UnpicklingError)


def read(reader: IndexReader, field: str, term: str) -> Postings | None:
    """The postings of a term in one segment, deleted documents among them; ``None`` when it has none."""
    try:
        return _in_blocks(reader, field, term.encode())
    except TermNotFound:
        return None
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


def _in_blocks(reader: IndexReader, field: str, term: bytes) -> Postings:
    info = reader._terms.term_info(field, term)
    if info.is_inlined():
        places, weights, _ = info.inlined_postings()
        return Postings(np.array(places, np.int32), np.array(weights, np.float32))
    block = reader._terms.matcher(field, term, reader.schema[field].format)
    places, weights = [], []
    while True:
        block._read_data()
        ids, its_weights = block._data[0], block._data[1]
        places.append(np.cumsum(np.asarray(ids, np.int64)).astype(np.int32))
        weights.append(_weights(its_weights, len(ids)))
        if block._lastblock:
            break
        block._goto(block._nextoffset)
    found = Postings(np.concatenate(places), np.concatenate(weights))
    if len(found.places) != len(found.weights) or len(found.places) != info.doc_frequency():
        raise ValueError("blocks and term disagree")
    return found


def _weights(kept: object, length: int) -> np.ndarray:
    """A block keeps no weights when all are 1, one when all are equal, else an array."""
    if kept is None:
        return np.ones(length, np.float32)
    if isinstance(kept, float | int):
        return np.full(length, kept, np.float32)
    return np.asarray(kept, np.float32)
