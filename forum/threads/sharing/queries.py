"""How many share a problem, and whom an answer served: for lists of threads."""

from sqlalchemy import ColumnElement, Subquery, func, select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.threads.models import Thread
from forum.threads.sharing.models import AnsweredMe, SharedProblem


def shared_by() -> ColumnElement[int]:
    """How many authorities share the problem of the present row's thread."""
    return (
        select(func.count(func.distinct(SharedProblem.authority_id)))
        .where(SharedProblem.thread_id == Thread.id)
        .correlate(Thread)
        .scalar_subquery()
    )


def counted() -> Subquery:
    """Threads whose problem is shared, with how many authorities share it: to sort long lists by."""
    return (
        select(SharedProblem.thread_id, func.count(func.distinct(SharedProblem.authority_id)).label("authorities"))
        .group_by(SharedProblem.thread_id)
        .subquery()
    )


def sharers(thread_id: int) -> set[int]:
    """The members who have the problem too."""
    return set(db.session.scalars(select(SharedProblem.member_id).where(SharedProblem.thread_id == thread_id)))


def marks(actor: Actor, thread_id: int) -> tuple[SharedProblem | None, AnsweredMe | None]:
    """What the actor said about a thread."""
    key = (thread_id, actor.member_id)
    return db.session.get(SharedProblem, key), db.session.get(AnsweredMe, key)
