"""A platform's plan of a year, as a chain of versions: nothing is overwritten."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.platforms.models import Platform


class WorkPlan(db.Model):
    """The plan of one platform for one year; ``number`` is that of its newest version."""

    __tablename__ = "work_plan"
    __table_args__ = (UniqueConstraint("platform_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    year: Mapped[int]
    number: Mapped[int] = mapped_column(default=1)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    platform: Mapped[Platform] = related()


class PlanVersion(db.Model):
    """The whole plan as it stood after one change, and why it was changed.

    ``content`` is ``{"title", "last", "objectives": [{"title", "activities": […]}]}``;
    an activity has ``number``, ``title``, ``output``, ``quarter`` such as ``2026Q3``,
    ``responsible``, ``status``, ``progress`` and ``links``: pairs of a kind and an id.
    ``forum.workplans.contents`` changes it.
    """

    __tablename__ = "work_plan_version"

    plan_id: Mapped[int] = mapped_column(ForeignKey("work_plan.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict]
    reason: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()
