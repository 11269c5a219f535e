"""How follow-up appears in notifications: everyone cited hears of outcomes, moderators of review days."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.papers.addresses import of_follow_up, of_recommendation
from forum.papers.documents import Paper
from forum.papers.followup import rules
from forum.papers.followup.models import Recommendation
from forum.papers.followup.policy import CanFollowUp, gate
from forum.papers.notifications import cited_authors
from forum.platforms.models import Platform, Seat

RECOMMENDATION = "recommendation"


class AnnouncedFollowUp:
    """The adapter of ``notifications.port.Announced`` for what became of recommendations."""

    events = ("recommendation.answered", "recommendation.advanced", "recommendation.due")
    subjects = (RECOMMENDATION,)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Outcomes go to everyone cited, review days to the moderators of the platform."""
        found = _recommendations({event.subject_id for event in events})
        for event in events:
            asked = found.get(event.subject_id)
            told = _kind(event)
            if asked is None or told is None:
                continue
            to = moderators(asked.paper.platform_id) if told == "review_due" else cited_authors(asked.paper)
            yield Announcement(
                event, told, (RECOMMENDATION, asked.id), to=to,
                may_hear=lambda actor, paper=asked.paper: gate.may(actor, CanFollowUp.READ, paper),
            )

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The title of the paper; leads to what became of it."""
        query = (
            select(Recommendation.id, Paper.id, Paper.title, Paper.demo_key, Platform.slug)
            .join(Recommendation.paper)
            .join(Paper.platform)
            .where(Recommendation.id.in_(ids), Paper.published_number.is_not(None))
        )
        return {
            number: Heading(title, of_follow_up(paper_id), slug, demo_key is not None)
            for number, paper_id, title, demo_key, slug in db.session.execute(query)
        }

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification."""
        sentences = {
            "answer_agree": _("The body that was asked agrees: see what came of your words"),
            "answer_partly": _("The body that was asked agrees in part: see what came of your words"),
            "answer_reject": _("The body that was asked refuses: see what came of your words"),
            "outcome_done": _("A recommendation that your words support is carried out"),
        }
        due = _("The day to look at a recommendation again has come")
        return {
            n.id: Line(due, of_recommendation(n.subject_id)) if n.kind == "review_due" else Line(sentences[n.kind])
            for n in told
            if n.kind == "review_due" or n.kind in sentences
        }


def _kind(event: Event) -> str | None:
    """What is told of an event; small steps are read on the page."""
    if event.kind == "recommendation.due":
        return "review_due"
    if event.kind == "recommendation.answered":
        return f"answer_{event.detail['value']}"
    return "outcome_done" if event.detail["value"] == rules.DONE else None


def moderators(platform_id: int) -> Sequence[int]:
    """Who moderates a platform."""
    query = select(Seat.member_id).where(Seat.platform_id == platform_id, Seat.role != "member")
    return db.session.scalars(query).all()


def _recommendations(ids: Collection[int]) -> dict[int, Recommendation]:
    query = select(Recommendation).where(Recommendation.id.in_(ids)).options(joinedload(Recommendation.paper))
    return {each.id: each for each in db.session.scalars(query)}
