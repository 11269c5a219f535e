"""Flags, the decisions that settle them, and how far each moderator has looked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member


class Flag(db.Model):
    """A member asks the moderators to look at something.

    What is flagged is named by ``subject_kind`` (an area's word, such as
    ``post``) and its id. ``platform_id`` is the platform whose moderators
    decide. A flag is open until a decision about its subject settles it.
    """

    __tablename__ = "flag"
    __table_args__ = (
        UniqueConstraint("member_id", "subject_kind", "subject_id"),
        Index(None, "decision_id", "platform_id"),
        Index(None, "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("flag_decision.id", ondelete="RESTRICT"))

    member: Mapped[Member] = related()
    decision: Mapped["FlagDecision | None"] = related(back_populates="flags")

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decision_id is None


class FlagDecision(db.Model):
    """What a moderator decided about something flagged: it settles every open flag on it."""

    __tablename__ = "flag_decision"
    __table_args__ = (Index(None, "platform_id", "at"), Index(None, "subject_kind", "subject_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    flags: Mapped[list[Flag]] = related(back_populates="decision")


class DeskLook(db.Model):
    """Up to which moment a moderator has looked through a tray of the desk."""

    __tablename__ = "desk_look"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    tray: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
