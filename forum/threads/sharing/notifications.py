"""Whoever shares a problem hears when it is solved."""

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
from forum.threads.sharing.queries import sharers

TOLD = "shared_answered"


class AnnouncedSharing:
    """The adapter of ``notifications.port.Announced`` for those who said «I have this too»."""

    events = ("thread.answered", "thread.consolidated")
    subjects = ("thread",)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Everybody who shares the problem and may still read it."""
        query = select(Thread).where(Thread.id.in_({event.subject_id for event in events}))
        threads = {thread.id: thread for thread in db.session.scalars(query.options(joinedload(Thread.board)))}
        for event in events:
            if (thread := threads.get(event.subject_id)) is not None:
                yield Announcement(
                    event, TOLD, ("thread", thread.id), to=sharers(thread.id),
                    may_hear=lambda actor, thread=thread: gate.may(actor, Can.READ, thread),
                )

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """Threads say their own titles."""
        return {}

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence."""
        words = _("A problem that you share has an answer")
        return {
            n.id: Line(words, of_post(post_id) if (post_id := n.detail.get("post_id")) else of_thread(n.subject_id))
            for n in told if n.kind == TOLD
        }
