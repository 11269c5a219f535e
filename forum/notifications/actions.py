"""Following, and having read what one was told."""

from sqlalchemy import delete, insert, literal, select, update

from forum.kernel import clock
from forum.kernel.db import db
from forum.members.models import Member
from forum.notifications.models import Notification, Subscription


def follow(member_id: int, kind: str, subject_id: int) -> None:
    """Let a member hear what happens in something; following twice is following."""
    if db.session.get(Subscription, (member_id, kind, subject_id)) is None:
        db.session.add(Subscription(member_id=member_id, subject_kind=kind, subject_id=subject_id))


def unfollow(member_id: int, kind: str, subject_id: int) -> None:
    """Let a member hear no more of something."""
    if (found := db.session.get(Subscription, (member_id, kind, subject_id))) is not None:
        db.session.delete(found)


def follow_on(kind: str, old_id: int, new_id: int) -> None:
    """Let everybody who follows one thing follow another: a thread was merged."""
    already = select(Subscription.member_id).where(
        Subscription.subject_kind == kind, Subscription.subject_id == new_id
    )
    moment = literal(clock.now(), Subscription.at.type)
    followers = select(
        Subscription.member_id, Subscription.subject_kind, literal(new_id), moment
    ).where(
        Subscription.subject_kind == kind, Subscription.subject_id == old_id,
        Subscription.member_id.not_in(already),
    )
    db.session.flush()
    db.session.execute(
        insert(Subscription).from_select(["member_id", "subject_kind", "subject_id", "at"], followers)
    )


def mark_read(member_id: int, kind: str | None = None, subject_id: int | None = None) -> int:
    """Note that a member has read everything, or all about one thing; returns how many were new."""
    unread = update(Notification).where(
        Notification.member_id == member_id, Notification.read_at.is_(None)
    )
    if kind is not None:
        unread = unread.where(
            Notification.subject_kind == kind, Notification.subject_id == subject_id
        )
    done = db.session.execute(
        unread.values(read_at=clock.now()).execution_options(synchronize_session=False)
    )
    return done.rowcount


def choose_mail(member_id: int, wanted: bool) -> None:
    """Send a member mails about what they follow, or none; the pages tell either way."""
    db.session.execute(
        update(Member).where(Member.id == member_id).values(wants_mail=wanted)
        .execution_options(synchronize_session="fetch")
    )


def forget(kind: str, subject_id: int) -> None:
    """Drop subscriptions and notifications of something that is gone for good."""
    for table in (Subscription, Notification):
        db.session.execute(
            delete(table).where(table.subject_kind == kind, table.subject_id == subject_id)
        )
