"""Review tasks: a cited source changed, and somebody has to say what the paper makes of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers.documents import Paper
from forum.papers.models import Evidence


class ReviewTask(db.Model):
    """Something happened to the source of a card that a paper cites.

    ``mark`` says which happening it was: the number of the text, the id of the
    accepted post, the moment of the hiding. The same happening makes one task.
    """

    __tablename__ = "review_task"
    __table_args__ = (UniqueConstraint("paper_id", "evidence_id", "cause", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="RESTRICT"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="RESTRICT"), index=True)
    cause: Mapped[str]
    mark: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    paper: Mapped[Paper] = related()
    evidence: Mapped[Evidence] = related()
    decision: Mapped["ReviewDecision | None"] = related(uselist=False)

    @property
    def is_open(self) -> bool:
        """Whether nobody said yet what the paper makes of it."""
        return self.decision is None


class ReviewDecision(db.Model):
    """What a paper makes of a changed source, said by somebody in a sentence."""

    __tablename__ = "review_decision"

    task_id: Mapped[int] = mapped_column(ForeignKey("review_task.id", ondelete="CASCADE"), primary_key=True)
    outcome: Mapped[str]
    reason: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()
