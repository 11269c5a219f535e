"""Who hears of a round: the members of the platform and the delegates, when it opens and when it is counted."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select, union
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import day, gettext as _
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.platforms.delegates import Delegate
from forum.platforms.models import Seat
from forum.priorities.models import Round
from forum.priorities.policy import Can, gate

OPENED, PUBLISHED = "priorities.opened", "priorities.published"


class AnnouncedRounds:
    """The adapter of ``notifications.port.Announced`` for priorities."""

    events = (OPENED, PUBLISHED)
    subjects = ("priority_round",)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Both events to everybody who sits on the platform or speaks for a council there."""
        found = _rounds({event.subject_id for event in events})
        for event in events:
            if round_ := found.get(event.subject_id):
                yield Announcement(
                    event, event.kind.replace(".", "_"), ("priority_round", round_.id), to=_hearers(round_),
                    may_hear=lambda actor, r=round_: gate.may(actor, Can.READ, r),
                )

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The titles of those that the actor may read."""
        return {
            each.id: Heading(each.title, f"/priorities/{each.id}", each.platform.slug, each.demo_key is not None)
            for each in _rounds(ids).values() if gate.may(actor, Can.READ, each)
        }

    def lines(self, _actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification, with the days as they stand now."""
        found = _rounds({n.subject_id for n in told})
        return {n.id: _line(n, found[n.subject_id]) for n in told if n.subject_id in found}


def _rounds(ids: Collection[int]) -> dict[int, Round]:
    query = select(Round).where(Round.id.in_(ids)).options(joinedload(Round.platform))
    return {each.id: each for each in db.session.scalars(query)}


def _hearers(found: Round) -> Sequence[int]:
    seats = select(Seat.member_id).where(Seat.platform_id == found.platform_id)
    delegates = select(Delegate.member_id).where(Delegate.platform_id == found.platform_id)
    return db.session.scalars(union(seats, delegates)).all()


def _line(told: Notification, found: Round) -> Line:
    if told.kind == "priorities_published":
        return Line(_("The result of the vote is published, with its reasons"), f"/priorities/{found.id}/result")
    return Line(_(
        "A round of priorities is open: topics can be proposed until %(proposals)s, councils vote until %(vote)s",
        proposals=day(found.proposals_until), vote=day(found.voting_until),
    ))
