"""Recommendations of a published paper, and every answer and step that followed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers.documents import Paper
from forum.papers.followup import rules


class Recommendation(db.Model):
    """What a published paper asks of one body.

    ``answer`` and ``progress`` are copies of the newest ``FollowUpStep`` of each
    kind. ``responsible`` is a body or an office, never a person. ``reminded_for``
    is the review date that people were last reminded of.
    """

    __tablename__ = "recommendation"
    __table_args__ = (Index(None, "paper_id", "position", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="RESTRICT"))
    position: Mapped[int]
    addressee: Mapped[str]
    ask: Mapped[str]
    asked_on: Mapped[date]
    responsible: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None] = mapped_column(index=True)
    reminded_for: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default=rules.NONE_YET)
    progress: Mapped[str] = mapped_column(default=rules.WAITING)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    paper: Mapped[Paper] = related()
    steps: Mapped[list["FollowUpStep"]] = related(order_by="FollowUpStep.id", back_populates="recommendation")

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is waited for."""
        return self.progress in rules.SETTLED

    def newest(self, what: str) -> "FollowUpStep | None":
        """The newest answer or the newest step (``rules.ANSWER`` or ``rules.PROGRESS``)."""
        return next((step for step in reversed(self.steps) if step.what == what), None)


class FollowUpStep(db.Model):
    """The addressee answered, or something was done: what, on which day, in one or two sentences.

    ``what`` is ``answer`` or ``progress``, ``value`` one of the words for it.
    """

    __tablename__ = "recommendation_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    value: Mapped[str]
    words: Mapped[str]
    on: Mapped[date]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    recommendation: Mapped[Recommendation] = related(back_populates="steps")
    member: Mapped[Member] = related()
