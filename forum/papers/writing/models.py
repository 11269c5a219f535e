"""Who writes in a section now, and what each person typed there and has not saved."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers.documents import Section


class SectionLock(db.Model):
    """The fact that somebody writes in a section, until they save, leave or are silent too long."""

    __tablename__ = "section_lock"

    section_id: Mapped[int] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime]

    member: Mapped[Member] = related()
    section: Mapped[Section] = related()


class SectionDraft(db.Model):
    """What one person typed in a section and did not save yet; nobody else sees it, and it is no version.

    ``based_on`` is the revision that they began from.
    """

    __tablename__ = "section_draft"

    section_id: Mapped[int] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True)
    based_on: Mapped[int]
    heading: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
