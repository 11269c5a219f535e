"""Lists of threads as rows of columns: a fixed number of queries, whatever they hold."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from forum.authorities.models import Authority
from forum.authorities.rules import REGIONS
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import Cursor, Page, db, keyset
from forum.kernel.i18n import locale
from forum.platforms.models import Board, Platform
from forum.threads import rules
from forum.threads.addresses import of_thread
from forum.threads.models import LISTED, Thread
from forum.threads.pointers.models import Pointer
from forum.threads.policy import readable_by
from forum.threads.sharing.queries import counted, shared_by
from forum.threads.states import Closure, Pin, Reading, ThreadTopic
from forum.topics.models import Topic


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One line of a list, fit for ``components/thread_row.html``."""

    id: int
    title: str
    kind_code: str
    replies: int
    at: datetime
    created_at: datetime
    platform: str
    topic: str | None
    authority: str | None
    region: str | None
    demo: bool
    answered: bool
    unanswered: bool
    unread: bool
    closed: bool
    pinned: bool
    shared: int = 0
    """Authorities that have the problem too."""

    @property
    def url(self) -> str:
        """Where the thread is."""
        return of_thread(self.id)

    @property
    def kind(self) -> object:
        """Its kind in words, unless it is a question: most are."""
        return None if self.kind_code == rules.QUESTION else rules.KINDS.get(self.kind_code)


#: Readers are led to the answer in another thread.
POINTS = exists(select(Pointer.thread_id).where(Pointer.thread_id == Thread.id))


def _topic_label() -> ColumnElement[str]:
    label = Topic.label_ar if locale() == "ar" else Topic.label_en
    return (
        select(label)
        .join(ThreadTopic, ThreadTopic.topic_id == Topic.id)
        .where(ThreadTopic.thread_id == Thread.id)
        .order_by(ThreadTopic.at, Topic.position)
        .limit(1)
        .correlate(Thread)
        .scalar_subquery()
    )


def _rows(actor: Actor) -> Select:
    """The columns of ``ThreadRow`` of every listed thread that the actor may read."""
    authority_name = Authority.name_ar if locale() == "ar" else Authority.name_en
    reading = aliased(Reading)
    return (
        select(
            Thread.id,
            Thread.title,
            Thread.kind,
            Thread.reply_count,
            Thread.last_post_at,
            Thread.created_at,
            Thread.last_number,
            Thread.accepted_post_id,
            Thread.demo_key,
            Platform.slug,
            authority_name.label("authority"),
            Authority.region,
            _topic_label().label("topic"),
            Closure.thread_id.label("closed"),
            Pin.thread_id.label("pinned"),
            reading.number.label("read"),
            shared_by().label("shared"),
            POINTS.label("points"),
        )
        .join(Board, Board.id == Thread.board_id)
        .join(Platform, Platform.id == Thread.platform_id)
        .outerjoin(Authority, Authority.id == Thread.authority_id)
        .outerjoin(Closure, Closure.thread_id == Thread.id)
        .outerjoin(Pin, Pin.thread_id == Thread.id)
        .outerjoin(reading, (reading.thread_id == Thread.id) & (reading.member_id == (actor.member_id or 0)))
        .where(Thread.shelf == LISTED, readable_by(actor))
    )


def _row(found) -> ThreadRow:
    """Make a line of the columns; what stands unread and unanswered is decided here."""
    is_news = found.last_post_at > clock.now() - rules.NEWS
    return ThreadRow(
        id=found.id,
        title=found.title,
        kind_code=found.kind,
        replies=found.reply_count,
        at=found.last_post_at,
        created_at=found.created_at,
        platform=found.slug,
        topic=found.topic,
        authority=found.authority,
        region=REGIONS.get(found.region),
        demo=found.demo_key is not None,
        answered=found.accepted_post_id is not None,
        unanswered=found.kind == rules.QUESTION and found.reply_count == 0 and not found.points,
        unread=is_news if found.read is None else found.read < found.last_number,
        closed=found.closed is not None,
        pinned=found.pinned is not None,
        shared=found.shared,
    )


#: Choices of the filter by state on a board, and what each asks of a thread.
STATES = {
    "unanswered": (Thread.kind == rules.QUESTION) & (Thread.accepted_post_id.is_(None)) & ~POINTS,
    "answered": Thread.accepted_post_id.is_not(None),
}


def board_page(
    actor: Actor,
    board_id: int,
    *,
    after: Cursor | None = None,
    kind: str | None = None,
    state: str | None = None,
    topic_id: int | None = None,
) -> Page:
    """One page of a board's threads, latest activity first, as ``ThreadRow``: one query."""
    query = _rows(actor).where(Thread.board_id == board_id)
    if kind in rules.KINDS:
        query = query.where(Thread.kind == kind)
    if state in STATES:
        query = query.where(STATES[state])
    if topic_id:
        query = query.where(_is_about(topic_id))
    if after:
        query = query.where(keyset(Thread.last_post_at, Thread.id, after))
    query = query.order_by(Thread.last_post_at.desc(), Thread.id.desc()).limit(rules.THREADS_A_PAGE + 1)
    return Page.cut([_row(r) for r in db.session.execute(query)], rules.THREADS_A_PAGE, at="at")


def pinned(actor: Actor, board_id: int) -> list[ThreadRow]:
    """The threads that stand above a board's others."""
    query = _rows(actor).where(Thread.board_id == board_id, Pin.thread_id.is_not(None))
    return [_row(r) for r in db.session.execute(query.order_by(Pin.at.desc()).limit(10))]


def newest(actor: Actor, platform_id: int, limit: int) -> list[ThreadRow]:
    """The latest threads of a platform."""
    query = _rows(actor).where(Thread.platform_id == platform_id)
    query = query.order_by(Thread.created_at.desc(), Thread.id.desc()).limit(limit)
    return [_row(r) for r in db.session.execute(query)]


def unanswered(actor: Actor, platform_id: int, limit: int) -> list[ThreadRow]:
    """A platform's questions without an accepted answer: what most authorities share, then those without any reply."""
    shared = counted()
    query = _rows(actor).outerjoin(shared, shared.c.thread_id == Thread.id)
    query = query.where(Thread.platform_id == platform_id, STATES["unanswered"])
    order = func.coalesce(shared.c.authorities, 0).desc(), Thread.reply_count, Thread.created_at.desc()
    query = query.order_by(*order, Thread.id.desc()).limit(limit)
    return [_row(r) for r in db.session.execute(query)]


def of_ids(actor: Actor, ids: Collection[int]) -> dict[int, ThreadRow]:
    """Lines of the threads among ``ids`` that the actor may read, by id."""
    found = db.session.execute(_rows(actor).where(Thread.id.in_(ids)))
    return {r.id: _row(r) for r in found}


def related(actor: Actor, thread_id: int) -> list[ThreadRow]:
    """Other threads on the same topics, most shared topics first; nobody's own news is marked."""
    shared = (
        select(ThreadTopic.thread_id, func.count().label("topics"))
        .where(
            ThreadTopic.topic_id.in_(select(ThreadTopic.topic_id).where(ThreadTopic.thread_id == thread_id)),
            ThreadTopic.thread_id != thread_id,
        )
        .group_by(ThreadTopic.thread_id)
        .order_by(func.count().desc(), ThreadTopic.thread_id.desc())
        .limit(rules.RELATED * 5)
        .subquery()
    )
    query = _rows(actor).join(shared, shared.c.thread_id == Thread.id)
    query = query.order_by(shared.c.topics.desc(), Thread.last_post_at.desc()).limit(rules.RELATED)
    return [replace(_row(r), unread=False) for r in db.session.execute(query)]


def by_member(actor: Actor, member_id: int, limit: int) -> list[ThreadRow]:
    """Threads that a member opened, as far as the actor may read them; without name only to the member."""
    own = actor.stand_ins if member_id == actor.member_id else ()
    query = _rows(actor).where(Thread.author_id.in_({member_id, *own}))
    query = query.order_by(Thread.created_at.desc(), Thread.id.desc()).limit(limit)
    return [_row(r) for r in db.session.execute(query)]


def by_authority(actor: Actor, authority_id: int, limit: int) -> list[ThreadRow]:
    """The newest threads that name an authority as their asker's, as far as the actor may read them."""
    query = _rows(actor).where(Thread.authority_id == authority_id)
    query = query.order_by(Thread.created_at.desc(), Thread.id.desc()).limit(limit)
    return [_row(r) for r in db.session.execute(query)]


def _is_about(topic_id: int) -> ColumnElement[bool]:
    """On the topic or one of its narrower ones."""
    narrower = select(Topic.id).where((Topic.id == topic_id) | (Topic.parent_id == topic_id))
    return Thread.id.in_(select(ThreadTopic.thread_id).where(ThreadTopic.topic_id.in_(narrower)))
