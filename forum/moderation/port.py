"""What the desk asks of the areas.

An area (threads) says what can be flagged, which trays of the desk it fills,
and what can be done with each letter in them. The desk shows one letter after
another and knows no more of threads than this page. What is done with a letter
is done by the area's own views: a ``Deed`` says where its form goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from forum.kernel.access import Actor
    from forum.kernel.db import Cursor


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote something; fit for ``components/byline.html``."""

    name: str
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Something that was flagged or may be, as its moderators see it."""

    kind: str
    id: int
    platform_id: int
    title: str
    address: str
    author_id: int | None
    excerpt: str = ""
    by: Person | None = None
    at: datetime | None = None
    platform: str | None = None
    """The slug of its platform."""
    place: str = ""
    is_shown: bool = True
    """Not hidden already."""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """What a deed asks to be written."""

    name: str
    label: object
    options: Sequence[str] = ()
    """Offered while typing; another text is possible."""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done with a letter: a button, a short form, or a link."""

    label: object
    address: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    blank: Blank | None = None
    is_link: bool = False
    icon: str | None = None
    kind: str = "quiet"
    """The look of the button: ``main``, ``quiet``, ``plain`` or ``danger``."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing that waits for a moderator, with its context and its few deeds."""

    kind: object
    """Why it lies here, in a word: «Without topics»."""
    title: str
    url: str
    at: datetime
    id: int
    excerpt: str = ""
    by: Person | None = None
    reason: str = ""
    place: str = ""
    platform: str | None = None
    demo: bool = False
    quick: Sequence[Deed] = ()
    """Buttons that the keys 1, 2, 3 press."""
    deeds: Sequence[Deed] = ()


@dataclass(frozen=True, slots=True)
class Tray:
    """One pile of letters."""

    name: str
    label: object
    emptied: object
    """What is said when nothing lies in it."""
    is_looked_through: bool = False
    """Whether it holds what is new since the moderator looked; looking empties it."""


class Reviewable(Protocol):
    """An area's adapter: named in its manifest, written in its ``moderation.py``.

    Everything is about the platforms that the actor moderates, all of them for
    the association.
    """

    kinds: Mapping[str, object]
    """What can be flagged: kind → its word."""
    trays: Sequence[Tray]

    def reviewed(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Reviewed]:
        """Those of ``ids`` that exist and that the actor may read."""
        ...

    def counts(self, actor: Actor, looks: Mapping[str, datetime]) -> Mapping[str, int]:
        """How many letters lie in each tray: one query. ``looks``: when the actor last looked, by tray."""
        ...

    def letter(
        self, actor: Actor, tray: str, after: Cursor | None, look: datetime, back: str
    ) -> Letter | None:
        """The next letter of a tray, past ``after``; a handful of queries.

        ``back`` is where its deeds lead when done: a field ``next`` of each form.
        """
        ...

    def hide(self, actor: Actor, kind: str, number: int, reason: str) -> None:
        """Let only moderators read something flagged."""
        ...
