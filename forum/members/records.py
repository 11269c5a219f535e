"""What we keep about a member, for the member to read or take along."""

from typing import Any

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members import queries
from forum.members.models import Member, MembershipRequest


def record_of(actor: Actor, member: Member) -> dict[str, Any]:
    """Everything in this area's tables about a member (authority loaded); never a password's hash."""
    asked = select(MembershipRequest).where(MembershipRequest.member_id == member.id).order_by(MembershipRequest.id)
    return {
        "member": {
            "number": member.id, "name": member.name, "email": member.email, "job_title": member.job_title,
            "authority": member.authority.name_ar if member.authority else None, "gender": member.gender,
            "language": member.locale, "wants_mail": member.wants_mail, "since": member.created_at,
        },
        "offices": list(queries.offices_of(member.id)),
        "sessions": [{"from": s.started_at, "until": s.expires_at} for s in queries.sessions(actor)],
        "requests": [
            {"platform": r.platform_id, "message": r.message, "at": r.created_at, "approved": r.is_approved}
            for r in db.session.scalars(asked)
        ],
    }
