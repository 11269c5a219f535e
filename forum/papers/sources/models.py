"""Sources of an issue file other than threads, with every text that they had."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.papers.sources import rules
from forum.threads.models import Post


class Material(db.Model):
    """A law, an outside source, workshop minutes, a case or an attachment that a file collected.

    ``subject_id`` is what it is in its own area (nothing for what was typed here);
    ``place`` the article or the page. ``revision`` is the number of its present
    ``MaterialText``. ``platform_id`` and ``post_id`` say whose members may read it:
    those of a platform, those of a post; nobody in particular when both are empty.
    ``lost_at`` is when its own area no longer had it.
    """

    __tablename__ = "material"
    __table_args__ = (UniqueConstraint("issue_file_id", "sort", "subject_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_file_id: Mapped[int] = mapped_column(ForeignKey("issue_file.id", ondelete="RESTRICT"))
    sort: Mapped[str]
    subject_id: Mapped[int | None]
    place: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    form: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    maker: Mapped[str] = mapped_column(default="")
    publisher: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    fingerprint: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="RESTRICT"))
    revision: Mapped[int] = mapped_column(default=1)
    lost_at: Mapped[datetime | None]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    authority: Mapped[Authority | None] = related()
    post: Mapped[Post | None] = related()

    @property
    def is_typed(self) -> bool:
        """Whether a moderator wrote it down here, and may put it right."""
        return self.sort in rules.TYPED


class MaterialText(db.Model):
    """A text that a source had, never changed; ``mark`` says which one it is in its own area."""

    __tablename__ = "material_text"

    material_id: Mapped[int] = mapped_column(ForeignKey("material.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
