"""Noting what happened, in the transaction in which it happens."""

from typing import Any

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.jobs import enqueue

#: The job that tells people about an event; the event row is its outbox.
ANNOUNCE = "event.announce"


def record(kind: str, subject: Any, *, by: Actor, **detail: Any) -> Event:
    """Write one event about a row and leave it for whoever tells people.

    The subject's kind is its table's name. Rows of the present transaction are
    flushed first, so that a new subject has its id.
    """
    db.session.flush()
    event = Event(
        kind=kind, subject_kind=subject.__tablename__, subject_id=subject.id,
        member_id=by.member_id, detail=detail,
    )
    db.session.add(event)
    db.session.flush()
    enqueue(ANNOUNCE, event_id=event.id)
    return event
