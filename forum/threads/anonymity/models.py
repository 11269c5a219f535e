"""Platforms that allow asking without name, and the requests of officers to know a name."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.platforms.models import Platform
from forum.threads.models import Thread


class Allowance(db.Model):
    """The fact that members of a platform may ask without their name."""

    __tablename__ = "anonymity_allowance"

    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Unmasking(db.Model):
    """An officer asks to know who opened a thread without name; another one decides.

    The database itself refuses that one person does both. ``is_confirmed`` is
    empty while the request waits. The name stands nowhere here.
    """

    __tablename__ = "unmasking"
    __table_args__ = (
        CheckConstraint("decided_by_id <> asked_by_id", name="two_officers"),
        Index(
            "uq_unmasking_waiting", "thread_id", unique=True,
            sqlite_where=text("decided_at IS NULL"), postgresql_where=text("decided_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="RESTRICT"), index=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"), index=True)
    reason: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    is_confirmed: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]

    thread: Mapped[Thread] = related()
    platform: Mapped[Platform] = related()

    @property
    def author_id(self) -> int:
        """The stand-in that it is about."""
        return self.thread.author_id
