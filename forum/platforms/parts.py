"""What platforms add to the pages of members."""

from typing import Any

from flask import render_template
from markupsafe import Markup

from forum.kernel.access import Actor
from forum.members.models import Member
from forum.platforms import queries
from forum.platforms.rules import ROLES


def seats_on_page(_actor: Actor, member: Member) -> Markup:
    """Where a member takes part, and in what role."""
    if member.departure:
        return Markup()
    seats = queries.seats_of(member)
    return Markup(render_template("platforms/seats_of_member.html", seats=seats, roles=ROLES))


def seats_on_record(_actor: Actor, member: Member) -> dict[str, Any]:
    """Seats, for what a member can download."""
    return {
        "seats": [
            {"platform": seat.platform.name_ar, "role": seat.role, "since": seat.since}
            for seat in queries.seats_of(member)
        ]
    }
