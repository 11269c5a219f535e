"""What attachments add to what a member can download about themselves."""

from typing import Any

from sqlalchemy import select

from forum.attachments import addresses
from forum.attachments.models import Attachment
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member


def files_on_record(_actor: Actor, member: Member) -> dict[str, Any]:
    """Every file that a member attached, each with the address where it can be fetched."""
    query = select(Attachment).where(Attachment.member_id == member.id).order_by(Attachment.id)
    return {
        "files": [
            {
                "address": addresses.of_file(row.id), "name": row.name, "type": row.type, "bytes": row.size,
                "sha256": row.sha256, "attached_to": f"{row.holder_kind}:{row.holder_id}", "at": row.created_at,
            }
            for row in db.session.scalars(query)
        ]
    }
