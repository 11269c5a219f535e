"""What a thread's page shows, read as columns: posts with bylines, topics, marks."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from forum.attachments.queries import FileCard
from forum.authorities.models import Authority
from forum.authorities.rules import REGIONS
from forum.kernel import rendering
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import locale
from forum.members.models import Member, StandIn
from forum.platforms.models import Seat
from forum.threads import rules
from forum.threads.facts import ThreadFacts
from forum.threads.models import Post
from forum.threads.states import Helpful, PostHiding, ThreadTopic
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
    files: list[FileCard] = field(default_factory=list)

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
            Post.id,
            Post.number,
            Post.author_id,
            Post.html,
            Post.job_title,
            Post.created_at,
            Post.edited_at,
            Post.revision,
            Post.helpful_count,
            Post.demo_key,
            Member.name,
            authority.label("authority"),
            Authority.region,
            PostHiding.reason,
            Seat.role,
            StandIn.member_id.label("stands_in"),
        )
        .join(Member, Member.id == Post.author_id)
        .outerjoin(Authority, Authority.id == Post.authority_id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
        .outerjoin(StandIn, StandIn.member_id == Post.author_id)
        .outerjoin(Seat, (Seat.member_id == Post.author_id) & (Seat.platform_id == platform_id))
    )


def _card(row) -> PostCard:
    by = Byline(
        row.name,
        "" if row.stands_in else f"/members/{row.author_id}",
        row.job_title,
        row.authority,
        REGIONS.get(row.region),
        row.role in ("moderator", "coordinator"),
    )
    return PostCard(
        row.id,
        row.number,
        row.author_id,
        row.html,
        by,
        row.created_at,
        row.edited_at,
        row.revision,
        row.helpful_count,
        row.demo_key is not None,
        row.reason,
    )


def posts(thread: ThreadFacts, page: int) -> list[PostCard]:
    """The posts of one page of a thread, in order, the opening text always first.

    One query, whatever the page holds; every page starts at a number, so page
    500 costs what page 1 costs.
    """
    numbers = Post.number.between(*rules.numbers_of(page))
    query = _cards(thread.platform_id).where(Post.thread_id == thread.id, numbers | (Post.number == 1))
    return [_card(row) for row in db.session.execute(query.order_by(Post.number))]


def contributions(thread: ThreadFacts, limit: int) -> list[PostCard]:
    """The opening text and the first replies of a thread, whatever page they stand on."""
    query = _cards(thread.platform_id).where(Post.thread_id == thread.id, Post.number <= limit + 1)
    return [_card(row) for row in db.session.execute(query.order_by(Post.number))]


def accepted(thread: ThreadFacts) -> PostCard | None:
    """The accepted answer, wherever in the thread it stands."""
    return card(thread, thread.accepted_post_id) if thread.accepted_post_id is not None else None


def card(thread: ThreadFacts, post_id: int) -> PostCard | None:
    """One post of a thread."""
    query = _cards(thread.platform_id).where(Post.id == post_id, Post.thread_id == thread.id)
    row = db.session.execute(query).one_or_none()
    return _card(row) if row else None


def topics(thread_id: int) -> list[Topic]:
    """What the thread is about, in the order in which it was said."""
    query = (
        select(Topic)
        .join(ThreadTopic, ThreadTopic.topic_id == Topic.id)
        .where(ThreadTopic.thread_id == thread_id)
        .order_by(ThreadTopic.at, Topic.position)
    )
    return list(db.session.scalars(query))


@dataclass(frozen=True, slots=True)
class Own:
    """What on a page of a thread is the reader's own: posts written, posts found helpful."""

    written: frozenset[int] = frozenset()
    helpful: frozenset[int] = frozenset()


_OWN = (
    select(Post.id, Post.author_id, Helpful.post_id.label("helpful"))
    .outerjoin(Helpful, (Helpful.post_id == Post.id) & (Helpful.member_id == bindparam("member_id")))
    .where(
        Post.thread_id == bindparam("thread_id"),
        Post.number.between(bindparam("first"), bindparam("last")) | (Post.number == 1),
        Post.author_id.in_(bindparam("authors", expanding=True)) | Helpful.post_id.is_not(None),
    )
)


def own(actor: Actor, thread_id: int, page: int) -> Own:
    """What of a page is the actor's own: one query, mostly without a row."""
    first, last = rules.numbers_of(page)
    authors = [actor.member_id, *sorted(actor.stand_ins)]
    given = {
        "member_id": actor.member_id, "authors": authors, "thread_id": thread_id, "first": first, "last": last,
    }
    rows = db.session.execute(_OWN, given).all()
    return Own(
        frozenset(row.id for row in rows if actor.wrote(row.author_id)),
        frozenset(row.id for row in rows if row.helpful is not None),
    )


def opening_id(thread_id: int) -> int:
    """The post that a thread began with."""
    return db.session.scalars(select(Post.id).where(Post.thread_id == thread_id, Post.number == 1)).one()


def place(post: Post) -> int:
    """The page of its thread on which a post stands."""
    return rules.page_of(post.number)


def authorities_heard(thread_id: int) -> int:
    """From how many different authorities the people in a thread wrote."""
    query = select(func.count(func.distinct(Post.authority_id))).where(Post.thread_id == thread_id)
    return db.session.scalar(query) or 0
