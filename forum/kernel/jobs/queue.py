"""Putting jobs into the table and taking them out again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs.models import Job

#: A claimed job that has not finished after this long belongs to a dead worker.
LEASE = timedelta(minutes=5)
#: Waiting time before attempt 2, 3, …, in all most of a day: a mail server may be away
#: overnight. After the last one the job is buried.
RETRIES = [timedelta(seconds=s) for s in (2, 15, 120, 900, 3600, 14_400, 43_200)]


def enqueue(kind: str, /, *, run_at: datetime | None = None, **payload: Any) -> None:
    """Leave work for the worker, in the transaction of the change that needs it."""
    db.session.add(Job(kind=kind, payload=payload, run_at=run_at or clock.now()))


def claim(batches: dict[str, int]) -> Sequence[Job]:
    """Take the oldest due job, and with it others of its kind up to the kind's batch size.

    Args:
        batches: how many jobs of each kind one call may take.

    Returns:
        Claimed jobs of one kind, oldest first; empty when nothing is due.
    """
    moment = clock.now()
    due = (
        Job.buried_at.is_(None),
        Job.run_at <= moment,
        or_(Job.claimed_at.is_(None), Job.claimed_at < moment - LEASE),
        Job.kind.in_(batches),
    )
    oldest_due = select(Job.id, Job.kind).where(*due).order_by(Job.run_at, Job.id)
    if db.session.execute(oldest_due.limit(1)).first() is None:
        return []  # most looks find nothing, and need no writer's lock
    with transaction():
        first = db.session.execute(oldest_due.limit(1).with_for_update(skip_locked=True)).first()
        if first is None:
            return []
        same_kind = (
            select(Job)
            .where(*due, Job.kind == first.kind)
            .order_by(Job.run_at, Job.id)
            .limit(batches[first.kind])
            .with_for_update(skip_locked=True)
        )
        jobs = db.session.scalars(same_kind).all()
        for job in jobs:
            job.claimed_at = moment
            job.attempts += 1
    return jobs


def renew(kind: str) -> None:
    """Say that claimed jobs of this kind are still being done: work of more than ``LEASE`` calls it now and then.

    It has a connection of its own, so that nothing that the work reads or writes is touched.
    """
    with db.engine.begin() as connection:
        change = update(Job).where(Job.kind == kind, Job.claimed_at.is_not(None), Job.buried_at.is_(None))
        connection.execute(change.values(claimed_at=clock.now()))


def finish(jobs: Sequence[Job]) -> None:
    """Forget jobs that are done; called in the transaction that did them."""
    db.session.execute(delete(Job).where(Job.id.in_([job.id for job in jobs])))


def retry_later(jobs: Sequence[Job], error: str) -> None:
    """Try again after a while, or bury what has failed too often, with its last error."""
    moment = clock.now()
    for job in jobs:
        given_up = job.attempts > len(RETRIES)
        change = (
            {"buried_at": moment} if given_up else {"run_at": moment + RETRIES[job.attempts - 1], "claimed_at": None}
        )
        db.session.execute(update(Job).where(Job.id == job.id).values(error=error[:2000], **change))
