"""Platforms and boards are rows, because the association adds some; seats say who takes part."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member


class Platform(db.Model):
    """An exchange platform such as Engineering and Planning.

    ``tint`` is the number (1–8) of its colour in the style sheet.
    ``for_kind`` limits seats to people of one kind of authority, or is empty.
    """

    __tablename__ = "platform"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name_ar: Mapped[str]
    name_en: Mapped[str]
    purpose_ar: Mapped[str] = mapped_column(default="")
    purpose_en: Mapped[str] = mapped_column(default="")
    tint: Mapped[int] = mapped_column(default=1)
    for_kind: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class Board(db.Model):
    """A part of a platform: a theme, or a region.

    ``audience`` is ``platform`` (people with a seat there) or ``members``
    (every signed-in member).
    """

    __tablename__ = "board"
    __table_args__ = (UniqueConstraint("platform_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    slug: Mapped[str]
    name_ar: Mapped[str]
    name_en: Mapped[str]
    purpose_ar: Mapped[str] = mapped_column(default="")
    purpose_en: Mapped[str] = mapped_column(default="")
    grouping: Mapped[str] = mapped_column(default="theme")
    audience: Mapped[str] = mapped_column(default="platform")
    position: Mapped[int] = mapped_column(default=0)

    platform: Mapped[Platform] = related()


class Seat(db.Model):
    """A member's place on a platform: ``member``, ``moderator`` or ``coordinator``."""

    __tablename__ = "seat"
    __table_args__ = (Index(None, "platform_id", "role"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(default="member")
    since: Mapped[datetime] = mapped_column(default=clock.now)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))

    member: Mapped[Member] = related(foreign_keys=[member_id])
    platform: Mapped[Platform] = related()
