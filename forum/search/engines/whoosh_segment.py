"""One segment of a Whoosh index, as the ranking reads it."""

import pickle
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.reading import IndexReader, ReaderClosed

from forum.search.arabic import FIELDS
from forum.search.engine import Damaged
from forum.search.engines import blocks
from forum.search.engines.columns import Columns
from forum.search.engines.segments import Postings
from forum.search.entry import Traits


class PostingsCache:
    """Postings that were read lately, up to a number of bytes; the least used go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._bytes = most_bytes, 0
        self._kept: OrderedDict[tuple[str, str, str], Postings | None] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: tuple[str, str, str]) -> tuple[bool, Postings | None]:
        """Whether it is kept, and the postings."""
        with self._lock:
            if name not in self._kept:
                return False, None
            self._kept.move_to_end(name)
            return True, self._kept[name]

    def put(self, name: tuple[str, str, str], found: Postings | None) -> None:
        """Keep postings, and let go of older ones where there is no room."""
        with self._lock:
            self._bytes += self._weight(found) - (self._weight(self._kept[name]) if name in self._kept else 0)
            self._kept[name] = found
            self._kept.move_to_end(name)
            while self._bytes > self._most and len(self._kept) > 1:
                _, old = self._kept.popitem(last=False)
                self._bytes -= self._weight(old)

    @staticmethod
    def _weight(found: Postings | None) -> int:
        return 200 + (found.places.nbytes + found.weights.nbytes if found else 0)


class WhooshSegment:
    """A segment's postings, lengths and traits. Lengths and traits stand in a file beside it."""

    def __init__(self, reader: IndexReader, cache: PostingsCache, folder: Path) -> None:
        self.reader = reader
        self._cache = cache
        self._lock = threading.Lock()
        weakref.finalize(self, close, reader)
        with self._reading():
            self.name = reader.segment().segment_id()
            self.size = reader.doc_count_all()
            self.columns, self._lengths = beside(reader, folder)
            self._alive = self._deletions()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One thread at a time reads the files; whatever goes wrong there is damage."""
        with self._lock:
            try:
                yield
            except ReaderClosed:
                raise
            except Exception as error:
                raise Damaged(f"segment {self.reader.segment()}: {error!r}") from error

    def _deletions(self) -> np.ndarray | None:
        if not self.reader.has_deletions():
            return None
        alive = np.ones(self.size, bool)
        alive[[place for place in range(self.size) if self.reader.is_deleted(place)]] = False
        return alive

    def postings(self, field: str, term: str) -> Postings | None:
        """Which documents have a term."""
        name = (self.name, field, term)
        is_kept, found = self._cache.get(name)
        if not is_kept:
            with self._reading():
                found = blocks.read(self.reader, field, term)
            self._cache.put(name, found)
        return found

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term."""
        with self._reading():
            return self.reader.doc_frequency(field, term)

    def words_like(self, word: str, edits: int) -> dict[str, int]:
        """Words within a number of edits, with how many documents have each."""
        with self._reading():
            found = list(self.reader.terms_within("word", word, edits, prefix=0))
            return {other: self.reader.doc_frequency("word", other) for other in found}

    def lengths(self, field: str) -> np.ndarray:
        """How long each document is in a field."""
        return self._lengths[field]

    def alive(self) -> np.ndarray | None:
        """For each document whether it is still there."""
        return self._alive


def close(reader: IndexReader) -> None:
    """Let go of a segment's files when no search looks at it any more."""
    if not reader.is_closed:
        reader.close()


Beside = tuple[Columns, Mapping[str, np.ndarray]]


def _file(reader: IndexReader, folder: Path) -> Path:
    """Named like the segment's own files, so that Whoosh removes it with them."""
    return folder / f"{reader.segment().segment_id()}.columns"


def beside(reader: IndexReader, folder: Path) -> Beside:
    """The traits and lengths of a segment: from the file beside it, or gathered from its documents."""
    try:
        with _file(reader, folder).open("rb") as file:
            columns, lengths = pickle.load(file)
        if len(columns.id) == reader.doc_count_all():
            return columns, lengths
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ValueError, TypeError):
        pass
    return gathered(reader)


def gathered(reader: IndexReader) -> Beside:
    """Traits and lengths as each document has them in store."""
    rows, lengths = [], []
    for place in range(reader.doc_count_all()):
        traits, of_fields = reader.stored_fields(place)["kept"]
        rows.append(Traits(*traits))
        lengths.append(of_fields)
    table = np.array(lengths, np.float32).reshape(len(rows), len(FIELDS))
    return Columns.of(rows), {field: np.ascontiguousarray(table[:, i]) for i, field in enumerate(FIELDS)}


def write_beside(reader: IndexReader, folder: Path) -> None:
    """Write the file beside a segment, if there is none. Only the writer does."""
    if not _file(reader, folder).exists():
        keep_beside(reader.segment().segment_id(), folder, gathered(reader))


def keep_beside(segment: str, folder: Path, found: Beside) -> None:
    """Write the file beside a segment."""
    path = folder / f"{segment}.columns"
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        pickle.dump(found, file, protocol=5)
    new.replace(path)
