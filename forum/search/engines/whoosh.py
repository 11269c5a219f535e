"""The embedded engine: Whoosh writes and keeps the index, the ranking reads its columns.

Only what whoosh3 and Whoosh-Reloaded have in common is used, so that one can take
the other's place. Nothing of the index is precious: the database can rebuild it.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import ReaderClosed

from forum.search.arabic import FIELDS
from forum.search.engine import Damaged, Request, Results
from forum.search.engines import beside, merging, ranking
from forum.search.engines.bulk import segment
from forum.search.engines.folders import Folders
from forum.search.engines.snapshot import Snapshot
from forum.search.engines.stored_terms import schema
from forum.search.engines.whoosh_segment import PostingsCache, close, segments
from forum.search.entry import ANALYSIS, Entry, entry
from forum.search.plan import make
from forum.search.port import Document
from forum.search.thesaurus import Thesaurus

#: Long blocks of uncompressed postings: a few large arrays are read faster than many small ones.
CODEC = W3Codec(blocklimit=4096, compression=0)

#: How old a look at the index may be before another is taken, in seconds.
FRESH = 0.2
CACHE_BYTES = 128 * 2**20

#: A folder that nothing was put into for so long, in nanoseconds, is as its time of change says.
SETTLED = 2 * 10**9

#: Files may be exchanged between two steps of a reader; it then looks again.
TRIES = 4

#: Raised when files are laid out otherwise: an index of another number is built anew.
LAYOUT = 3
#: Stands in a folder that was filled with everything once, as it is analysed and laid out today.
COMPLETE = f"complete-{ANALYSIS}-{LAYOUT}"


class WhooshEngine:
    """Documents in a folder on disk."""

    name = "whoosh"

    def __init__(self, folder: Path, thesaurus: Thesaurus | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        self.thesaurus = thesaurus or Thesaurus(())
        self._folders = Folders(Path(folder))
        self._cache = PostingsCache(cache_bytes)
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._seen: tuple[Path, int] | None = None
        self._touched = 0
        self._looked = 0.0

    # Writing

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in."""
        return self.change(documents, ())

    def delete(self, keys: Iterable[str]) -> None:
        """Take documents out."""
        self.change((), keys)

    def change(self, documents: Iterable[Document], keys: Iterable[str]) -> int:
        """Delete and add as one commit."""
        made, keys = [entry(document) for document in documents], list(keys)
        with self._folders.locked():
            folder = self._folders.current()
            self._folders.note((made, keys))
            with _damage(folder):
                _commit(_opened(folder), folder, made, keys)
        self._looked = 0.0
        return len(made)

    def replace_all(self, documents: Iterable[Document]) -> int:
        """Fill a fresh folder, then move there."""
        with self._folders.rebuilding() as fresh:
            built = index.create_in(str(fresh), schema())
            fill = segment.fill if segment.is_possible(CODEC) else _fill_one_by_one
            count = fill(built, fresh, documents, CODEC)
            with self._folders.locked():
                for made, keys in self._folders.noted():
                    _commit(built, fresh, made, keys)
                _write_columns(built, fresh)
                (fresh / COMPLETE).touch()
                self._folders.name(fresh)
        self._looked = 0.0
        return count

    # Reading

    def search(self, request: Request) -> Results:
        """Find the best groups."""
        plan = make(request.query, self.thesaurus)
        return self._again(lambda: ranking.search(self._now(), plan, request))

    def _again(self, look: Callable[[], Any]) -> Any:
        """Look, and look afresh when files were exchanged meanwhile."""
        for _ in range(TRIES - 1):
            try:
                return look()
            except (ReaderClosed, Damaged):
                self._looked, self._seen = 0.0, None
        return look()

    def is_complete(self) -> bool:
        """Whether the whole content was put in once."""
        return (self._folders.current() / COMPLETE).exists()

    def is_worn(self) -> bool:
        """Whether so much was changed that it reads more than it needs."""
        seen = self._again(self._now).segments
        return merging.is_worn([one.size for one in seen], sum(one.deleted for one in seen))

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Words that look like ``word``."""
        return self._again(lambda: self._now().words_like(word, limit))

    def count(self) -> int:
        """Documents kept."""
        return sum(one.size - one.deleted for one in self._again(self._now).segments)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for one in self._snapshot.segments if self._snapshot else ():
                close(one.files.reader)
            self._snapshot = self._seen = None

    def _now(self) -> Snapshot:
        """The index as it is, looked at again when the last look is old."""
        with self._lock:
            if self._snapshot is None or time.monotonic() - self._looked > FRESH:
                self._look()
            return self._snapshot

    def _look(self) -> None:
        folder = self._folders.current()
        with _damage(folder):
            touched = folder.stat().st_mtime_ns
            is_settled = time.time_ns() - touched > SETTLED
            if not (is_settled and touched == self._touched and self._seen and self._seen[0] == folder):
                opened = _opened(folder)
                seen = (folder, opened.latest_generation())
                if seen != self._seen:
                    known = self._snapshot.segments if self._snapshot and self._seen else ()
                    self._snapshot = Snapshot(segments(opened, folder, known, self._cache))
                self._seen, self._touched = seen, touched
        self._looked = time.monotonic()


@contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """Whatever goes wrong inside is damage to the index."""
    try:
        yield
    except (Damaged, ReaderClosed):
        raise
    except Exception as error:
        raise Damaged(f"{folder}: {error!r}") from error


def _opened(folder: Path) -> index.Index:
    if index.exists_in(str(folder)):
        return index.open_dir(str(folder))
    return index.create_in(str(folder), schema())


def _fill_one_by_one(built: index.Index, _folder: Path, documents: Iterable[Document], codec: W3Codec) -> int:
    count = 0
    with built.writer(codec=codec, limitmb=256, compound=False) as writer:
        for document in documents:
            _put(writer, entry(document))
            count += 1
    return count


def _put(writer, made: Entry) -> None:
    lengths = tuple(sum(made.terms[field].values()) for field in FIELDS)
    writer.add_document(
        key=made.traits.key, kept=(tuple(made.traits), lengths), labels=dict.fromkeys(made.labels, 1), **made.terms
    )


def _commit(opened: index.Index, folder: Path, made: list[Entry], keys: list[str]) -> None:
    with opened.writer(timeout=60.0, delay=0.05, codec=CODEC, compound=False) as writer:
        writer.mergetype = merging.merge
        for key in {*keys, *(one.traits.key for one in made)}:
            writer.delete_by_term("key", key)
        for one in {one.traits.key: one for one in made}.values():
            _put(writer, one)
    _write_columns(opened, folder)


def _write_columns(opened: index.Index, folder: Path) -> None:
    reader = opened.reader()
    try:
        for leaf, _ in reader.leaf_readers():
            if leaf.doc_count_all():
                beside.write(leaf, folder)
    finally:
        reader.close()
