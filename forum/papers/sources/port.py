"""What a thing of the forum says of itself so that papers can cite it: one adapter a kind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from forum.activity.models import Event
from forum.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a moderator can collect: ``about`` tells it from others of the same title."""

    id: int
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing as it stands now.

    ``mark`` changes whenever the text does: the number of a revision, the
    SHA-256 of a file. ``maker`` is who it is from, in words. ``authority_id`` is
    the authority that speaks in it, if one does. ``platform_id`` or ``post_id``
    say whose readers may read it.
    """

    title: str
    text: str
    mark: str
    dated: date | None = None
    maker: str = ""
    authority_id: int | None = None
    platform_id: int | None = None
    post_id: int | None = None
    fingerprint: str = ""


class Citable(Protocol):
    """One kind of things of the forum that papers cite: minutes, cases, attachments."""

    sort: str
    #: Events of ``activity`` after which a thing may read otherwise.
    events: frozenset[str]

    def subject_of(self, event: Event) -> int:
        """Which thing an event is about."""
        ...

    def offered(self, actor: Actor, platform_id: int, thread_ids: Collection[int]) -> Sequence[Offer]:
        """What the actor may collect into a file of a platform that holds these threads, newest first."""
        ...

    def standing(self, subject_id: int, place: str) -> Standing | None:
        """A thing as it stands now, with the text of one page where it has pages; nothing when it is gone."""
        ...

    def may_collect(self, actor: Actor, subject_id: int) -> bool:
        """Whether the actor may read the thing, and so cite it."""
        ...

    def address(self, subject_id: int) -> str:
        """Where the thing itself is read."""
        ...
