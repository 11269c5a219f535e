"""How kept searches appear in notifications.

Notifications stand beside search and are not imported: what is handed over here
has the attributes that ``notifications.port`` describes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import ngettext
from forum.search.keeping.models import SavedSearch

SAVED = "saved_search"


@dataclass(frozen=True, slots=True)
class News:
    """One event and who hears of it."""

    event: Event
    kind: str
    subject: tuple[str, int]
    to: Collection[int]
    may_hear: Callable[[Actor], Any] = lambda _actor: True
    followers_of: Sequence[tuple[str, int]] = ()
    by_mail: bool = True
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A heading or a line: some text that leads somewhere."""

    address: str
    title: str = ""
    text: str = ""
    platform: str | None = None
    demo: bool = False


class AnnouncedSearches:
    """The adapter of ``notifications.port.Announced``: what is new in a kept search, to its member alone."""

    events = ("saved_search.found",)
    subjects = (SAVED,)

    def announcements(self, events: Sequence[Event]) -> Iterable[News]:
        """The member who keeps the search."""
        query = select(SavedSearch.id, SavedSearch.member_id)
        members = dict(db.session.execute(query.where(SavedSearch.id.in_({e.subject_id for e in events}))).all())
        for event in events:
            if member_id := members.get(event.subject_id):
                yield News(event, "found", (SAVED, event.subject_id), [member_id])

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Words]:
        """The names of the actor's own searches."""
        mine = select(SavedSearch).where(SavedSearch.id.in_(ids), SavedSearch.member_id == actor.member_id)
        return {one.id: Words(f"/search?{one.address}&order=new", one.name) for one in db.session.scalars(mine)}

    def lines(self, actor: Actor, told: Sequence[Any]) -> Mapping[int, Words]:
        """How many are new."""
        return {
            n.id: Words("", text=ngettext("%(num)d new result", "%(num)d new results", n.detail.get("count", 1)))
            for n in told
        }
