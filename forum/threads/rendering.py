"""Rendering posts again after the renderer changed, in batches, while people read."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from forum.kernel import rendering
from forum.kernel.db import db
from forum.kernel.jobs import Job, JobKind, enqueue
from forum.threads.models import Post, Thread

RENDER_AGAIN = "threads.render_again"
#: Posts a job: about half a second, so that other work waits no longer than that.
BATCH = 200


def leave_old_posts_to_the_worker() -> None:
    """At each start: if some post was rendered by an older version, let the worker begin."""
    old = db.session.execute(select(Post.id).where(Post.rendered_by < rendering.VERSION).limit(1)).first()
    waiting = db.session.execute(select(Job.id).where(Job.kind == RENDER_AGAIN).limit(1)).first()
    if old and not waiting:
        enqueue(RENDER_AGAIN)


def render_again(_payloads: Sequence[dict[str, Any]]) -> None:
    """Render one batch of old posts, and leave a job for the next one if there are more."""
    old = db.session.scalars(
        select(Post).where(Post.rendered_by < rendering.VERSION).order_by(Post.id).limit(BATCH)
    ).all()
    for post in old:
        post.write(post.source)
    if old:
        db.session.flush()
        threads = {post.thread_id for post in old}
        db.session.execute(
            update(Thread)
            .where(Thread.id.in_(threads))
            .values(version=Thread.version + 1)
            .execution_options(synchronize_session=False)
        )
        enqueue(RENDER_AGAIN)


KIND = JobKind(RENDER_AGAIN, render_again)
