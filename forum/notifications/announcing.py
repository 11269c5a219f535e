"""The worker's part: an event becomes notifications of those who follow and may read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from forum.activity.actions import ANNOUNCE
from forum.activity.models import Event
from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.jobs import JobKind, enqueue
from forum.members import standins
from forum.notifications import queries, rules
from forum.notifications.models import Notification
from forum.notifications.people import hearers
from forum.notifications.port import Announced, Announcement, Subject

#: The job that puts what one member was told about one thing into a mail.
LETTER = "notification.mail"


def announced() -> Sequence[Announced]:
    """The adapters that the areas of this forum bring."""
    return current_app.extensions["announced"]


def announce(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Tell people about events. An event announced twice is told once."""
    ids = [payload["event_id"] for payload in payloads]
    events = db.session.scalars(select(Event).where(Event.id.in_(ids)).order_by(Event.id)).all()
    tell(_announcements(events))


def _announcements(events: Sequence[Event]) -> list[Announcement]:
    found: list[Announcement] = []
    for area in announced():
        if own := [event for event in events if event.kind in area.events]:
            found.extend(area.announcements(own))
    return found


def tell(announcements: Sequence[Announcement]) -> None:
    """Write the notifications of these announcements and plan the mails about them.

    A fixed number of queries beside the rows that are written.
    """
    following = queries.followers({subject for a in announcements for subject in a.followers_of})
    groups = [(a, _called(a, following)) for a in announcements]
    already = _already_told({a.event.id for a in announcements})
    called = set().union(*(ids for _, ids in groups)) if groups else set()
    behind = standins.bearers(called | {a.event.member_id for a in announcements} - {None})
    groups = [(a, _people(ids, a.event.member_id, behind)) for a, ids in groups]
    people = hearers({behind.get(number, number) for number in called}, behind)
    new: list[Notification] = []
    to_mail: list[Notification] = []
    for announcement, ids in groups:
        for member_id in sorted(ids):
            person = people.get(member_id)
            key = (member_id, announcement.event.id)
            if person is None or key in already or not announcement.may_hear(person.actor):
                continue
            already.add(key)
            new.append(_notification(announcement, member_id))
            if announcement.by_mail and person.wants_mail:
                to_mail.append(new[-1])
    _plan_mail(to_mail)
    db.session.add_all(new)


def _called(announcement: Announcement, following: Mapping[Subject, Mapping[int, datetime]]) -> set[int]:
    """Whom an announcement is meant for. Who followed later, does not hear of what was before."""
    event = announcement.event
    ids = set(announcement.to)
    for subject in announcement.followers_of:
        ids |= {member_id for member_id, since in following.get(subject, {}).items() if since <= event.at}
    return ids - {event.member_id}


def _people(ids: set[int], actor_id: int | None, behind: Mapping[int, int]) -> set[int]:
    """The people behind names and stand-ins; whoever did it under either does not hear of it."""
    return {behind.get(number, number) for number in ids} - {behind.get(actor_id, actor_id)}


def _already_told(event_ids: Iterable[int]) -> set[tuple[int, int]]:
    query = select(Notification.member_id, Notification.event_id).where(Notification.event_id.in_(event_ids))
    return {(member_id, event_id) for member_id, event_id in db.session.execute(query)}


def _notification(announcement: Announcement, member_id: int) -> Notification:
    event = announcement.event
    kind, number = announcement.subject
    return Notification(
        member_id=member_id, event_id=event.id, kind=announcement.kind,
        subject_kind=kind, subject_id=number, at=event.at,
        detail={**event.detail, "by": event.member_id, **announcement.detail},
    )


def _plan_mail(new: Sequence[Notification]) -> None:
    """Put each new notification into the mail that is waiting for its subject, or plan one."""
    moment = clock.now()
    mailed = [notification for notification in new if notification.at > moment - rules.MAIL_AGE]
    waiting = _waiting_mails({n.member_id for n in mailed}, moment)
    for notification in mailed:
        window = (notification.member_id, notification.subject_kind, notification.subject_id)
        if window not in waiting:
            waiting[window] = moment + rules.MAIL_WINDOW
            enqueue(LETTER, run_at=waiting[window], window=window)
        notification.mail_at = waiting[window]


def _waiting_mails(member_ids: set[int], moment: datetime) -> dict[tuple[int, str, int], datetime]:
    if not member_ids:
        return {}
    window = (Notification.member_id, Notification.subject_kind, Notification.subject_id)
    query = (
        select(*window, Notification.mail_at)
        .where(
            Notification.member_id.in_(member_ids),
            Notification.mail_at > moment, Notification.mailed_at.is_(None),
        )
        .distinct()
    )
    return {tuple(key): at for *key, at in db.session.execute(query)}


ANNOUNCING = JobKind(ANNOUNCE, announce, batch=rules.EVENTS_AT_ONCE)
