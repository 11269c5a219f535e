"""What a member can take along of what they follow and were told, and when that is forgotten."""

from typing import Any

from sqlalchemy import delete, select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.notifications import rules
from forum.notifications.models import Notification, Subscription


def news_on_record(_actor: Actor, member: Member) -> dict[str, Any]:
    """What the member follows, and what notifications are kept."""
    followed = select(Subscription).where(Subscription.member_id == member.id).order_by(Subscription.at)
    told = select(Notification).where(Notification.member_id == member.id).order_by(Notification.id)
    return {
        "follows": [
            {"what": f"{s.subject_kind} {s.subject_id}", "since": s.at} for s in db.session.scalars(followed)
        ],
        "notifications": [
            {"what": n.kind, "about": f"{n.subject_kind} {n.subject_id}", "at": n.at, "read": n.read_at}
            for n in db.session.scalars(told)
        ],
    }


def forget_old_news() -> None:
    """Drop notifications that nobody looks for any more; what happened stays where it happened."""
    db.session.execute(
        delete(Notification)
        .where(Notification.at < clock.now() - rules.KEPT)
        .execution_options(synchronize_session=False)
    )
