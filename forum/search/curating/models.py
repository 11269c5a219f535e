"""What was looked for, counted without saying by whom, and what moderators made of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member


class SearchQuestion(db.Model):
    """A question in its plain letters, and how often it was asked. Nothing here says who asked.

    ``platform_id`` is where people looked; 0 is everywhere. ``missed`` counts
    searches that found nothing; ``found`` and ``opened`` count pages of results
    that were looked at and results that were opened from them, as far as
    browsers tell. What is not asked again is forgotten after ``rules.KEPT``.
    """

    __tablename__ = "search_question"
    __table_args__ = (UniqueConstraint("words", "platform_id"), Index(None, "missed_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]
    platform_id: Mapped[int] = mapped_column(default=0)
    missed: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    opened: Mapped[int] = mapped_column(default=0)
    missed_at: Mapped[datetime | None]
    found_at: Mapped[datetime | None]
    last_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)

    dismissal: Mapped["GapDismissal | None"] = related(uselist=False, cascade="all, delete-orphan")


class SearchOpening(db.Model):
    """How often one result (``post:91``) was opened from the answers to one question."""

    __tablename__ = "search_opening"

    question_id: Mapped[int] = mapped_column(ForeignKey("search_question.id", ondelete="CASCADE"), primary_key=True)
    result: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=1)
    last_at: Mapped[datetime] = mapped_column(default=clock.now)


class GapDismissal(db.Model):
    """The fact that a moderator took a question off the list, and why."""

    __tablename__ = "gap_dismissal"

    question_id: Mapped[int] = mapped_column(ForeignKey("search_question.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member | None] = related()


class SynonymGroup(db.Model):
    """Phrases that moderators say mean the same, beside those that come with the product.

    ``phrases`` stand one a line. ``likeness`` is a key of ``rules.LIKENESS``.
    How it came about is told by its changes.
    """

    __tablename__ = "synonym_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    phrases: Mapped[str]
    likeness: Mapped[str]

    @property
    def listed(self) -> list[str]:
        """The phrases one by one."""
        return self.phrases.split("\n")


class SynonymChange(db.Model):
    """Who added, changed or removed a group of synonyms, when and why; stays when the group is gone.

    The largest id is the version of the thesaurus: each process learns anew when it has grown.
    """

    __tablename__ = "synonym_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(index=True)
    what: Mapped[str]
    phrases: Mapped[str]
    likeness: Mapped[str]
    reason: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member | None] = related()
