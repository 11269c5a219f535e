"""Files that came back, and what each has for a section, until somebody decides on it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers.documents import Paper, Section


class BroughtFile(db.Model):
    """An edited document that somebody brought back.

    ``unchanged`` counts the sections that are as they were; ``unread`` lists what
    is not taken over: pairs of what it is and its words.
    """

    __tablename__ = "brought_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    unchanged: Mapped[int] = mapped_column(default=0)
    unread: Mapped[list]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()
    paper: Mapped[Paper] = related()
    sections: Mapped[list["BroughtSection"]] = related(
        order_by="BroughtSection.id", cascade="all, delete-orphan", back_populates="file"
    )


class BroughtSection(db.Model):
    """What a file has for a section whose text it changed, or for one that the paper does not have.

    ``base`` is the revision that the file was made of, ``was`` that text as a
    word processor holds it, ``source`` the edited one, both in Markdown.
    ``outcome`` is empty until somebody accepts or refuses it.
    """

    __tablename__ = "brought_section"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("brought_file.id", ondelete="CASCADE"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), index=True)
    base: Mapped[int] = mapped_column(default=0)
    old_heading: Mapped[str] = mapped_column(default="")
    heading: Mapped[str]
    was: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]

    file: Mapped[BroughtFile] = related(back_populates="sections")
    section: Mapped[Section | None] = related()

    @property
    def is_new(self) -> bool:
        """Whether the paper has no such section."""
        return self.section_id is None

    @property
    def is_behind(self) -> bool:
        """Whether the section was saved in the forum after the file was made."""
        return self.section is not None and self.section.revision != self.base
