"""What the product asks of a search engine: Whoosh, PostgreSQL, memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from forum.search.port import Document
from forum.search.query import Query


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result must be, beside matching the words. An empty set asks nothing."""

    kinds: frozenset[str] = frozenset()
    platforms: frozenset[int] = frozenset()
    boards: frozenset[int] = frozenset()
    topics: frozenset[int] = frozenset()
    regions: frozenset[str] = frozenset()
    thread_kinds: frozenset[str] = frozenset()
    authorities: frozenset[int] = frozenset()
    authors: frozenset[int] = frozenset()
    answered: bool | None = None
    has_file: bool | None = None
    since: datetime | None = None
    until: datetime | None = None


#: What results are counted by. Each is a name in ``Results.facets``.
FACETS = ("kind", "platform", "board", "topic", "region", "thread_kind", "answered")


@dataclass(frozen=True, slots=True)
class Request:
    """One search, complete: the words, who asks, what is wanted of the answer."""

    query: Query
    audiences: frozenset[str] | None = None
    """Tokens the actor may read; ``None`` for all (rebuilds, evaluation, tests)."""
    filters: Filters = Filters()
    size: int = 10
    skip: int = 0
    newest_first: bool = False
    grouped: bool = True
    facets: tuple[str, ...] = ()
    loose: bool = False
    """Keep everything that has any of the words, however little of the question it holds."""
    seconds: float = 0.5
    """After this long the engine answers with the best so far and says so."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found group, by its best document."""

    key: str
    group: str
    score: float
    also: int = 0
    """How many more documents of the group matched."""

    @property
    def kind(self) -> str:
        """The kind of the document."""
        return self.key.partition(":")[0]

    @property
    def id(self) -> int:
        """The number of the document within its kind."""
        return int(self.key.partition(":")[2])


@dataclass(frozen=True, slots=True)
class Results:
    """What an engine found."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    """Groups (or documents, when not grouped) that matched."""
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Facet → value (as text; ``yes``/``no`` for answered) → groups that have it."""
    timed_out: bool = False
    unknown: tuple[str, ...] = ()
    """Words of the question, folded, that no document has in any form."""
    is_partial: bool = False
    """No document holds the whole question; these come nearest."""


class Damaged(Exception):
    """The index cannot be read or written; building it again heals it."""


class Engine(Protocol):
    """Keeps documents and finds them. One contract, held by ``tests/search/test_contract.py``.

    Adding a document that is there replaces it. What a call wrote is found by
    the next search of the same process; other processes see it within two
    seconds. Only the worker and the commands write.
    """

    name: str

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in, as one step; how many."""
        ...

    def delete(self, keys: Iterable[str]) -> None:
        """Take documents out. Unknown keys are nothing to worry about."""
        ...

    def change(self, documents: Iterable[Document], keys: Iterable[str]) -> int:
        """Delete ``keys`` and add ``documents`` as one step; how many were added."""
        ...

    def replace_all(self, documents: Iterable[Document]) -> int:
        """Make these the whole content, while searches go on; how many.

        Raises:
            OSError: nothing was changed.
        """
        ...

    def search(self, request: Request) -> Results:
        """Find the best groups. Never raises for what somebody typed.

        Raises:
            Damaged: the index cannot be read.
        """
        ...

    def is_complete(self) -> bool:
        """Whether the index was ever filled; else it must be built before its silence means anything."""
        ...

    def is_worn(self) -> bool:
        """Whether building everything anew would make searching quicker."""
        ...

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Words of the index that look like ``word``, with how many documents have each."""
        ...

    def count(self) -> int:
        """Documents kept."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
