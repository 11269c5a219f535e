"""What notifications ask of the areas.

An area (threads, papers) says who should hear of its events and, when somebody
looks, in what words. Notifications know who follows what, remember what each
member was told, and send mail. Neither knows more of the other than this page.

The classes are plain carriers: an area on a lower step may hand over anything
that has the same attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from forum.activity.models import Event
    from forum.kernel.access import Actor
    from forum.notifications.models import Notification

#: A kind and an id: ``("thread", 7)``.
Subject = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Announcement:
    """One event, one group of people who hear of it.

    An event may have several: the first that reaches a person counts. Whoever
    caused the event never hears of it.
    """

    event: Event
    kind: str
    """The area's word for what is told: chooses the sentence in ``lines``."""
    subject: Subject
    """What it is listed under."""
    to: Collection[int] = ()
    """Members who hear of it whether they follow anything or not."""
    followers_of: Sequence[Subject] = ()
    """Those who follow one of these hear of it too."""
    may_hear: Callable[[Actor], Any] = lambda _actor: True
    """Whether a person may read what it is about; asked for each, just before telling."""
    by_mail: bool = True
    """Whether it is worth a mail to those who want mails."""
    detail: Mapping[str, Any] = field(default_factory=dict)
    """What ``lines`` needs beside the event's own detail."""


@dataclass(frozen=True, slots=True)
class Line:
    """A notification as its reader sees it, in the reader's language."""

    text: str
    """A sentence: «منى حمدان ردّت»."""
    address: str = ""
    """Leads to what happened: ``/posts/91``; empty when the heading leads there already."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What notifications are listed under, and what can be followed."""

    title: str
    address: str
    platform: str | None = None
    """The slug of its platform, for the bar of colour."""
    demo: bool = False
    """Whether it is invented."""


class Announced(Protocol):
    """An area's adapter: named in its manifest, written in its ``notifications.py``.

    Runs in the worker too, without a request. Each method sends a handful of
    queries whatever the batch holds.
    """

    events: Collection[str]
    """Kinds of events that it announces."""
    subjects: Collection[str]
    """Kinds of subjects that it has headings for."""

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Who hears of each of these events."""
        ...

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """Headings of those of ``ids`` that exist and that the actor may read now."""
        ...

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification under one of its subjects, by the notification's id.

        What the actor may no longer read is left out.
        """
        ...
