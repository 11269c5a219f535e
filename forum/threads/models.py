"""Threads and posts. What happened to them is in ``states``: rows with who, when and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock, rendering
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.platforms.models import Board

LISTED, HIDDEN, MERGED = "listed", "hidden", "merged"


class Thread(db.Model):
    """A question, practice, discussion or idea on one board, with its posts in order.

    Copies for lists, each kept by one action: ``platform_id`` (move),
    ``authority_id`` (ask; the asker's authority at that time), ``reply_count``,
    ``last_post_at`` and ``last_number`` (reply, merge), ``accepted_post_id``
    (accept), ``shelf`` (hide, merge: whether lists show it).
    ``version`` rises with every change that a reader of the thread can see.
    """

    __tablename__ = "thread"
    __table_args__ = (
        Index(None, "board_id", "shelf", "last_post_at", "id"),
        Index(None, "platform_id", "shelf", "created_at", "id"),
        Index(None, "platform_id", "shelf", "kind", "accepted_post_id", "reply_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id", ondelete="RESTRICT"))
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    shelf: Mapped[str] = mapped_column(default=LISTED)
    reply_count: Mapped[int] = mapped_column(default=0)
    last_number: Mapped[int] = mapped_column(default=0)
    accepted_post_id: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_post_at: Mapped[datetime] = mapped_column(default=clock.now)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    board: Mapped[Board] = related()
    author: Mapped[Member] = related()
    authority: Mapped[Authority | None] = related()
    closure: Mapped["Closure | None"] = related(uselist=False, cascade="all, delete-orphan")
    hiding: Mapped["ThreadHiding | None"] = related(uselist=False, cascade="all, delete-orphan")
    pin: Mapped["Pin | None"] = related(uselist=False, cascade="all, delete-orphan")
    merge: Mapped["Merge | None"] = related(uselist=False, cascade="all, delete-orphan", foreign_keys="Merge.thread_id")
    acceptance: Mapped["Acceptance | None"] = related(uselist=False, cascade="all, delete-orphan")

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more replies."""
        return self.closure is not None

    @property
    def is_hidden(self) -> bool:
        """Whether only moderators of the platform see it."""
        return self.shelf == HIDDEN

    @property
    def is_merged(self) -> bool:
        """Whether its posts live on in another thread."""
        return self.shelf == MERGED


class Post(db.Model):
    """One contribution; number 1 is the opening text of its thread.

    ``job_title`` and ``authority_id`` are the author's when it was written:
    transfers never rewrite history. ``revision`` counts from 1; texts that were
    replaced are kept as ``PostRevision``. ``helpful_count`` is a copy kept by
    ``actions.mark_helpful``.
    """

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="RESTRICT"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    job_title: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    source: Mapped[str]
    html: Mapped[str]
    rendered_by: Mapped[int] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(default=1)
    helpful_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    edited_at: Mapped[datetime | None]
    demo_key: Mapped[str | None]

    thread: Mapped[Thread] = related()
    author: Mapped[Member] = related()
    authority: Mapped[Authority | None] = related()
    hiding: Mapped["PostHiding | None"] = related(uselist=False, cascade="all, delete-orphan")

    def write(self, source: str) -> None:
        """Set the text; source, HTML and renderer version never disagree."""
        self.source = source.strip()
        self.html = rendering.to_html(self.source)
        self.rendered_by = rendering.VERSION

    @property
    def is_opening(self) -> bool:
        """Whether this is the text that the thread began with."""
        return self.number == 1
