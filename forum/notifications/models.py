"""Who follows what, and what each member was told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class Subscription(db.Model):
    """A member wants to hear what happens in something: a thread, a board."""

    __tablename__ = "subscription"
    __table_args__ = (Index(None, "subject_kind", "subject_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Notification(db.Model):
    """One member is told of one event. No sentence is kept: it is made when shown.

    ``kind`` is a word of the area that announced it, ``subject`` is what it is
    listed under (the thread), ``detail`` what the sentence needs. ``mail_at`` is
    when the mail that contains it goes out, if one does; ``mailed_at`` when it went.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("member_id", "event_id"),
        Index(None, "member_id", "at", "id"),
        Index(None, "member_id", "subject_kind", "subject_id", "at", "id"),
        Index(
            "ix_notification_unread", "member_id",
            sqlite_where=text("read_at IS NULL"), postgresql_where=text("read_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    detail: Mapped[dict] = mapped_column(default=dict)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]
    mail_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
