"""What was said about an old answer, and when its author was asked."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class AnswerReview(db.Model):
    """What was last said about an answer: ``rules.TRUE``, ``CHANGED`` or ``OBSOLETE``; earlier words are events."""

    __tablename__ = "answer_review"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class AnswerAsking(db.Model):
    """The author of an answer was asked whether it still holds.

    ``true_since`` is when the answer was last known to be true: for each such
    moment its author is asked once.
    """

    __tablename__ = "answer_asking"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    true_since: Mapped[datetime] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
