"""Reminding those who are registered: two days before, and two hours before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.kernel.jobs import JobKind, enqueue
from forum.workshops import rules
from forum.workshops.models import Workshop

#: The job that reminds of one workshop at one hour.
REMIND = "workshop.remind"


def plan_reminders(workshop: Workshop) -> None:
    """Leave a reminder for each hour that is still to come; those of an earlier date find that it has moved."""
    for before in rules.REMINDERS:
        at = workshop.starts_at - before
        if at > clock.now():
            enqueue(
                REMIND, run_at=at, workshop_id=workshop.id, starts_at=workshop.starts_at.isoformat(),
                hours=before // timedelta(hours=1),
            )


def remind(payloads: Sequence[dict[str, Any]]) -> None:
    """Tell the registered that it begins soon, unless it moved, was cancelled, or the hour has passed."""
    for payload in payloads:
        workshop = db.session.get(Workshop, payload["workshop_id"])
        if workshop is None or workshop.is_cancelled:
            continue
        has_moved = workshop.starts_at != datetime.fromisoformat(payload["starts_at"])
        hour = workshop.starts_at - timedelta(hours=payload["hours"])
        if not has_moved and clock.now() - hour <= rules.REMINDER_LATE:
            record("workshop.soon", workshop, by=ANYONE, hours=payload["hours"])


KIND = JobKind(REMIND, remind)
