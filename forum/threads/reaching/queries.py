"""Which questions wait, since when, and what a platform lacks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.platforms.models import Platform, Seat
from forum.search.curating import queries as searches
from forum.search.curating.queries import QuestionRow
from forum.threads import lists
from forum.threads.lists import ThreadRow
from forum.threads.models import LISTED, Post, Thread
from forum.threads.pointers.models import Pointer
from forum.threads.reaching import rules
from forum.threads.reaching.models import ConsolidatedReply, PeerAsking, ReachStep
from forum.threads.rules import QUESTION
from forum.threads.sharing.queries import counted
from forum.threads.states import Closure, PostHiding


def _reply_of_another(*which: Callable[[type[Post]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """A reply that readers see, written by somebody else than the person who asked."""
    reply = aliased(Post)
    hidden = select(PostHiding.post_id).where(PostHiding.post_id == reply.id)
    return exists(
        select(reply.id).where(
            reply.thread_id == Thread.id, reply.number > 1, reply.author_id != Thread.author_id, ~hidden.exists(),
            *(condition(reply) for condition in which),
        )
    )


#: A reply stands there, whatever it says.
was_heard = _reply_of_another()
#: A real answer: accepted, found helpful by a colleague, or put together by the coordinator.
is_answered = (
    Thread.accepted_post_id.is_not(None)
    | _reply_of_another(lambda reply: reply.helpful_count > 0)
    | exists(
        select(ConsolidatedReply.post_id).join(Post, Post.id == ConsolidatedReply.post_id)
        .where(Post.thread_id == Thread.id)
    )
)
#: The clock of these runs: questions that can be answered here, and are not.
waits = (
    (Thread.kind == QUESTION)
    & (Thread.shelf == LISTED)
    & ~is_answered
    & ~exists(select(Closure.thread_id).where(Closure.thread_id == Thread.id))
    & ~exists(select(Pointer.thread_id).where(Pointer.thread_id == Thread.id))
)


def due(step: str, thread_id: int | None = None) -> Sequence[int]:
    """The questions for which a step is due and was not taken, the longest waiting first.

    Peers are asked only where nobody replied at all: where somebody did, they would come twice.
    """
    moment = clock.now()
    taken = select(ReachStep.thread_id).where(ReachStep.thread_id == Thread.id, ReachStep.step == step)
    query = (
        select(Thread.id)
        .where(
            waits, Thread.created_at <= moment - rules.AFTER[step], Thread.created_at > moment - rules.UNTIL[step],
            ~taken.exists(),
        )
        .order_by(Thread.created_at, Thread.id)
        .limit(rules.AT_ONCE)
    )
    if step == rules.PEERS:
        query = query.where(~was_heard)
    if thread_id is not None:
        query = query.where(Thread.id == thread_id)
    return db.session.scalars(query).all()


def still_waits(thread_id: int) -> bool:
    """Whether the clock of a question runs."""
    return db.session.scalar(select(Thread.id).where(Thread.id == thread_id, waits)) is not None


def asked_peer(actor: Actor, thread_id: int) -> PeerAsking | None:
    """The fact that the actor was asked to look at a question."""
    return db.session.get(PeerAsking, (thread_id, actor.member_id)) if actor.is_signed_in else None


def coordinators(platform_id: int) -> Sequence[int]:
    """Who hears that a question waits: the coordinator, else the moderators of the platform."""
    query = select(Seat.member_id, Seat.role).where(
        Seat.platform_id == platform_id, Seat.role.in_(("coordinator", "moderator"))
    )
    roles = dict(db.session.execute(query).all())
    return [m for m, role in roles.items() if role == "coordinator"] or list(roles)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A question on the page of gaps."""

    row: ThreadRow
    asked_at: datetime
    is_suggested: bool
    """It waited so long that it is proposed for the next workshop."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a platform lacks: questions that wait, problems that many share, searches that found nothing."""

    waiting: Sequence[WaitingRow]
    shared: Sequence[ThreadRow]
    missed: Sequence[QuestionRow]


def gaps(actor: Actor, platform: Platform) -> Gaps:
    """All gaps of a platform: five queries whatever they hold."""
    shared = counted()
    waiting = _waiting(actor, platform, shared)
    known = {one.row.id for one in waiting}
    missed = [one for one in searches.pile(actor, searches.MISSED) if one.platform_id in (0, platform.id)]
    return Gaps(
        waiting,
        [row for row in _listed(actor, _shared(platform, shared)) if row.id not in known],
        missed[: rules.GAPS_LISTED],
    )


def _listed(actor: Actor, query: Select) -> list[ThreadRow]:
    ids = list(db.session.scalars(query.limit(rules.GAPS_LISTED)))
    rows = lists.of_ids(actor, ids) if ids else {}
    return [rows[id] for id in ids if id in rows]


def _waiting(actor: Actor, platform: Platform, shared) -> list[WaitingRow]:
    """What waits longer than peers are given, the most shared first; what waits longest is suggested."""
    moment = clock.now()
    query = (
        select(Thread.id)
        .outerjoin(shared, shared.c.thread_id == Thread.id)
        .where(Thread.platform_id == platform.id, waits, Thread.created_at <= moment - rules.AFTER[rules.PEERS])
        .order_by(func.coalesce(shared.c.authorities, 0).desc(), Thread.created_at.desc(), Thread.id.desc())
    )
    long_ago = moment - rules.AFTER[rules.CONSOLIDATE]
    rows = _listed(actor, query)
    return [WaitingRow(row, row.created_at, row.created_at <= long_ago) for row in rows]


def _shared(platform: Platform, shared) -> Select:
    return (
        select(Thread.id)
        .join(shared, shared.c.thread_id == Thread.id)
        .where(
            Thread.platform_id == platform.id, Thread.shelf == LISTED,
            shared.c.authorities >= rules.SHARED_ENOUGH,
        )
        .order_by(shared.c.authorities.desc(), Thread.id.desc())
    )
