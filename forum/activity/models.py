"""The event table: history for pages, outbox for notifications."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class Event(db.Model):
    """One thing that somebody did; never changed and never deleted.

    ``kind`` is ``<subject>.<verb in the past>``, e.g. ``thread.closed``.
    ``detail`` holds what the event needs to be told again: ids, a reason, old values.
    """

    __tablename__ = "event"
    __table_args__ = (Index(None, "subject_kind", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), index=True)
    detail: Mapped[dict] = mapped_column(default=dict)
    at: Mapped[datetime] = mapped_column(default=clock.now)
