"""How requests for a name appear in notifications: the association decides, the author is told."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.members.models import Office
from forum.members.rules import ASSOCIATION
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.threads.anonymity.models import Unmasking
from forum.threads.anonymity.policy import CanUnmasking, gate
from forum.threads.models import Thread

#: The officers' side, and the side of the author who was told.
REQUEST, SHOWN = "unmasking", "name_shown"


class AnnouncedUnmaskings:
    """The adapter of ``notifications.port.Announced`` for names that are kept."""

    events = ("unmasking.asked", "unmasking.confirmed", "unmasking.refused")
    subjects = (REQUEST, SHOWN)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """The association of a request; whoever asked of the answer; the author of a yes."""
        requests = _requests({event.subject_id for event in events})
        officers = set(db.session.scalars(select(Office.member_id).where(Office.kind == ASSOCIATION)))
        for event in events:
            request = requests.get(event.subject_id)
            if request is None:
                continue
            subject = (REQUEST, request.id)
            if event.kind == "unmasking.asked":
                may = _may_decide(request)
                yield Announcement(event, "name_asked", subject, to=officers, may_hear=may)
                continue
            yield Announcement(event, event.kind.partition(".")[2], subject, to=[request.asked_by_id])
            if event.kind == "unmasking.confirmed":
                yield Announcement(event, "shown", (SHOWN, request.thread_id), to=[request.author_id])

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The title of the thread that it is about."""
        if kind == SHOWN:
            own = select(Thread).where(Thread.id.in_(ids), Thread.author_id.in_(actor.stand_ins))
            return {t.id: _heading(t, f"/threads/{t.id}") for t in db.session.scalars(own)}
        return {
            number: _heading(request.thread, f"/unmaskings/{number}", request.platform.slug)
            for number, request in _requests(ids).items()
            if gate.may(actor, CanUnmasking.READ, request)
        }

    def lines(self, _actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentences; the author reads why."""
        sentences = {
            "name_asked": _("An officer asks to know who opened this thread without name"),
            "confirmed": _("The association agreed: you may see the name"),
            "refused": _("The association keeps the name"),
            "shown": _("Two officers were shown your name in this thread. The reason: %(reason)s"),
        }
        return {n.id: Line(sentences[n.kind] % {"reason": n.detail.get("reason", "")}) for n in told}


def _heading(thread: Thread, address: str, platform: str | None = None) -> Heading:
    return Heading(thread.title, address, platform, demo=thread.demo_key is not None)


def _may_decide(request: Unmasking):
    return lambda actor: gate.may(actor, CanUnmasking.DECIDE, request)


def _requests(ids: Collection[int]) -> dict[int, Unmasking]:
    query = select(Unmasking).where(Unmasking.id.in_(ids))
    query = query.options(joinedload(Unmasking.thread), joinedload(Unmasking.platform))
    return {request.id: request for request in db.session.scalars(query)}
