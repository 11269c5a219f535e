"""Saying that one has the problem too, or that this answers one; and taking it back."""

from typing import Any

from sqlalchemy import delete, insert, select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.threads.actions import changed
from forum.threads.models import Thread
from forum.threads.sharing.models import AnsweredMe, SharedProblem


def share(thread: Thread, *, by: Actor) -> None:
    """Note that the actor has the same problem; saying it twice counts once. The thread is held."""
    if db.session.get(SharedProblem, (thread.id, by.member_id)) is None:
        db.session.add(
            SharedProblem(
                thread_id=thread.id, member_id=by.member_id, authority_id=by.authority_id, at=clock.now()
            )
        )
        changed(thread)
        record("thread.shared", thread, by=by)


def find_answer(thread: Thread, *, by: Actor) -> None:
    """Note that the thread answers the actor; saying it twice counts once. The thread is held."""
    if db.session.get(AnsweredMe, (thread.id, by.member_id)) is None:
        db.session.add(AnsweredMe(thread_id=thread.id, member_id=by.member_id, at=clock.now()))
        changed(thread)
        record("thread.answered_somebody", thread, by=by)


def take_back(kind: type[SharedProblem | AnsweredMe], thread: Thread, *, by: Actor) -> None:
    """Take a mark back."""
    if (mark := db.session.get(kind, (thread.id, by.member_id))) is not None:
        db.session.delete(mark)
        changed(thread)


def carry_over(thread: Thread, into: Thread) -> None:
    """A duplicate was merged: who said something about it, said it about the thread that stays."""
    for kind in (SharedProblem, AnsweredMe):
        columns = [column for column in kind.__table__.columns if column.name != "thread_id"]
        already = select(kind.member_id).where(kind.thread_id == into.id)
        said = select(*columns).where(
            kind.thread_id == thread.id, kind.member_id.not_in(already), kind.member_id != into.author_id
        )
        rows: list[dict[str, Any]] = [dict(row) | {"thread_id": into.id} for row in db.session.execute(said).mappings()]
        if rows:
            db.session.execute(insert(kind), rows)
        db.session.execute(
            delete(kind).where(kind.thread_id == thread.id).execution_options(synchronize_session=False)
        )
