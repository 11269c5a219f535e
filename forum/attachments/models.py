"""Attached files, the words in them, and how much space they take."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class Attachment(db.Model):
    """One file of one thing. The bytes are in the store under ``sha256``, those of the small picture under ``small``.

    ``platform_id`` is whose space it takes. ``read_at`` says when the words in it
    were looked for; what cannot be read has none and stays without.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "holder_kind", "holder_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    holder_kind: Mapped[str]
    holder_id: Mapped[int]
    position: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    platform_id: Mapped[int | None] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"), index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    small: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str]
    ending: Mapped[str]
    type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    width: Mapped[int | None]
    height: Mapped[int | None]
    read_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    @property
    def is_picture(self) -> bool:
        """Whether it was drawn anew by us and may be shown inside a page."""
        return bool(self.small)


class AttachmentPage(db.Model):
    """The words of one page, sheet or slide: what search finds and a paper cites."""

    __tablename__ = "attachment_page"
    __table_args__ = (UniqueConstraint("attachment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str]


class FileSpace(db.Model):
    """Bytes taken by a member (``member:7``) or a platform (``platform:3``); counted by the database."""

    __tablename__ = "file_space"

    owner: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[int] = mapped_column(BigInteger, default=0)
