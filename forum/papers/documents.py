"""Papers and guides: sections with every text that they had, states, and frozen versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock, rendering
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.papers import rules
from forum.papers.models import IssueFile
from forum.platforms.models import Platform


class Paper(db.Model):
    """A position paper or a guide, drafted from an issue file.

    ``state`` is a copy of the newest ``PaperStage``; ``published_number`` is the
    number of the version that visitors read, kept by ``publishing.publish``.
    ``addressees`` has one a line. ``version`` rises with every change of the draft.
    """

    __tablename__ = "paper"
    __table_args__ = (Index(None, "platform_id", "state", "started_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    issue_file_id: Mapped[int] = mapped_column(ForeignKey("issue_file.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    addressees: Mapped[str] = mapped_column(default="")
    prepared_by: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=rules.DRAFT)
    published_number: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    started_by_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    platform: Mapped[Platform] = related()
    issue_file: Mapped[IssueFile] = related()
    started_by: Mapped[Member] = related()

    @property
    def is_published(self) -> bool:
        """Whether visitors can read a version of it."""
        return self.published_number is not None

    @property
    def is_demonstration(self) -> bool:
        """Whether its content is invented."""
        return self.demo_key is not None


class PaperStage(db.Model):
    """A paper came into a state: when, by whom, why, and until when it should stay there.

    ``reminded_at``: when those who had not spoken were told that the time is ending.
    """

    __tablename__ = "paper_stage"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()


class PaperSuccession(db.Model):
    """Another paper took the place of a published one: which, since when, and why."""

    __tablename__ = "paper_succession"

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="RESTRICT"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="RESTRICT"), index=True)
    reason: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    successor: Mapped[Paper] = related(foreign_keys=[successor_id])


class Section(db.Model):
    """A part of a paper, with its present text: the one of its newest ``SectionRevision``."""

    __tablename__ = "section"
    __table_args__ = (Index(None, "paper_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    position: Mapped[int]
    heading: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    rendered_by: Mapped[int] = mapped_column(default=rendering.VERSION, index=True)
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))

    paper: Mapped[Paper] = related()
    changed_by: Mapped[Member] = related(foreign_keys=[changed_by_id])

    def write(self, source: str) -> None:
        """Set the text; source, HTML and renderer version never disagree."""
        self.source = source.strip()
        self.html = rendering.to_html(self.source)
        self.rendered_by = rendering.VERSION


class SectionRevision(db.Model):
    """A text that was saved, with who saved it; the newest one is the section's present text."""

    __tablename__ = "section_revision"

    section_id: Mapped[int] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    heading: Mapped[str]
    source: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()


class MinorityNote(db.Model):
    """What a paper prints beside a claim that others contradict: an answer to them, or their view."""

    __tablename__ = "minority_note"

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"), primary_key=True)
    text: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class PaperVersion(db.Model):
    """A paper as it stood at one moment; never changed, never deleted.

    ``edition`` is everything that is printed (see ``editions.Edition``),
    ``canonical`` the text that ``fingerprint`` is the SHA-256 of.
    """

    __tablename__ = "paper_version"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="RESTRICT"))
    number: Mapped[int]
    state: Mapped[str]
    title: Mapped[str]
    edition: Mapped[dict]
    canonical: Mapped[str]
    fingerprint: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    paper: Mapped[Paper] = related()


class VersionCitation(db.Model):
    """A frozen version cites a card: while the version is published, everybody may read its words."""

    __tablename__ = "version_citation"

    version_id: Mapped[int] = mapped_column(ForeignKey("paper_version.id", ondelete="RESTRICT"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(
        ForeignKey("evidence.id", ondelete="RESTRICT"), primary_key=True, index=True
    )

    version: Mapped[PaperVersion] = related()


class PaperFile(db.Model):
    """A file that takes long to write, asked for by somebody, or of a published version for everybody.

    ``edition`` is what its reader saw when asking: nothing more gets into the
    file. ``name`` is the SHA-256 of its content with its ending, ``problem`` the
    sentence why there is none.
    """

    __tablename__ = "paper_file"
    __table_args__ = (Index(None, "paper_id", "number", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    form: Mapped[str]
    state: Mapped[str]
    edition: Mapped[dict]
    stands_since: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    ready_at: Mapped[datetime | None]
    name: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")

    paper: Mapped[Paper] = related()

    @property
    def is_public(self) -> bool:
        """Whether it is of a published version, and so everybody's."""
        return self.number is not None and self.state == rules.PUBLISHED
