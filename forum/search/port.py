"""What search asks of the areas.

An *area* (threads, members, papers) hands over ``Document`` objects and answers
for what an actor may see: that is ``Searchable``. An *engine* keeps the documents
and finds them (see ``forum.search.engine``). Neither knows of the other.

The index is a copy and may be a moment behind. The database has the last word:
nothing is shown that ``Searchable.cards`` did not return for this actor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from forum.kernel.access import Actor

#: Audiences: who may find a document. One token a document; an actor has many.
EVERYONE = "everyone"
MEMBERS = "members"


def audience_of_board(board_id: int) -> str:
    """The audience of what is written on one board."""
    return f"board-{board_id}"


def audience_of_platform(platform_id: int) -> str:
    """The audience of what a whole platform shares."""
    return f"platform-{platform_id}"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: a post, a person, an authority, a paper.

    Text goes in as people wrote it (plain, not HTML); engines analyse it. Names
    are given in both languages in one string («نابلس Nablus»), for either may
    be typed. Leave ``author`` and ``author_id`` empty when the author is
    anonymous: whatever stands here can be searched for.
    """

    kind: str
    """The area's word for it: ``post``, ``person``, ``authority``, ``paper``."""
    id: int
    title: str
    """The heading it is known by; for a post its thread's title."""
    body: str = ""
    group: str = ""
    """Hits of one group are shown as one result: ``thread:7``. Empty: the document itself."""
    attachments: str = ""
    """Text out of attached files; found, but counts less than the body."""
    topics: tuple[str, ...] = ()
    """Labels and synonyms of its topics, in both languages."""
    author: str = ""
    authority: str = ""
    place: str = ""
    """Names of its platform and board, in both languages."""
    audience: str = EVERYONE
    platform_id: int | None = None
    board_id: int | None = None
    topic_ids: tuple[int, ...] = ()
    region: str | None = None
    """``north``, ``middle``, ``south`` or ``gaza``: the author's authority's."""
    thread_kind: str | None = None
    """``question``, ``discussion``, …: how the thread was opened."""
    is_answered: bool | None = None
    """Whether the thread has an accepted answer; ``None`` where that makes no sense."""
    is_answer: bool = False
    """Whether this very post is the accepted answer."""
    is_opening: bool = False
    """Whether it is what its thread asks: found by its meaning too."""
    has_file: bool = False
    authority_id: int | None = None
    author_id: int | None = None
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    demoted: bool = False
    """Whether something better is known (a pointer, obsolete): its title and beginning count less."""

    @property
    def key(self) -> str:
        """Its name in the index: ``post:91``."""
        return f"{self.kind}:{self.id}"

    @property
    def group_key(self) -> str:
        """The group it is shown under."""
        return self.group or self.key


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows of a document, read from the database just now.

    Made only for those who may read it. Names are already in the reader's
    language.
    """

    kind: str
    id: int
    address: str
    """Leads straight to it: ``/threads/7#post-91``."""
    title: str
    text: str = ""
    """The plain text in which the found words are shown."""
    place: str = ""
    """Where it stands, in words: «الهندسة والتخطيط · نظم المعلومات الجغرافية»."""
    author: str = ""
    authority: str = ""
    authority_id: int | None = None
    region: str | None = None
    created_at: datetime | None = None
    thread_kind: str | None = None
    is_answered: bool | None = None
    is_answer: bool = False
    replies: int | None = None
    topics: tuple[str, ...] = ()
    platform: str = ""
    """The slug of its platform, for the bar of colour."""
    demo: bool = False
    """Whether it is invented."""
    demoted: bool = False
    """Whether something better is known: it points to another thread, or is obsolete."""
    answers_at: str = ""
    """Where «this answers me» is sent; empty where that cannot be said."""

    @property
    def key(self) -> str:
        """Its name in the index."""
        return f"{self.kind}:{self.id}"


class Searchable(Protocol):
    """An area's adapter: named in its manifest, written in its ``search.py``.

    A handful of queries whatever the batch holds; ``documents`` and ``everything``
    run in the worker, without a request.
    """

    kind: str
    """The ``Document.kind`` it answers for."""

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that exist and should be found. What is left out is deleted from the index."""
        ...

    def everything(self, batch: int) -> Iterable[Document]:
        """All that should be found, newest first, read ``batch`` rows at a time."""
        ...

    def audiences(self, actor: Actor) -> frozenset[str]:
        """The audiences of this kind that the actor belongs to (``EVERYONE`` is added by search)."""
        ...

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """Cards of those of ``ids`` that exist and that the actor may read now."""
        ...
