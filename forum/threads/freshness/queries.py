"""Which answers have grown old, and which are obsolete."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, func, select

from forum.kernel import clock
from forum.kernel.db import db
from forum.members.models import Departure
from forum.platforms.models import Seat
from forum.threads.freshness import rules
from forum.threads.freshness.models import AnswerAsking, AnswerReview
from forum.threads.models import LISTED, Post, Thread
from forum.threads.states import PostHiding


def obsolete(post_ids: Collection[int]) -> set[int]:
    """Those of the posts that were said to be obsolete."""
    if not post_ids:
        return set()
    query = select(AnswerReview.post_id).where(
        AnswerReview.post_id.in_(post_ids), AnswerReview.state == rules.OBSOLETE
    )
    return set(db.session.scalars(query))


def true_since(written_at: datetime, reviewed_at: datetime | None) -> datetime:
    """When somebody last stood by an answer: wrote it, edited it, or said what holds."""
    return max(written_at, reviewed_at) if reviewed_at else written_at


def to_ask(limit: int) -> Sequence[Row]:
    """Accepted answers that have grown old and whose authors were not asked, the oldest first.

    Left out are obsolete ones, and authors who left the forum or the platform.
    """
    written = func.coalesce(Post.edited_at, Post.created_at)
    since = func.coalesce(AnswerReview.at, written)
    old = clock.now() - rules.GROWS_OLD
    asked = select(AnswerAsking.post_id).where(
        AnswerAsking.post_id == Post.id, AnswerAsking.at >= since
    )
    gone = select(Departure.member_id).where(Departure.member_id == Post.author_id)
    sits = select(Seat.member_id).where(Seat.member_id == Post.author_id, Seat.platform_id == Thread.platform_id)
    query = (
        select(
            Post.id, Post.author_id, Post.thread_id, Post.created_at, Post.edited_at,
            AnswerReview.at.label("reviewed_at"),
        )
        .join(Thread, Thread.accepted_post_id == Post.id)
        .outerjoin(AnswerReview, AnswerReview.post_id == Post.id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
        .where(
            Thread.shelf == LISTED, PostHiding.post_id.is_(None), written < old, since < old,
            AnswerReview.post_id.is_(None) | (AnswerReview.state != rules.OBSOLETE),
            ~asked.exists(), ~gone.exists(), sits.exists(),
        )
        .order_by(since, Post.id)
        .limit(limit)
    )
    return db.session.execute(query).all()
