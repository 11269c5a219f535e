"""Where threads point, and what is pointed to most."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal, select, union_all

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.platforms.models import Board
from forum.threads import lists
from forum.threads.lists import ThreadRow
from forum.threads.models import LISTED, Thread
from forum.threads.pointers import rules
from forum.threads.pointers.models import Pointer
from forum.threads.policy import readable_by
from forum.threads.sharing.models import AnsweredMe


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the FAQ: a thread, how many point to it, how many it answered."""

    row: ThreadRow
    pointed: int
    answered: int


def target(actor: Actor, thread_id: int) -> ThreadRow | None:
    """Where a thread points, if the actor may read it."""
    to_id = db.session.scalar(select(Pointer.to_id).where(Pointer.thread_id == thread_id))
    return lists.of_ids(actor, [to_id]).get(to_id) if to_id else None


def leads_to(thread_id: int, end_id: int) -> bool:
    """Whether following the pointers from one thread comes to another one (or it is that one)."""
    seen: set[int] = set()
    here: int | None = thread_id
    while here is not None and here not in seen:
        if here == end_id:
            return True
        seen.add(here)
        here = db.session.scalar(select(Pointer.to_id).where(Pointer.thread_id == here))
    return False


def faq(actor: Actor, platform_id: int | None = None, limit: int = rules.FAQ_MAX) -> Sequence[Asked]:
    """The threads that most others point to and that answered most colleagues: two queries.

    Only what the actor may read, of one platform or of all. A thread that
    points on to another one is not an answer itself.
    """
    weighed = union_all(
        select(Pointer.to_id.label("thread_id"), literal(1).label("pointed"), literal(0).label("answered")),
        select(AnsweredMe.thread_id, literal(0), literal(1)),
    ).subquery()
    pointed, answered = func.sum(weighed.c.pointed), func.sum(weighed.c.answered)
    points_on = select(Pointer.thread_id).where(Pointer.thread_id == Thread.id).exists()
    query = (
        select(Thread.id, pointed.label("pointed"), answered.label("answered"))
        .join(weighed, weighed.c.thread_id == Thread.id)
        .join(Board, Board.id == Thread.board_id)
        .where(Thread.shelf == LISTED, ~points_on, readable_by(actor))
        .group_by(Thread.id)
        .order_by((pointed * rules.WEIGHT_OF_POINTER + answered).desc(), pointed.desc(), Thread.id.desc())
        .limit(limit)
    )
    if platform_id is not None:
        query = query.where(Thread.platform_id == platform_id)
    found = db.session.execute(query).all()
    rows = lists.of_ids(actor, [row.id for row in found]) if found else {}
    return [Asked(rows[row.id], row.pointed, row.answered) for row in found if row.id in rows]
