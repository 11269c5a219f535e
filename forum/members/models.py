"""Members and how they come in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.labels import ShownName


class Member(db.Model):
    """A person of a local authority or of the association.

    ``job_title`` and ``authority_id`` are of today; posts keep their own copy of
    both, as they were when written. ``demo_key`` marks invented people of the
    demonstration content. ``gender`` is optional and only counted, never shown.
    """

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(ShownName())
    job_title: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[int | None] = mapped_column(
        ForeignKey("authority.id", ondelete="RESTRICT"), index=True
    )
    gender: Mapped[str | None]
    password_hash: Mapped[str | None]
    locale: Mapped[str] = mapped_column(default="ar")
    wants_mail: Mapped[bool] = mapped_column(default=True)
    demo_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    authority: Mapped[Authority | None] = related()
    departure: Mapped["Departure | None"] = related(
        back_populates="member", uselist=False, cascade="all, delete-orphan",
        foreign_keys="Departure.member_id",
    )


class Departure(db.Model):
    """The fact that an account was closed; what the person wrote stays."""

    __tablename__ = "departure"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related(back_populates="departure", foreign_keys=[member_id])


class Offer(db.Model):
    """What a member can help with, in a line of their own, and whether colleagues see how to reach them.

    Mail address and telephone are shown only while ``shows_contact`` is set.
    """

    __tablename__ = "member_offer"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    shows_contact: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class StandIn(db.Model):
    """The fact that a member's row is nobody's own name: what somebody wrote in one thread without theirs.

    Whatever shows an author shows the row of the stand-in, and so a label instead
    of a name (see ``labels``), in every place that is or will be. ``bearer_id`` is the
    person; it is read for the person themself, and when two officers agreed to.
    """

    __tablename__ = "stand_in"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    bearer_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Office(db.Model):
    """What a member does for the association itself: one of ``rules.OFFICES``."""

    __tablename__ = "office"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()


class Session(db.Model):
    """A signed-in browser. The row is the session: ending it signs out wherever the cookie is.

    ``key_hash`` is the SHA-256 of the random key in the cookie.
    """

    __tablename__ = "session"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Invitation(db.Model):
    """A one-time link: to join, to become the first administrator, or to set a new password.

    ``key_hash`` is the SHA-256 of the key in the link; the key itself is not kept.
    Only the first administrator's has no member: whoever opens it becomes one.
    """

    __tablename__ = "invitation"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    member: Mapped[Member | None] = related()


class MembershipRequest(db.Model):
    """Somebody asks to become a member of a platform; a moderator of it decides."""

    __tablename__ = "membership_request"
    __table_args__ = (Index(None, "decided_at", "platform_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: set when the person already is a member and asks for one more platform
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    name: Mapped[str]
    email: Mapped[str]
    job_title: Mapped[str]
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    message: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="ar")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    is_approved: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")

    authority: Mapped[Authority] = related()
