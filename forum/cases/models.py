"""Cases, their versions and reviews, and the ledger of those who did the same."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.cases.rules import CHAPTERS
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.platforms.models import Platform


class Case(db.Model):
    """What one authority tried, told so that others can do the same.

    The text stands in ``Telling`` rows. ``shown_number`` is the one that readers
    see, ``waiting_number`` the one that lies before the moderators; either may be
    missing. ``title`` is a copy of the title that was written last. ``thread_id``
    is the thread it was made from.
    """

    __tablename__ = "innovation_case"
    __table_args__ = (Index(None, "accepted_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"), index=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"), index=True)
    title: Mapped[str]
    shown_number: Mapped[int | None]
    waiting_number: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    accepted_at: Mapped[datetime | None]
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    platform: Mapped[Platform] = related()
    authority: Mapped[Authority] = related()
    author: Mapped[Member] = related()
    hiding: Mapped["CaseHiding | None"] = related(uselist=False)

    @property
    def is_shown(self) -> bool:
        """Whether colleagues can read it."""
        return self.shown_number is not None and self.hiding is None


class Telling(db.Model):
    """One version of a case's text; frozen from the moment at which it is submitted.

    ``results`` is a list of lines such as ``{"what": "…", "before": "6", "after": "1",
    "unit": "days"}``. ``shows_contact`` is the author's wish to be written to.
    """

    __tablename__ = "case_telling"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("innovation_case.id", ondelete="CASCADE"))
    number: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    title: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    solution: Mapped[str] = mapped_column(default="")
    steps: Mapped[str] = mapped_column(default="")
    cost: Mapped[str] = mapped_column(default="")
    funding: Mapped[str] = mapped_column(default="")
    duration: Mapped[str] = mapped_column(default="")
    lessons: Mapped[str] = mapped_column(default="")
    otherwise: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    results: Mapped[list] = mapped_column(default=list)
    shows_contact: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_at: Mapped[datetime | None]

    review: Mapped["CaseReview | None"] = related(uselist=False)

    @property
    def steps_in_order(self) -> list[str]:
        """The steps, one a line."""
        return [line.strip() for line in self.steps.splitlines() if line.strip()]

    def chapters(self) -> list[tuple[str, str]]:
        """Name and words of each chapter that says something, in reading order."""
        return [(name, getattr(self, name)) for name in CHAPTERS if getattr(self, name)]


class CaseReview(db.Model):
    """What a moderator decided about a submitted text, and why."""

    __tablename__ = "case_review"

    telling_id: Mapped[int] = mapped_column(ForeignKey("case_telling.id", ondelete="CASCADE"), primary_key=True)
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class CaseHiding(db.Model):
    """The fact that a case is read by moderators and its author only."""

    __tablename__ = "case_hiding"

    case_id: Mapped[int] = mapped_column(ForeignKey("innovation_case.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Adoption(db.Model):
    """Another authority takes up a case: one a case and authority.

    ``parent_id`` is the adoption that it learned from; nothing means the case itself.
    ``state`` is a copy of the newest entry's.
    """

    __tablename__ = "case_adoption"
    __table_args__ = (UniqueConstraint("case_id", "authority_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("innovation_case.id", ondelete="CASCADE"))
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("case_adoption.id", ondelete="SET NULL"), index=True)
    state: Mapped[str]
    since: Mapped[datetime] = mapped_column(default=clock.now)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    authority: Mapped[Authority] = related()
    entries: Mapped[list["LedgerEntry"]] = related(order_by="LedgerEntry.id")


class LedgerEntry(db.Model):
    """What an authority reports of an adoption at one moment; never changed."""

    __tablename__ = "case_ledger_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("case_adoption.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    job_title: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    cost: Mapped[str] = mapped_column(default="")
    duration: Mapped[str] = mapped_column(default="")
    changed: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()
