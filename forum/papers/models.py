"""Issue files, and the evidence that is collected in them. Papers are in ``documents``."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers import rules
from forum.papers.sources.models import Material
from forum.platforms.models import Platform
from forum.threads.models import Post, Thread


class IssueFile(db.Model):
    """ملف قضية: threads and evidence about one question, on the way to a paper or a guide."""

    __tablename__ = "issue_file"
    __table_args__ = (Index(None, "platform_id", "opened_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    title: Mapped[str]
    question: Mapped[str] = mapped_column(default="")
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    platform: Mapped[Platform] = related()
    opened_by: Mapped[Member] = related()


class IssueFileThread(db.Model):
    """The fact that a thread belongs to an issue file, and what for."""

    __tablename__ = "issue_file_thread"

    issue_file_id: Mapped[int] = mapped_column(ForeignKey("issue_file.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(
        ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    note: Mapped[str] = mapped_column(default="")
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    thread: Mapped[Thread] = related()
    issue_file: Mapped[IssueFile] = related()


class Claim(db.Model):
    """A sentence that can be true or false; cards support, contradict or qualify it."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_file_id: Mapped[int] = mapped_column(ForeignKey("issue_file.id", ondelete="CASCADE"), index=True)
    statement: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    issue_file: Mapped[IssueFile] = related()


class Evidence(db.Model):
    """A card: words of one revision of a post or another source, and what they say about a claim.

    ``exact``, ``prefix`` and ``suffix`` are a Text Quote Selector into the
    revision's source, ``start`` where it begins there; ``fingerprint`` is the
    SHA-256 of the normalised words. Authority, its kind and region, job and date
    are those of the day on which the author wrote. Nothing of this is ever
    changed: an edited, moved, merged or hidden post leaves the card as it is.
    Words that are nobody's (of a law, of minutes) have no author and ask for no
    consent; only a case has an authority that speaks.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        Index(None, "issue_file_id", "claim_id"),
        CheckConstraint("(post_id IS NULL) <> (material_id IS NULL)", name="one_source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_file_id: Mapped[int] = mapped_column(ForeignKey("issue_file.id", ondelete="RESTRICT"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="RESTRICT"), index=True)
    material_id: Mapped[int | None] = mapped_column(ForeignKey("material.id", ondelete="RESTRICT"), index=True)
    revision: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    start: Mapped[int] = mapped_column(default=0)
    is_whole_post: Mapped[bool] = mapped_column(default=False)
    fingerprint: Mapped[str]
    stance: Mapped[str]
    kind: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    job_title: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    authority_kind: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    taken_at: Mapped[datetime] = mapped_column(default=clock.now)

    issue_file: Mapped[IssueFile] = related()
    claim: Mapped[Claim] = related()
    post: Mapped[Post | None] = related()
    material: Mapped[Material | None] = related()
    author: Mapped[Member | None] = related(foreign_keys=[author_id])
    authority: Mapped[Authority | None] = related()
    consent: Mapped["Consent | None"] = related(uselist=False, cascade="all, delete-orphan")
    withdrawal: Mapped["EvidenceWithdrawal | None"] = related(uselist=False, cascade="all, delete-orphan")

    @property
    def platform_id(self) -> int:
        """The platform whose moderators work with the card."""
        return self.issue_file.platform_id

    @property
    def has_changed(self) -> bool:
        """Whether its source reads otherwise today than in the revision that it cites."""
        return (self.post or self.material).revision != self.revision

    @property
    def is_withdrawn(self) -> bool:
        """Whether it may no longer be cited."""
        return self.withdrawal is not None

    @property
    def attribution(self) -> str:
        """How the author is named in print: as chosen, else by the authority."""
        return (self.consent.attribution if self.consent else "") or rules.BY_AUTHORITY

    @property
    def is_open_to_its_author(self) -> bool:
        """Whether the author still has time to choose, correct or withdraw."""
        waiting = self.consent is not None and self.consent.answered_at is None
        return waiting and clock.now() < self.consent.due_at


class Consent(db.Model):
    """What a cited author was asked, until when, and what they answered.

    Silence until ``due_at`` means that the authority is named, not the person.
    """

    __tablename__ = "evidence_consent"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(index=True)
    attribution: Mapped[str] = mapped_column(default="")
    correction: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]


class EvidenceWithdrawal(db.Model):
    """The fact that a card may no longer be used, said by its author or by a moderator."""

    __tablename__ = "evidence_withdrawal"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
