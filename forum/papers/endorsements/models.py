"""What authorities say to a frozen text, and signatures under it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers.documents import Paper, PaperVersion


class Voice(db.Model):
    """What somebody says to a frozen text: the voice of the authority if the delegate said it, else an opinion.

    Belongs to the text with this ``fingerprint``: it stands as long as the text
    does. Nothing is overwritten; of each person the newest row counts. Authority
    and job are those of that day.
    """

    __tablename__ = "paper_voice"
    __table_args__ = (Index(None, "paper_id", "fingerprint", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="RESTRICT"))
    fingerprint: Mapped[str]
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    job_title: Mapped[str] = mapped_column(default="")
    is_the_authoritys: Mapped[bool]
    stand: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    paper: Mapped[Paper] = related()
    authority: Mapped[Authority] = related()
    member: Mapped[Member] = related()
    answer: Mapped["VoiceAnswer | None"] = related(uselist=False, cascade="all, delete-orphan")


class VoiceAnswer(db.Model):
    """What those who wrote the paper answer to a reservation or an objection; printed beneath it."""

    __tablename__ = "paper_voice_answer"

    voice_id: Mapped[int] = mapped_column(ForeignKey("paper_voice.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Signature(db.Model):
    """Somebody signed, for an office, the text with this fingerprint; name and job are those of that day."""

    __tablename__ = "paper_signature"
    __table_args__ = (UniqueConstraint("version_id", "office"), Index(None, "paper_id", "fingerprint"))

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="RESTRICT"))
    version_id: Mapped[int] = mapped_column(ForeignKey("paper_version.id", ondelete="RESTRICT"))
    fingerprint: Mapped[str]
    office: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str]
    job_title: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    version: Mapped[PaperVersion] = related()
