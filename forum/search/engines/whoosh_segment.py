"""One segment of a Whoosh index, as the ranking reads it."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.index import Index
from whoosh.reading import IndexReader, ReaderClosed, SegmentReader, TermInfo

from forum.search.engine import Damaged
from forum.search.engines import blocks
from forum.search.engines.beside import beside
from forum.search.engines.segments import Impacts, Postings

#: What is known of so many terms of a segment is kept; a question asks some fifty, of each more than once.
MOST_TERMS = 500

Name = tuple[Hashable, ...]
Kept = Postings | Impacts | None


class PostingsCache:
    """Postings that were read lately, and what was made of them, up to a number of bytes; the least used go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._bytes = most_bytes, 0
        self._kept: OrderedDict[Name, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: Name) -> tuple[bool, Kept]:
        """Whether it is kept, and what."""
        with self._lock:
            if name not in self._kept:
                return False, None
            self._kept.move_to_end(name)
            return True, self._kept[name]

    def put(self, name: Name, found: Kept) -> None:
        """Keep it, and let go of older ones where there is no room."""
        with self._lock:
            self._bytes += self._weight(found) - (self._weight(self._kept[name]) if name in self._kept else 0)
            self._kept[name] = found
            self._kept.move_to_end(name)
            while self._bytes > self._most and len(self._kept) > 1:
                _, old = self._kept.popitem(last=False)
                self._bytes -= self._weight(old)

    @staticmethod
    def _weight(found: Kept) -> int:
        return 300 + sum(array.nbytes for array in found or () if array is not None)


class SegmentFiles:
    """A segment's files, opened once and read by every snapshot that has the segment."""

    def __init__(self, reader: IndexReader, folder: Path) -> None:
        self.reader = reader
        self.lock = threading.Lock()
        weakref.finalize(self, close, reader)
        with self.reading():
            self.name = reader.segment().segment_id()
            self.size = reader.doc_count_all()
            self.columns, self.lengths, self.words = beside(reader, folder)
            blocks.hasten(reader)
        self.summed: dict[str, float] = {}
        self._terms: dict[tuple[str, str], TermInfo | None] = {}

    def described(self, field: str, term: str) -> TermInfo | None:
        """What the table of terms says of one; asked of the file once a question. Call it while ``reading``."""
        name = field, term
        if name not in self._terms:
            if len(self._terms) > MOST_TERMS:
                self._terms.clear()
            self._terms[name] = blocks.described(self.reader, field, term)
        return self._terms[name]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One thread at a time reads the files; whatever goes wrong there is damage."""
        with self.lock:
            try:
                yield
            except ReaderClosed:
                raise
            except Exception as error:
                raise Damaged(f"segment {self.reader.segment()}: {error!r}") from error


class WhooshSegment:
    """A segment's postings, lengths and traits, and which of its documents are still there."""

    def __init__(self, files: SegmentFiles, deleted: Collection[int], cache: PostingsCache) -> None:
        self.files = files
        self._cache = cache
        self.size, self.columns = files.size, files.columns
        self.deleted = len(deleted)
        self._alive: np.ndarray | None = None
        if self.deleted:
            self._alive = np.ones(self.size, bool)
            self._alive[list(deleted)] = False

    def postings(self, field: str, term: str) -> Postings | None:
        """Which documents have a term."""
        name = (self.files.name, field, term)
        is_kept, found = self._cache.get(name)
        if not is_kept:
            found = _compact(self.read(field, term), self.size)
            self._cache.put(name, found)
        return found

    def kept(self, name: Hashable, make: Callable[[], Impacts | None]) -> Impacts | None:
        """What was made under this name before, if there was room to keep it; else it is made of the postings."""
        is_kept, found = self._cache.get((self.files.name, name))
        if not is_kept:
            found = make()
            self._cache.put((self.files.name, name), found)
        return found

    def read(self, field: str, term: str) -> Postings | None:
        """Which documents have a term, as the files say; they are not kept."""
        with self.files.reading():
            info = self.files.described(field, term)
            return blocks.read(self.files.reader, field, term, info) if info else None

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term."""
        with self.files.reading():
            info = self.files.described(field, term)
            return info.doc_frequency() if info else 0

    def words_like(self, word: str, edits: int) -> dict[str, int]:
        """Words within a number of edits, with how many documents have each."""
        return self.files.words.like(word, edits)

    def lengths(self, field: str) -> np.ndarray:
        """How long each document is in a field."""
        return self.files.lengths[field]

    def length(self, field: str) -> float:
        """How long all documents are together in a field."""
        if field not in self.files.summed:
            self.files.summed[field] = float(self.files.lengths[field].sum())
        return self.files.summed[field]

    def alive(self) -> np.ndarray | None:
        """For each document whether it is still there."""
        return self._alive


def _compact(found: Postings | None, size: int) -> Postings | None:
    """The same in three bytes a document instead of eight, where that is enough."""
    if found is None or size > 2**16:
        return found
    small = found.weights.astype(np.uint8) if found.weights.max(initial=0) < 256 else found.weights
    weights = small if (small == found.weights).all() else found.weights
    return Postings(found.places.astype(np.uint16), weights)


def close(reader: IndexReader) -> None:
    """Let go of a segment's files when no search looks at it any more."""
    if not reader.is_closed:
        reader.close()


def segments(opened: Index, folder: Path, known: Sequence[WhooshSegment], cache: PostingsCache) -> list[WhooshSegment]:
    """The segments of an index as it is now. What is open already is not opened again."""
    files = {one.files.name: one.files for one in known}
    before = {(one.files.name, one.deleted): one for one in known}
    made = []
    for segment in opened._segments():
        name = segment.segment_id()
        if segment.doc_count_all() and (name, segment.deleted_count()) not in before:
            if name not in files:
                files[name] = SegmentFiles(SegmentReader(opened.storage, opened.schema, segment), folder)
            before[name, segment.deleted_count()] = WhooshSegment(files[name], set(segment.deleted_docs()), cache)
        if segment.doc_count_all():
            made.append(before[name, segment.deleted_count()])
    return made
