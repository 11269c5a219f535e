"""What is tidied once a day: receipts, expired sessions and links, whatever areas bring."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.jobs import Job, JobKind, enqueue
from forum.kernel.web.once import forget_old_receipts
from forum.registry import brought

DAILY = "chores.daily"


def plan() -> None:
    """At each start: make sure that a day's tidying waits in the job table."""
    if db.session.execute(select(Job.id).where(Job.kind == DAILY, Job.buried_at.is_(None)).limit(1)).first() is None:
        enqueue(DAILY)


def tidy(_payloads: Sequence[dict[str, Any]]) -> None:
    """Do every chore, and plan tomorrow's."""
    forget_old_receipts()
    for chore in brought(current_app, "chores"):
        chore()
    enqueue(DAILY, run_at=clock.now() + timedelta(days=1))


KIND = JobKind(DAILY, tidy)
