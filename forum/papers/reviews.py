"""Calls for experiences, and what members say about a paper in review, with what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers import rules
from forum.papers.documents import Paper, Section
from forum.papers.models import IssueFile
from forum.threads.models import Thread


class ExperienceCall(db.Model):
    """A question to the authorities not yet heard, asked as a thread, open until a day."""

    __tablename__ = "experience_call"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_file_id: Mapped[int] = mapped_column(ForeignKey("issue_file.id", ondelete="CASCADE"), index=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="RESTRICT"), unique=True)
    closes_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    issue_file: Mapped[IssueFile] = related()
    thread: Mapped[Thread] = related()


class CallInvitation(db.Model):
    """The fact that an authority was asked to speak in an issue file."""

    __tablename__ = "call_invitation"

    call_id: Mapped[int] = mapped_column(ForeignKey("experience_call.id", ondelete="CASCADE"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(
        ForeignKey("authority.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Comment(db.Model):
    """What a member says about a section of a paper, or about the paper (``section_id`` empty).

    ``quoted`` are words of the section, ``proposed`` another wording for them (or
    for what is missing, without ``quoted``); ``adopted_revision`` is the section's
    text into which it was taken. ``authority_id`` is the member's on that day.
    ``version_number`` is the frozen version that was read.
    """

    __tablename__ = "paper_comment"
    __table_args__ = (Index(None, "paper_id", "section_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id", ondelete="RESTRICT"))
    version_number: Mapped[int]
    kind: Mapped[str]
    body: Mapped[str]
    quoted: Mapped[str] = mapped_column(default="")
    proposed: Mapped[str] = mapped_column(default="")
    adopted_revision: Mapped[int | None]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    job_title: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    paper: Mapped[Paper] = related()
    section: Mapped[Section | None] = related()
    member: Mapped[Member] = related()
    authority: Mapped[Authority | None] = related()
    dispositions: Mapped[list["Disposition"]] = related(
        order_by="Disposition.id", cascade="all, delete-orphan", back_populates="comment"
    )

    @property
    def disposition(self) -> "Disposition | None":
        """The newest one, if there is any."""
        return self.dispositions[-1] if self.dispositions else None

    @property
    def is_adoptable(self) -> bool:
        """Whether its wording was accepted and waits to be taken into the text."""
        accepted = self.disposition is not None and self.disposition.outcome in rules.ADOPTED
        return bool(self.proposed) and accepted and self.adopted_revision is None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say what becomes of it: nobody did, or its author disagrees."""
        return self.disposition is None or self.disposition.is_disputed


class Disposition(db.Model):
    """What became of a comment, and why; its author is asked whether that answers them."""

    __tablename__ = "comment_disposition"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("paper_comment.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[str]
    reason: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    is_satisfying: Mapped[bool | None]
    objection: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    comment: Mapped[Comment] = related(back_populates="dispositions")
    member: Mapped[Member] = related()

    @property
    def is_disputed(self) -> bool:
        """Whether the comment's author said that it does not answer them."""
        return self.is_satisfying is False
