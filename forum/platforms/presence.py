"""Where authorities have people on the platforms: for the directory, as far as the reader may know.

That somebody of an authority takes part is known to every member; who it is, to those
who may see the people of that platform.
"""

from typing import Any

from flask import render_template
from markupsafe import Markup
from sqlalchemy import select, true
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import named
from forum.members.models import Departure, Member
from forum.platforms import queries
from forum.platforms.delegates import Delegate
from forum.platforms.models import Platform, Seat


def presence(actor: Actor, _nothing: object) -> dict[str, Any]:
    """The platforms, and on which of them each authority has people; nothing for visitors."""
    if not actor.is_signed_in:
        return {}
    rows = db.session.execute(
        select(Member.authority_id, Platform.slug)
        .join(Seat, Seat.member_id == Member.id)
        .join(Platform, Platform.id == Seat.platform_id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Member.authority_id.is_not(None), Departure.member_id.is_(None))
        .distinct()
    )
    present: dict[int, set[str]] = {}
    for authority_id, slug in rows:
        present.setdefault(authority_id, set()).add(slug)
    return {"platforms": {p.slug: named(p) for p in queries.platforms()}, "present": present}


def people_of_authority(actor: Actor, authority: Authority) -> Markup:
    """An authority's people on the platforms whose people the reader may see, delegates marked."""
    if not actor.is_signed_in:
        return Markup()
    seen = true() if actor.is_association else Seat.platform_id.in_(actor.platforms)
    seats = db.session.scalars(
        select(Seat)
        .join(Member, Member.id == Seat.member_id)
        .join(Platform, Platform.id == Seat.platform_id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Member.authority_id == authority.id, Departure.member_id.is_(None), seen)
        .options(joinedload(Seat.member), joinedload(Seat.platform))
        .order_by(Member.name, Member.id, Platform.position)
    ).all()
    spoken = db.session.execute(
        select(Delegate.member_id, Delegate.platform_id).where(Delegate.authority_id == authority.id)
    )
    people: dict[int, dict[str, Any]] = {}
    for seat in seats:
        people.setdefault(seat.member_id, {"member": seat.member, "seats": []})["seats"].append(seat)
    return Markup(
        render_template(
            "platforms/of_authority.html", people=list(people.values()), delegates=set(map(tuple, spoken)),
        ) if people else ""
    )
