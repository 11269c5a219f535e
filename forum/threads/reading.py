"""What a thread's page shows, read as columns: posts with bylines, topics, marks."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.authorities.models import Authority
from forum.authorities.rules import REGIONS
from forum.kernel import rendering
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import locale
from forum.members.models import Member
from forum.platforms.models import Seat
from forum.threads import rules
from forum.threads.models import Post, Thread
from forum.threads.states import Helpful, PostHiding, Reading, ThreadTopic
from forum.topics.models import Topic

#: Characters of the accepted answer that stand under the question.
EXCERPT = 320


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote something, as they were when they wrote it. Fit for ``components/byline.html``."""

    name: str
    url: str
    job: str
    authority: str | None
    region: object
    moderates: bool = False


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as its reader sees it. Fit for ``components/post.html``."""

    id: int
    number: int
    author_id: int
    html: str
    by: Byline
    at: datetime
    edited_at: datetime | None
    revision: int
    helpful: int
    demo: bool
    hidden_reason: str | None
    evidence: list[Any] = field(default_factory=list)

    @property
    def history_url(self) -> str | None:
        """Where earlier texts are, if there are any."""
        return f"/posts/{self.id}/history" if self.revision > 1 else None

    @property
    def excerpt(self) -> str:
        """The beginning of its words."""
        return rendering.shorten(rendering.text_of(self.html), EXCERPT)


def _cards(platform_id: int):
    authority = Authority.name_ar if locale() == "ar" else Authority.name_en
    return (
        select(
            Post.id, Post.number, Post.author_id, Post.html, Post.job_title, Post.created_at,
            Post.edited_at, Post.revision, Post.helpful_count, Post.demo_key, Member.name,
            authority.label("authority"), Authority.region, PostHiding.reason, Seat.role,
        )
        .join(Member, Member.id == Post.author_id)
        .outerjoin(Authority, Authority.id == Post.authority_id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
        .outerjoin(Seat, (Seat.member_id == Post.author_id) & (Seat.platform_id == platform_id))
    )


def _card(row) -> PostCard:
    by = Byline(
        row.name, f"/members/{row.author_id}", row.job_title, row.authority,
        REGIONS.get(row.region), row.role in ("moderator", "coordinator"),
    )
    return PostCard(
        row.id, row.number, row.author_id, row.html, by, row.created_at, row.edited_at,
        row.revision, row.helpful_count, row.demo_key is not None, row.reason,
    )


def posts(thread: Thread, page: int) -> list[PostCard]:
    """The posts of one page of a thread, in order, the opening text always first.

    One query, whatever the page holds; every page starts at a number, so page
    500 costs what page 1 costs.
    """
    first = (page - 1) * rules.POSTS_A_PAGE + 1
    numbers = Post.number.between(first, first + rules.POSTS_A_PAGE - 1)
    query = _cards(thread.platform_id).where(Post.thread_id == thread.id, numbers | (Post.number == 1))
    return [_card(row) for row in db.session.execute(query.order_by(Post.number))]


def accepted(thread: Thread) -> PostCard | None:
    """The accepted answer, wherever in the thread it stands."""
    if thread.accepted_post_id is None:
        return None
    query = _cards(thread.platform_id).where(Post.id == thread.accepted_post_id)
    row = db.session.execute(query).one_or_none()
    return _card(row) if row else None


def topics(thread: Thread) -> list[Topic]:
    """What the thread is about, in the order in which it was said."""
    query = (
        select(Topic)
        .join(ThreadTopic, ThreadTopic.topic_id == Topic.id)
        .where(ThreadTopic.thread_id == thread.id)
        .order_by(ThreadTopic.at, Topic.position)
    )
    return list(db.session.scalars(query))


def found_helpful(actor: Actor, cards: list[PostCard]) -> frozenset[int]:
    """Which of these posts the actor has marked as helpful; asks only if any has a mark."""
    marked = [card.id for card in cards if card.helpful]
    if not marked or not actor.is_signed_in:
        return frozenset()
    query = select(Helpful.post_id).where(
        Helpful.post_id.in_(marked), Helpful.member_id == actor.member_id
    )
    return frozenset(db.session.scalars(query))


def read_so_far(actor: Actor, thread_id: int) -> int:
    """The number of the last post of a thread that the actor has seen; 0 for none."""
    query = select(Reading.number).where(
        Reading.member_id == actor.member_id, Reading.thread_id == thread_id
    )
    return db.session.scalar(query) or 0


def place(post: Post) -> int:
    """The page of its thread on which a post stands."""
    return rules.page_of(post.number)


def authorities_heard(thread_id: int) -> int:
    """From how many different authorities the people in a thread wrote."""
    query = select(func.count(func.distinct(Post.authority_id))).where(Post.thread_id == thread_id)
    return db.session.scalar(query) or 0
