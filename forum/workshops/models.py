"""Workshops: an hour or a day in which people of a platform meet around one subject."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.platforms.models import Board, Platform


class Workshop(db.Model):
    """One meeting of a platform, on site, remote or both, usually with an invited expert.

    ``region`` is a region's code or ``all``. ``agenda`` is a list of lines such
    as ``{"at": "10:00", "what": "…"}`` in order. ``board_id`` is where participants
    bring what they have; ``audience`` is ``platform`` or ``members``, as of a board.
    ``capacity`` is empty where there is room for everybody. ``sequence`` counts what
    calendars have to learn anew, at ``changed_at``. ``notes`` are what came out of it
    in a few sentences, and ``attended`` how many people came.
    """

    __tablename__ = "workshop"
    __table_args__ = (
        Index(None, "platform_id", "starts_at", "id"),
        Index(None, "starts_at", "id"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(default="exchange")
    title_ar: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    region: Mapped[str] = mapped_column(default="all")
    mode: Mapped[str] = mapped_column(default="on_site")
    place: Mapped[str] = mapped_column(default="")
    meeting_link: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="platform")
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id", ondelete="SET NULL"))
    capacity: Mapped[int | None]
    agenda: Mapped[list] = mapped_column(default=list)
    notes: Mapped[str] = mapped_column(default="")
    attended: Mapped[int | None]
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    platform: Mapped[Platform] = related()
    board: Mapped[Board | None] = related()
    hosts: Mapped[list["WorkshopHost"]] = related(
        order_by="WorkshopHost.position", cascade="all, delete-orphan", lazy="selectin"
    )
    cancellation: Mapped["WorkshopCancellation | None"] = related(
        uselist=False, cascade="all, delete-orphan", lazy="joined"
    )
    closure: Mapped["WorkshopClosure | None"] = related(uselist=False, cascade="all, delete-orphan", lazy="joined")

    @property
    def is_past(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= clock.now()

    @property
    def has_begun(self) -> bool:
        """Whether its first hour has come."""
        return self.starts_at <= clock.now()

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.cancellation is not None

    @property
    def is_closed(self) -> bool:
        """Whether somebody wrote down what came of it."""
        return self.closure is not None


class WorkshopHost(db.Model):
    """Somebody who leads a workshop: a member, or a guest without an account (``member_id`` empty)."""

    __tablename__ = "workshop_host"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), index=True)
    name: Mapped[str]
    calling: Mapped[str] = mapped_column(default="")
    biography: Mapped[str] = mapped_column(default="")


class WorkshopCancellation(db.Model):
    """A workshop does not take place: who said so, when and why."""

    __tablename__ = "workshop_cancellation"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class WorkshopClosure(db.Model):
    """What came of a workshop was written down for the first time."""

    __tablename__ = "workshop_closure"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class WorkshopThread(db.Model):
    """A workshop and a thread belong together.

    ``part`` says how: ``about`` (it grew out of the thread), ``brought`` (a
    participant opened it for the workshop), ``discussed`` there, or ``note`` (what
    was learned, published).
    """

    __tablename__ = "workshop_thread"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    part: Mapped[str] = mapped_column(default="about")


class WorkshopSeat(db.Model):
    """A member's place in a workshop: ``seated``, ``waiting``, or ``withdrawn``; what they bring, whether they came.

    Those who wait move up in the order of ``queued_at``. ``brings`` holds the
    words of guests of other platforms, who cannot open a thread here.
    """

    __tablename__ = "workshop_seat"
    __table_args__ = (Index(None, "workshop_id", "state", "queued_at", "member_id"),)

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True)
    state: Mapped[str]
    queued_at: Mapped[datetime] = mapped_column(default=clock.now)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"))
    brings: Mapped[str] = mapped_column(default="")
    attended_at: Mapped[datetime | None]
    attended_by: Mapped[str] = mapped_column(default="")

    workshop: Mapped[Workshop] = related()
    member: Mapped[Member] = related()
