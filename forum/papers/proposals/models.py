"""Proposed issue files, and what moderators made of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.papers.models import IssueFile
from forum.platforms.models import Platform
from forum.topics.models import Topic


class FileProposal(db.Model):
    """Threads of one platform meet on a topic, and no issue file has them yet.

    ``threads`` and ``authorities`` are counted anew every day while it is open;
    with the decision they stay as they were, and tell whether it grew since.
    """

    __tablename__ = "file_proposal"
    __table_args__ = (Index(None, "platform_id", "topic_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="RESTRICT"), index=True)
    threads: Mapped[int]
    authorities: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    platform: Mapped[Platform] = related()
    topic: Mapped[Topic] = related()
    decision: Mapped["ProposalDecision | None"] = related(uselist=False)

    @property
    def is_open(self) -> bool:
        """Whether nobody opened the file or dismissed the proposal."""
        return self.decision is None


class ProposalDecision(db.Model):
    """Somebody opened the proposed file, or said why there is to be none."""

    __tablename__ = "file_proposal_decision"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("file_proposal.id", ondelete="CASCADE"), primary_key=True)
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    issue_file_id: Mapped[int | None] = mapped_column(ForeignKey("issue_file.id", ondelete="SET NULL"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    issue_file: Mapped[IssueFile | None] = related()
