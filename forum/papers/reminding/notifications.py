"""How reminders appear in notifications."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.papers import rules
from forum.papers.addresses import of_paper
from forum.papers.documents import Paper
from forum.papers.endorsements.addresses import of_endorsements
from forum.papers.policy import Can, gate, readable_by
from forum.papers.reminding import queries
from forum.platforms.models import Board, Platform
from forum.threads.addresses import of_thread
from forum.threads.models import Thread
from forum.threads.policy import Can as CanThread, gate as thread_gate, readable_by as thread_readable_by

ENDING, CALL_ENDING = "paper_ending", "call_ending"


class AnnouncedEndings:
    """The adapter of ``notifications.port.Announced`` for what ends soon."""

    events = ("paper.endorsement_ends_soon", "paper.review_ends_soon", "issue_file.call_ends_soon")
    subjects = (ENDING, CALL_ENDING)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Those who were asked and have not spoken."""
        for event in events:
            told = _of_call(event) if event.kind == "issue_file.call_ends_soon" else _of_paper(event)
            if told is not None:
                yield told

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The title of the paper, or of the call's thread."""
        if kind == CALL_ENDING:
            query = (
                select(Thread.id, Thread.title, Thread.demo_key, Platform.slug)
                .join(Board, Board.id == Thread.board_id)
                .join(Platform, Platform.id == Thread.platform_id)
                .where(Thread.id.in_(ids), thread_readable_by(actor))
            )
            address = of_thread
        else:
            query = select(Paper.id, Paper.title, Paper.demo_key, Platform.slug).join(Paper.platform)
            query = query.where(Paper.id.in_(ids), readable_by(actor))
            address = of_paper
        return {
            row.id: Heading(row.title, address(row.id), row.slug, row.demo_key is not None)
            for row in db.session.execute(query)
        }

    def lines(self, _actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification."""
        sentences = {
            "voice_ends": _("The time for the voice of your authority ends in three days"),
            "review_ends": _("The time for comments ends in three days"),
            "call_ends": _("The call for your experience ends in three days"),
        }
        return {
            n.id: Line(sentences[n.kind], of_endorsements(n.subject_id) if n.kind == "voice_ends" else "")
            for n in told
            if n.kind in sentences
        }


def _of_paper(event: Event) -> Announcement | None:
    query = select(Paper).where(Paper.id == event.subject_id).options(joinedload(Paper.platform))
    paper = db.session.scalars(query).one()
    kinds = {
        rules.ENDORSEMENT: ("voice_ends", queries.silent_delegates),
        rules.REVIEW: ("review_ends", queries.silent_members),
    }
    if paper.state not in kinds:
        return None
    kind, who = kinds[paper.state]
    return Announcement(
        event, kind, (ENDING, paper.id), to=who(paper), may_hear=lambda actor: gate.may(actor, Can.READ, paper)
    )


def _of_call(event: Event) -> Announcement:
    query = select(Thread).where(Thread.id == event.detail["thread_id"]).options(joinedload(Thread.board))
    thread = db.session.scalars(query).one()
    people = queries.silent_invited(event.detail["call_id"], thread.id, event.detail["platform_id"])

    def may_hear(actor: Actor) -> bool:
        return bool(thread_gate.may(actor, CanThread.READ, thread))

    return Announcement(event, "call_ends", (CALL_ENDING, thread.id), to=people, may_hear=may_hear)
