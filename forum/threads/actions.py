"""What members do with threads: ask, reply, edit, accept, find helpful."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from forum.activity.actions import record
from forum.attachments import actions as attachments
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.notifications.actions import follow
from forum.platforms.models import Board
from forum.search.indexing import reindex
from forum.threads.models import Post, Thread
from forum.threads.states import Acceptance, Helpful, PostRevision, Reading, ShelfStamp, ThreadTopic
from forum.topics.models import Topic


def changed(thread: Thread) -> None:
    """Let readers' kept pages of the thread grow old; called by whatever they can see change."""
    thread.version = Thread.version + 1


def shelves_changed() -> None:
    """Let kept lists grow old: a thread was hidden, shown, moved, merged or renamed."""
    raised = db.session.execute(update(ShelfStamp).values(value=ShelfStamp.value + 1))
    if not raised.rowcount:
        db.session.add(ShelfStamp(id=1, value=1))


def ask(
    board: Board, *, title: str, kind: str, body: str, by: Actor, topics: Sequence[Topic] = (),
    voice: Actor | None = None,
) -> Thread:
    """Open a thread on a board with its first post; the asker follows it.

    ``voice`` is who speaks, if not the asker under their own name (see ``anonymity``).
    """
    voice = voice or by
    thread = Thread(
        board_id=board.id,
        platform_id=board.platform_id,
        author_id=voice.member_id,
        authority_id=voice.authority_id,
        kind=kind,
        title=" ".join(title.split()),
        last_number=1,
    )
    db.session.add(thread)
    db.session.flush()
    post = _post(thread, 1, body, voice)
    for topic in topics:
        db.session.add(ThreadTopic(thread_id=thread.id, topic_id=topic.id, member_id=voice.member_id))
    follow(by.member_id, "thread", thread.id)
    read_up_to(thread.id, 1, by=by)
    record("thread.asked", thread, by=voice, post_id=post.id, platform_id=thread.platform_id)
    reindex("post", [post.id])
    return thread


def reply(thread: Thread, body: str, *, by: Actor, voice: Actor | None = None) -> Post:
    """Add a post, move the thread to the top of its board; the author follows it from now on.

    ``voice`` is who speaks, if not the author under their own name.
    """
    voice = voice or by
    # The database counts, and locks the row: two replies may arrive together.
    number = db.session.execute(
        update(Thread)
        .where(Thread.id == thread.id)
        .values(
            last_number=Thread.last_number + 1,
            reply_count=Thread.reply_count + 1,
            last_post_at=clock.now(),
            version=Thread.version + 1,
        )
        .returning(Thread.last_number)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    db.session.expire(thread, ["last_number", "reply_count", "last_post_at", "version"])
    post = _post(thread, number, body, voice)
    follow(by.member_id, "thread", thread.id)
    read_up_to(thread.id, number, by=by)
    record("thread.replied", post, by=voice, thread_id=thread.id)
    reindex("post", [post.id])
    return post


def _post(thread: Thread, number: int, body: str, by: Actor) -> Post:
    post = Post(
        thread_id=thread.id,
        number=number,
        author_id=by.member_id,
        job_title=by.job_title,
        authority_id=by.authority_id,
    )
    post.write(body)
    db.session.add(post)
    db.session.flush()
    return post


def edit(post: Post, body: str, *, by: Actor, reason: str = "", title: str | None = None) -> None:
    """Replace a post's text; the old one stays readable in its history.

    ``title`` renames the thread along with its opening text. Nothing happens
    when nothing changed.
    """
    thread, by = post.thread, by.speaking_as(post.author_id)
    new_title = " ".join(title.split()) if title else thread.title
    if body.strip() == post.source and new_title == thread.title:
        return
    db.session.add(
        PostRevision(
            post_id=post.id,
            number=post.revision,
            source=post.source,
            html=post.html,
            title=thread.title if post.is_opening else None,
            written_at=post.edited_at or post.created_at,
            replaced_at=clock.now(),
            reason=reason,
        )
    )
    post.write(body)
    post.revision += 1
    post.edited_at = clock.now()
    if new_title != thread.title:
        thread.title = new_title
        shelves_changed()
    changed(thread)
    record("post.edited", post, by=by, thread_id=thread.id, revision=post.revision, reason=reason)
    if post.is_opening:
        reindex_thread(thread)
    else:
        reindex("post", [post.id])


def accept(thread: Thread, post: Post, *, by: Actor) -> None:
    """Say that a reply answers the question; an earlier choice is replaced."""
    by = by.speaking_as(thread.author_id)
    db.session.execute(delete(Acceptance).where(Acceptance.thread_id == thread.id))
    db.session.add(Acceptance(thread_id=thread.id, post_id=post.id, member_id=by.member_id))
    thread.accepted_post_id = post.id
    changed(thread)
    record("thread.answered", thread, by=by, post_id=post.id)
    reindex_thread(thread)


def withdraw_acceptance(thread: Thread, *, by: Actor) -> None:
    """Say that the question is open again."""
    if thread.accepted_post_id is None:
        return
    db.session.execute(delete(Acceptance).where(Acceptance.thread_id == thread.id))
    record("thread.unanswered", thread, by=by.speaking_as(thread.author_id), post_id=thread.accepted_post_id)
    thread.accepted_post_id = None
    changed(thread)
    reindex_thread(thread)


def mark_helpful(post: Post, *, by: Actor) -> None:
    """Note that a post helped the actor; saying it twice counts once."""
    if db.session.get(Helpful, (post.id, by.member_id)) is None:
        db.session.add(Helpful(post_id=post.id, member_id=by.member_id))
        db.session.flush()
        _count_helpful(post, 1)
        record("post.found_helpful", post, by=by, thread_id=post.thread_id)


def unmark_helpful(post: Post, *, by: Actor) -> None:
    """Take the mark back."""
    mark = db.session.get(Helpful, (post.id, by.member_id))
    if mark is not None:
        db.session.delete(mark)
        _count_helpful(post, -1)


def _count_helpful(post: Post, change: int) -> None:
    post.helpful_count = Post.helpful_count + change
    changed(post.thread)


def read_up_to(thread_id: int, number: int, *, by: Actor) -> None:
    """Remember how far the actor has read a thread; never goes back."""
    reading = db.session.get(Reading, (by.member_id, thread_id))
    if reading is None:
        db.session.add(Reading(member_id=by.member_id, thread_id=thread_id, number=number))
    elif reading.number < number:
        reading.number, reading.at = number, clock.now()


def reindex_thread(thread: Thread) -> None:
    """Let search learn every post of a thread again: title, board or state changed."""
    db.session.flush()
    posts = db.session.scalars(select(Post.id).where(Post.thread_id == thread.id)).all()
    reindex("post", posts)
    attachments.holders_changed("post", posts)
