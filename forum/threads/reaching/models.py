"""Whom a waiting question was brought to, and the reply in which a coordinator put everything together."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class PeerAsking(db.Model):
    """A member was asked to look at a question; ``reason`` says why it was this one (``rules.REASONS``)."""

    __tablename__ = "peer_asking"
    __table_args__ = (Index(None, "member_id", "at"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    declined_at: Mapped[datetime | None]


class ReachStep(db.Model):
    """A step of the way was done for a question. The row is what keeps a second run from doing it again."""

    __tablename__ = "reach_step"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class ConsolidatedReply(db.Model):
    """The fact that a reply puts together what the thread and other sources know."""

    __tablename__ = "consolidated_reply"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
