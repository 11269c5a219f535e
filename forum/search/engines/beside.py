"""The file of columns that stands beside each segment: written once, read in place.

Opening a segment maps its file into memory: nothing is unpacked, pages are read
when they are first looked at, and all processes of a machine share them. The
file begins with a line that says what stands where, and holds a sum of its
content; where anything is not as it should be, the columns are gathered from the
segment's documents again.
"""

import json
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from whoosh.reading import IndexReader

from forum.search.arabic import FIELDS
from forum.search.engines.columns import Coded, Columns, Groups, Lists, small
from forum.search.engines.vocabulary import Vocabulary
from forum.search.entry import Traits

#: The first bytes of a file; another number when something stands elsewhere.
MAGIC = b"minassat columns 3\n"
#: Arrays begin at multiples of this.
ALIGNED = 64
#: What shows that a file is not one of ours, or not whole.
_WRONG = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError)


class Beside(NamedTuple):
    """Traits of the documents of a segment, how long each is in every field, and the words of all."""

    columns: Columns
    lengths: Mapping[str, np.ndarray]
    words: Vocabulary


def place(segment: str, folder: Path) -> Path:
    """Named like the segment's own files, so that Whoosh removes it with them."""
    return folder / f"{segment}.columns"


def beside(reader: IndexReader, folder: Path) -> Beside:
    """The traits and lengths of a segment: from the file beside it, or gathered from its documents."""
    try:
        found = opened(place(reader.segment().segment_id(), folder))
        if len(found.columns.id) == reader.doc_count_all():
            return found
    except _WRONG:
        pass
    return gathered(reader)


def gathered(reader: IndexReader) -> Beside:
    """Traits and lengths as each document has them in store."""
    rows, lengths = [], []
    for number in range(reader.doc_count_all()):
        traits, of_fields = reader.stored_fields(number)["kept"]
        rows.append(Traits(*traits))
        lengths.append(of_fields)
    table = np.array(lengths, np.int64).reshape(len(rows), len(FIELDS))
    words = [(term, reader.doc_frequency("word", term)) for term in reader.lexicon("word")]
    return Beside(Columns.of(rows), {field: table[:, i] for i, field in enumerate(FIELDS)}, Vocabulary.of(words))


def write(reader: IndexReader, folder: Path) -> None:
    """Write the file beside a segment, if there is none that can be read. Only the writer does."""
    path = place(reader.segment().segment_id(), folder)
    try:
        opened(path)
    except _WRONG:
        keep(reader.segment().segment_id(), folder, gathered(reader))


def keep(segment: str, folder: Path, found: Beside) -> None:
    """Write the file beside a segment."""
    arrays: list[np.ndarray] = []
    described = {one.name: _described(getattr(found.columns, one.name), arrays) for one in fields(Columns)}
    lengths = {field: _described(found.lengths[field], arrays) for field in FIELDS}
    words = [_described(array, arrays) for array in found.words]
    places, body = [], bytearray()
    for one in arrays:
        places.append((one.dtype.str, len(one), len(body)))
        body += one.tobytes()
        body += bytes(-len(body) % ALIGNED)
    head = {"columns": described, "lengths": lengths, "words": words, "arrays": places}
    head["sum"] = _sum(np.frombuffer(body, np.uint64))
    line = json.dumps(head, ensure_ascii=True).encode() + b"\n"
    line = b" " * (-(len(MAGIC) + len(line)) % ALIGNED) + line
    path = place(segment, folder)
    new = path.with_suffix(".new")
    new.write_bytes(MAGIC + line + body)
    new.replace(path)


def _sum(words: np.ndarray) -> int:
    return int(words.sum(dtype=np.uint64))


def _described(trait: Any, arrays: list[np.ndarray]) -> Any:
    """A trait as JSON, its arrays by their number."""
    if isinstance(trait, np.ndarray):
        arrays.append(small(trait))
        return len(arrays) - 1
    if isinstance(trait, Coded):
        are_numbers = all(type(value) is int for value in trait.values)
        kept = np.array(trait.values, np.int64) if are_numbers else None
        values = list(trait.values) if kept is None else {"numbers": _described(kept, arrays)}
        return [values, _described(trait.codes, arrays)]
    return [_described(getattr(trait, one.name), arrays) for one in fields(trait)]


def opened(path: Path) -> Beside:
    """The columns of a file, read in place.

    Raises:
        OSError, ValueError, KeyError, TypeError, AttributeError, IndexError: it is not whole.
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[: len(MAGIC)] != MAGIC:
        raise ValueError(f"{path} is of another version")
    begin = mapped.find(b"\n", len(MAGIC)) + 1
    head = json.loads(mapped[len(MAGIC) : begin])
    body = np.frombuffer(mapped, np.uint8, offset=begin)
    if _sum(body.view(np.uint64)) != head["sum"]:
        raise ValueError(f"{path} was changed")
    arrays = [np.frombuffer(body.data, kind, count, at) for kind, count, at in head["arrays"]]
    return _read(head, arrays)


def _read(head: Mapping[str, Any], arrays: Sequence[np.ndarray]) -> Beside:
    columns = {name: arrays[told] for name, told in head["columns"].items() if isinstance(told, int)}
    columns |= {name: _coded(told, arrays) for name, told in head["columns"].items() if _is_coded(told)}
    kind, *others = head["columns"]["group"]
    columns["group"] = Groups(_coded(kind, arrays), *(arrays[number] for number in others))
    columns["topics"] = Lists(*(arrays[number] for number in head["columns"]["topics"]))
    lengths = {field: arrays[head["lengths"][field]] for field in FIELDS}
    return Beside(Columns(**columns), lengths, Vocabulary(*(arrays[number] for number in head["words"])))


def _is_coded(told: Any) -> bool:
    return isinstance(told, list) and isinstance(told[0], list | dict) and len(told) == 2


def _coded(told: Sequence[Any], arrays: Sequence[np.ndarray]) -> Coded:
    values, codes = told
    known = tuple(arrays[values["numbers"]].tolist()) if isinstance(values, dict) else tuple(values)
    return Coded(known, arrays[codes])
