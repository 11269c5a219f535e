"""What a member can take along of what they reported."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.moderation.models import Flag


def flags_on_record(_actor: Actor, member: Member) -> dict[str, Any]:
    """Everything that the member flagged, with what was decided."""
    query = select(Flag).where(Flag.member_id == member.id).options(joinedload(Flag.decision)).order_by(Flag.id)
    return {
        "reports": [
            {
                "about": f"{flag.subject_kind} {flag.subject_id}", "reason": flag.reason, "note": flag.note,
                "at": flag.at, "decided": flag.decision.outcome if flag.decision else None,
            }
            for flag in db.session.scalars(query)
        ]
    }
