"""Two marks on a thread: I have this too; this answers me."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class SharedProblem(db.Model):
    """A member has the same problem; ``authority_id`` is the member's of that day.

    Readers see how many authorities share it: two colleagues of one are one.
    """

    __tablename__ = "shared_problem"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class AnsweredMe(db.Model):
    """A member found in a thread what they were about to ask."""

    __tablename__ = "answered_me"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
