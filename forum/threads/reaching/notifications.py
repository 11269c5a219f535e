"""Who hears that a question waits: the peers who were chosen, then the coordinator."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.threads.addresses import of_post, of_thread
from forum.threads.models import Thread
from forum.threads.policy import Can, gate
from forum.threads.reaching.policy import CanReach, gate as reach_gate
from forum.threads.reaching.queries import coordinators

PEER, COORDINATOR, CONSOLIDATE, CONSOLIDATED = "peer_asked", "waits_a_week", "wants_consolidating", "consolidated"
_KINDS = {
    "thread.peer_asked": PEER, "thread.reached_coordinator": COORDINATOR,
    "thread.reached_consolidate": CONSOLIDATE, "thread.consolidated": CONSOLIDATED,
}


class AnnouncedReach:
    """The adapter of ``notifications.port.Announced`` for questions that wait."""

    events = tuple(_KINDS)
    subjects = ("thread",)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """One peer an event; else those who look after the platform; a consolidated reply concerns the asker."""
        query = select(Thread).where(Thread.id.in_({event.subject_id for event in events}))
        query = query.options(joinedload(Thread.board), joinedload(Thread.closure))
        threads = {thread.id: thread for thread in db.session.scalars(query)}
        for event in events:
            if (thread := threads.get(event.subject_id)) is not None:
                yield _announcement(event, thread)

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """Threads say their own titles."""
        return {}

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentences, each leading to what can be done."""
        words = {
            PEER: _("This question waits, and you may know the answer. Reply, or choose «not me»"),
            COORDINATOR: _("This question has waited a week without a real answer"),
            CONSOLIDATE: _("After 15 days: the skeleton of a consolidated reply is ready to be finished"),
            CONSOLIDATED: _("A consolidated reply puts together what colleagues know"),
        }
        return {n.id: Line(words[n.kind], _address(n)) for n in told if n.kind in words}


def _address(told: Notification) -> str:
    if told.kind == CONSOLIDATED:
        return of_post(told.detail["post_id"])
    return of_thread(told.subject_id) + ("/consolidation" if told.kind == CONSOLIDATE else "")


def _announcement(event: Event, thread: Thread) -> Announcement:
    subject = ("thread", thread.id)
    told = _KINDS[event.kind]
    if told == CONSOLIDATED:
        return Announcement(
            event, told, subject, to=[thread.author_id], followers_of=[subject], may_hear=_reader(thread)
        )
    if told == PEER:
        return Announcement(event, told, subject, to=[event.detail["peer_id"]], may_hear=_reader(thread))
    return Announcement(
        event, told, subject, to=coordinators(thread.platform_id),
        may_hear=lambda actor: reach_gate.may(actor, CanReach.CONSOLIDATE, thread),
    )


def _reader(thread: Thread):
    return lambda actor: gate.may(actor, Can.READ, thread)
