"""What moderators do with threads: tag, pin, close, hide, move, merge. Part of the actions."""

from collections.abc import Collection

from sqlalchemy import delete, select, update

from forum.activity.actions import record
from forum.attachments import actions as attachments
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.moderation.actions import decide, move_flags
from forum.moderation.rules import HIDDEN as FLAGGED_HIDDEN
from forum.notifications.actions import follow_on
from forum.platforms.models import Board
from forum.threads.actions import changed, reindex_thread, shelves_changed
from forum.threads.anonymity.actions import tell_apart
from forum.threads.models import HIDDEN, LISTED, MERGED, Post, Thread
from forum.threads.pointers.actions import follow_merge
from forum.threads.sharing.actions import carry_over
from forum.threads.states import (
    Acceptance,
    Closure,
    Merge,
    Pin,
    PostHiding,
    ThreadHiding,
    ThreadTopic,
)
from forum.topics.models import Topic


def tag(thread: Thread, topics: Collection[Topic], *, by: Actor) -> None:
    """Make these the topics of a thread; who first said each is kept."""
    wanted = {topic.id for topic in topics}
    present = set(db.session.scalars(select(ThreadTopic.topic_id).where(ThreadTopic.thread_id == thread.id)))
    if wanted == present:
        return
    db.session.execute(
        delete(ThreadTopic).where(ThreadTopic.thread_id == thread.id, ThreadTopic.topic_id.in_(present - wanted))
    )
    for topic_id in sorted(wanted - present):
        db.session.add(ThreadTopic(thread_id=thread.id, topic_id=topic_id, member_id=by.member_id))
    changed(thread)
    record("thread.tagged", thread, by=by, added=sorted(wanted - present), removed=sorted(present - wanted))
    reindex_thread(thread)


def add_topic(thread: Thread, topic: Topic, *, by: Actor) -> None:
    """Add one topic to those that a thread has."""
    present = db.session.scalars(
        select(Topic).join(ThreadTopic, ThreadTopic.topic_id == Topic.id).where(ThreadTopic.thread_id == thread.id)
    ).all()
    tag(thread, [*present, topic], by=by)


def close(thread: Thread, reason: str, *, by: Actor) -> None:
    """Stop further replies; the reason is shown under the last post."""
    thread.closure = Closure(member_id=by.member_id, reason=reason, at=clock.now())
    changed(thread)
    record("thread.closed", thread, by=by, reason=reason)


def reopen(thread: Thread, *, by: Actor) -> None:
    """Let replies in again."""
    thread.closure = None
    changed(thread)
    record("thread.reopened", thread, by=by)


def pin(thread: Thread, *, by: Actor) -> None:
    """Keep a thread above the others of its board."""
    if thread.pin is None:
        thread.pin = Pin(member_id=by.member_id)
        changed(thread)
        record("thread.pinned", thread, by=by)


def unpin(thread: Thread, *, by: Actor) -> None:
    """Let a thread take its place by date again."""
    if thread.pin is not None:
        thread.pin = None
        changed(thread)
        record("thread.unpinned", thread, by=by)


def hide(thread: Thread, reason: str, *, by: Actor) -> None:
    """Let only moderators see a thread; nothing is deleted."""
    thread.hiding = ThreadHiding(member_id=by.member_id, reason=reason)
    thread.shelf = HIDDEN
    opening = select(Post.id).where(Post.thread_id == thread.id, Post.number == 1)
    decide(
        "post", db.session.scalar(opening), FLAGGED_HIDDEN, reason, platform_id=thread.platform_id, by=by
    )
    changed(thread)
    shelves_changed()
    record("thread.hidden", thread, by=by, reason=reason)
    reindex_thread(thread)


def restore(thread: Thread, *, by: Actor) -> None:
    """Show a hidden thread again."""
    thread.hiding = None
    thread.shelf = LISTED
    changed(thread)
    shelves_changed()
    record("thread.restored", thread, by=by)
    reindex_thread(thread)


def hide_post(post: Post, reason: str, *, by: Actor) -> None:
    """Let only moderators see a post; its place and the reason stay visible.

    A hidden answer is no longer the accepted one.
    """
    post.hiding = PostHiding(member_id=by.member_id, reason=reason)
    thread = post.thread
    decide("post", post.id, FLAGGED_HIDDEN, reason, platform_id=thread.platform_id, by=by)
    if thread.accepted_post_id == post.id:
        db.session.execute(delete(Acceptance).where(Acceptance.thread_id == thread.id))
        thread.accepted_post_id = None
    changed(thread)
    record("post.hidden", post, by=by, thread_id=post.thread_id, reason=reason)
    reindex_thread(thread)


def restore_post(post: Post, *, by: Actor) -> None:
    """Show a hidden post again."""
    post.hiding = None
    changed(post.thread)
    record("post.restored", post, by=by, thread_id=post.thread_id)
    reindex_thread(post.thread)


def move(thread: Thread, board: Board, *, by: Actor) -> None:
    """Put a thread on another board; its address stays."""
    if thread.board_id == board.id:
        return
    old = thread.board_id
    thread.board_id, thread.platform_id = board.id, board.platform_id
    thread.pin = None
    changed(thread)
    shelves_changed()
    posts = db.session.scalars(select(Post.id).where(Post.thread_id == thread.id)).all()
    move_flags("post", posts, board.platform_id)
    attachments.moved("post", posts, board.platform_id)
    record("thread.moved", thread, by=by, from_board=old, to_board=board.id)
    reindex_thread(thread)


def merge(thread: Thread, into: Thread, *, by: Actor) -> None:
    """Move a duplicate's posts to the end of another thread; the old address leads there.

    Posts keep their ids, authors and dates. An accepted answer of the duplicate
    becomes the other's when that has none.
    """
    offset = into.last_number
    db.session.flush()
    db.session.execute(
        update(Post)
        .where(Post.thread_id == thread.id)
        .values(thread_id=into.id, number=Post.number + offset)
        .execution_options(synchronize_session=False)
    )
    into.last_number = offset + thread.last_number
    into.reply_count = Thread.reply_count + thread.reply_count + 1
    into.last_post_at = max(into.last_post_at, thread.last_post_at)
    if into.kind == thread.kind and into.accepted_post_id is None and thread.accepted_post_id:
        into.accepted_post_id = thread.accepted_post_id
        db.session.add(Acceptance(thread_id=into.id, post_id=thread.accepted_post_id, member_id=by.member_id))
    db.session.execute(delete(Acceptance).where(Acceptance.thread_id == thread.id))
    thread.accepted_post_id = None
    tell_apart(thread, into)
    thread.merge = Merge(into_id=into.id, member_id=by.member_id)
    thread.pin = None
    thread.shelf = MERGED
    changed(thread)
    changed(into)
    shelves_changed()
    record("thread.merged", thread, by=by, into_id=into.id)
    follow_on("thread", thread.id, into.id)
    carry_over(thread, into)
    follow_merge(thread, into)
    db.session.expire(into)
    reindex_thread(into)
