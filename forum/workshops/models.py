"""Workshops: an hour or a day in which people of a platform meet around one subject."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.platforms.models import Platform


class Workshop(db.Model):
    """One meeting of a platform, on site or remote, usually with an invited expert.

    ``region`` is a region's code or ``all``. ``agenda`` is a list of lines such
    as ``{"at": "10:00", "what": "…"}`` in order. ``notes`` are what came out of it and stay
    empty until somebody wrote them. ``attended`` is how many people came.
    """

    __tablename__ = "workshop"
    __table_args__ = (Index(None, "platform_id", "starts_at", "id"), Index(None, "starts_at", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    title_ar: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    region: Mapped[str] = mapped_column(default="all")
    place: Mapped[str] = mapped_column(default="")
    is_remote: Mapped[bool] = mapped_column(default=False)
    expert: Mapped[str] = mapped_column(default="")
    agenda: Mapped[list] = mapped_column(default=list)
    notes: Mapped[str] = mapped_column(default="")
    attended: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    platform: Mapped[Platform] = related()

    @property
    def is_past(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= clock.now()


class WorkshopThread(db.Model):
    """A workshop grew out of a thread, or a thread out of a workshop."""

    __tablename__ = "workshop_thread"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True, index=True
    )
