"""Minutes in numbered versions, next steps, materials, and the note that is drafted from all of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.kernel.rendering import VERSION, to_html
from forum.members.models import Member
from forum.workshops.models import Workshop


class Minutes(db.Model):
    """One version of what was said and decided; the newest counts, earlier ones stay readable.

    ``text`` is the plain text of the whole (title, day, minutes, decisions) as it
    stood then: what a paper cites, and what its SHA-256 is taken of.
    """

    __tablename__ = "workshop_minutes"
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="RESTRICT"))
    number: Mapped[int]
    source: Mapped[str]
    html: Mapped[str]
    rendered_by: Mapped[int]
    decisions: Mapped[list] = mapped_column(default=list)
    text: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    workshop: Mapped[Workshop] = related()
    member: Mapped[Member | None] = related()

    def write(self, source: str) -> None:
        """Keep the words and their HTML."""
        self.source, self.html, self.rendered_by = source, to_html(source), VERSION


class WorkshopStep(db.Model):
    """Something to be done after a workshop: what, by whom, until when."""

    __tablename__ = "workshop_step"
    __table_args__ = (Index(None, "done_at", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), index=True)
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    reminded_for: Mapped[date | None]

    workshop: Mapped[Workshop] = related()
    member: Mapped[Member | None] = related(foreign_keys=[member_id])


class WorkshopMaterial(db.Model):
    """Something to read with a workshop: a link, a text, or both."""

    __tablename__ = "workshop_material"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    rendered_by: Mapped[int] = mapped_column(default=VERSION)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    workshop: Mapped[Workshop] = related()

    def write(self, source: str) -> None:
        """Keep the words and their HTML."""
        self.source, self.html, self.rendered_by = source, to_html(source) if source else "", VERSION


class WorkshopNote(db.Model):
    """The note on what was learned: drafted when the workshop is closed, finished by a moderator, then a thread."""

    __tablename__ = "workshop_note"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str]
    source: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]
