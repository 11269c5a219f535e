"""An engine that keeps everything in memory: for tests, and while an index is being mended."""

import threading
from collections.abc import Iterable

from forum.search.engine import Request, Results
from forum.search.engines import ranking
from forum.search.engines.segments import MemorySegment
from forum.search.engines.snapshot import Snapshot
from forum.search.entry import Entry, entry
from forum.search.plan import make
from forum.search.port import Document
from forum.search.thesaurus import Thesaurus


class MemoryEngine:
    """Documents in a dictionary; columns are made again after each change."""

    name = "memory"

    def __init__(self, thesaurus: Thesaurus | None = None) -> None:
        self.thesaurus = thesaurus or Thesaurus(())
        self._entries: dict[str, Entry] = {}
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in."""
        return self.change(documents, ())

    def delete(self, keys: Iterable[str]) -> None:
        """Take documents out."""
        self.change((), keys)

    def change(self, documents: Iterable[Document], keys: Iterable[str]) -> int:
        """Delete and add as one step."""
        made = [entry(document) for document in documents]
        with self._lock:
            entries = dict(self._entries)
            for key in keys:
                entries.pop(key, None)
            entries.update({one.traits.key: one for one in made})
            self._entries, self._snapshot = entries, None
        return len(made)

    def replace_all(self, documents: Iterable[Document]) -> int:
        """Make these the whole content."""
        entries = {one.traits.key: one for one in map(entry, documents)}
        with self._lock:
            self._entries, self._snapshot = entries, None
        return len(entries)

    def search(self, request: Request) -> Results:
        """Find the best groups."""
        return ranking.search(self._seen(), make(request.query, self.thesaurus), request)

    def is_complete(self) -> bool:
        """There is nothing but what was put in."""
        return True

    def is_worn(self) -> bool:
        """It never is."""
        return False

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Words that look like ``word``."""
        return self._seen().words_like(word, limit)

    def count(self) -> int:
        """Documents kept."""
        return len(self._entries)

    def close(self) -> None:
        """There is nothing to let go of."""

    def _seen(self) -> Snapshot:
        with self._lock:
            if self._snapshot is None:
                self._snapshot = Snapshot([MemorySegment(list(self._entries.values()))])
            return self._snapshot
