"""What the home page shows, in a fixed number of queries whatever the forum holds.

Lists are found as ids by the indexes of a platform's threads, a few of each,
and then read as rows by ``threads.lists.of_ids``, which shows nothing that
the actor may not read.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from forum.activity.models import Event
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Departure, Member
from forum.notifications.models import Subscription
from forum.pages import rules
from forum.platforms.models import Platform
from forum.threads import lists
from forum.threads.lists import ThreadRow
from forum.threads.models import LISTED, Thread
from forum.threads.rules import NEWS, QUESTION
from forum.threads.states import Reading

NEWEST, WAITING, ANSWERED, MOVED = "newest", "waiting", "answered", "moved"

waits = (Thread.kind == QUESTION) & Thread.accepted_post_id.is_(None) & (Thread.reply_count == 0) & ~lists.POINTS


@dataclass(slots=True)
class Front:
    """What is alive for one member."""

    newest: dict[int, list[ThreadRow]] = field(default_factory=dict)
    """By platform; without those that stand above already."""
    waiting: list[ThreadRow] = field(default_factory=list)
    answered: list[ThreadRow] = field(default_factory=list)
    moved: list[ThreadRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Life:
    """What a visitor is told of a platform's threads: how many, how fresh, never which."""

    threads: int
    replies: int
    waiting: int
    newest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The forum in numbers."""

    authorities: int
    members: int
    platforms: dict[int, Life]

    @property
    def threads(self) -> int:
        """Threads of all platforms."""
        return sum(life.threads for life in self.platforms.values())

    @property
    def replies(self) -> int:
        """Replies of all platforms."""
        return sum(life.replies for life in self.platforms.values())


def pulse(actor: Actor) -> tuple[Any, ...]:
    """Changes when anything changes that a home page shows: one query of three look-ups."""
    parts = [select(func.max(Event.id)).scalar_subquery(), select(func.max(Thread.id)).scalar_subquery()]
    if actor.is_signed_in:
        read = select(func.max(Reading.at)).where(Reading.member_id == actor.member_id)
        parts.append(read.scalar_subquery())
    moment = int(clock.now().timestamp() // rules.TICK.total_seconds())
    return *db.session.execute(select(*parts)).one(), moment


def own_platforms(actor: Actor, platforms: Collection[Platform]) -> list[int]:
    """The platforms that a member takes part in; the association takes part in all."""
    return [p.id for p in platforms if actor.is_association or p.id in actor.platforms]


def front(actor: Actor, platform_ids: Sequence[int]) -> Front:
    """What is alive on these platforms for a member: two queries."""
    found: dict[tuple[str, int], list[int]] = {}
    for what, platform_id, thread_id in db.session.execute(union_all(*_lists(actor, platform_ids))):
        found.setdefault((what, platform_id), []).append(thread_id)
    ids = {thread_id for some in found.values() for thread_id in some}
    rows = lists.of_ids(actor, ids) if ids else {}

    def shown(what: str, limit: int) -> list[ThreadRow]:
        some = [rows[i] for (of, _p), listed in found.items() if of == what for i in listed if i in rows]
        return sorted(some, key=_age, reverse=True)[:limit]

    made = Front(
        waiting=shown(WAITING, rules.WAITING), answered=shown(ANSWERED, rules.ANSWERED), moved=shown(MOVED, rules.MOVED)
    )
    above = {row.id for row in (*made.waiting, *made.moved)}
    for platform_id in platform_ids:
        newest = (rows[i] for i in found.get((NEWEST, platform_id), ()) if i in rows and i not in above)
        made.newest[platform_id] = sorted(newest, key=_age, reverse=True)[: rules.NEWEST]
    return made


def _age(row: ThreadRow) -> tuple[datetime, int]:
    return row.created_at, row.id


def _lists(actor: Actor, platform_ids: Sequence[int]) -> Iterator[Select]:
    for platform_id in platform_ids:
        yield _latest(NEWEST, platform_id, rules.NEWEST + rules.WAITING + rules.MOVED)
        of_others = Thread.author_id.not_in({actor.member_id, *actor.stand_ins})
        yield _latest(WAITING, platform_id, rules.WAITING, waits, of_others)
        yield _latest(ANSWERED, platform_id, rules.ANSWERED, Thread.accepted_post_id.is_not(None))
    moved = (
        select(literal(MOVED).label("what"), literal(0).label("platform_id"), Thread.id)
        .join(Subscription, (Subscription.subject_kind == "thread") & (Subscription.subject_id == Thread.id))
        .join(Reading, (Reading.thread_id == Thread.id) & (Reading.member_id == Subscription.member_id))
        .where(
            Subscription.member_id == actor.member_id, Thread.shelf == LISTED, Reading.number < Thread.last_number
        )
        .order_by(Thread.last_post_at.desc(), Thread.id.desc())
        .limit(rules.MOVED)
        .subquery()
    )
    yield select(moved)


def _latest(what: str, platform_id: int, limit: int, *which: ColumnElement[bool]) -> Select:
    """The latest threads of one platform, by its own index."""
    some = (
        select(literal(what).label("what"), Thread.platform_id, Thread.id)
        .where(Thread.platform_id == platform_id, Thread.shelf == LISTED, *which)
        .order_by(Thread.created_at.desc(), Thread.id.desc())
        .limit(limit)
        .subquery()
    )
    return select(some)


def waiting_counts(platform_ids: Collection[int]) -> dict[int, int]:
    """How many questions on each platform nobody has answered."""
    query = (
        select(Thread.platform_id, func.count())
        .where(Thread.platform_id.in_(platform_ids), Thread.shelf == LISTED, waits)
        .group_by(Thread.platform_id)
    )
    return dict(db.session.execute(query).all())


def unread_count(actor: Actor, platform_ids: Collection[int]) -> int:
    """How many threads of the last fortnight on these platforms the actor has not opened."""
    query = (
        select(func.count())
        .select_from(Thread)
        .outerjoin(Reading, (Reading.thread_id == Thread.id) & (Reading.member_id == actor.member_id))
        .where(
            Thread.platform_id.in_(platform_ids), Thread.shelf == LISTED,
            Thread.created_at > clock.now() - NEWS, Reading.member_id.is_(None),
        )
    )
    return db.session.scalar(query) or 0


def figures() -> Figures:
    """The forum in numbers, for everybody: two queries, the larger one over an index alone."""
    present = ~select(Departure.member_id).where(Departure.member_id == Member.id).exists()
    authorities, members = db.session.execute(
        select(func.count(func.distinct(Member.authority_id)), func.count()).where(present)
    ).one()
    counted = (
        select(
            Thread.platform_id, func.count().label("threads"), func.sum(Thread.reply_count).label("replies"),
            func.count().filter(waits).label("waiting"),
        )
        .where(Thread.shelf == LISTED)
        .group_by(Thread.platform_id)
        .subquery()
    )
    newest = (
        select(func.max(Thread.created_at))
        .where(Thread.platform_id == counted.c.platform_id, Thread.shelf == LISTED)
        .correlate(counted)
        .scalar_subquery()
    )
    platforms = {
        platform_id: Life(threads, replies, waiting, newest_at)
        for platform_id, threads, replies, waiting, newest_at in db.session.execute(select(counted, newest))
    }
    return Figures(authorities, members, platforms)
