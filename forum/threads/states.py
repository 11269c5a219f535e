"""What happened to threads and posts: rows that remember who, when and why."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.topics.models import Topic


class Closure(db.Model):
    """The fact that a thread takes no more replies."""

    __tablename__ = "thread_closure"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()


class ThreadHiding(db.Model):
    """The fact that only moderators see a thread."""

    __tablename__ = "thread_hiding"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class PostHiding(db.Model):
    """The fact that only moderators see a post; readers see that it was hidden, and why."""

    __tablename__ = "post_hiding"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Pin(db.Model):
    """The fact that a thread stands above the others of its board."""

    __tablename__ = "thread_pin"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Merge(db.Model):
    """The fact that a thread's posts moved into another; its old address leads there."""

    __tablename__ = "thread_merge"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Acceptance(db.Model):
    """The fact that a reply answers the question."""

    __tablename__ = "thread_acceptance"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Helpful(db.Model):
    """A member found a post helpful."""

    __tablename__ = "post_helpful"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class PostRevision(db.Model):
    """A text that a post once had: replaced, but readable and citable for good.

    ``number`` is the revision that this text was; ``written_at`` when it was
    written and ``replaced_at`` when the next one took its place.
    """

    __tablename__ = "post_revision"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    source: Mapped[str]
    html: Mapped[str]
    written_at: Mapped[datetime]
    replaced_at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str] = mapped_column(default="")


class ThreadTopic(db.Model):
    """A thread is about a topic, said by somebody."""

    __tablename__ = "thread_topic"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="RESTRICT"), primary_key=True, index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    topic: Mapped[Topic] = related()


class Reading(db.Model):
    """How far a member has read a thread: the number of the last post seen."""

    __tablename__ = "thread_reading"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class ShelfStamp(db.Model):
    """One row whose number rises when some thread is hidden, shown, moved, merged or renamed.

    Lists that are kept in memory carry it in their key, so that nothing hidden
    stands in them a moment longer.
    """

    __tablename__ = "thread_shelf_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]
