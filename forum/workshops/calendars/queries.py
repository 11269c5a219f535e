"""Which workshops stand in which calendar."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.members.models import Departure, Member
from forum.workshops import rules
from forum.workshops.calendars.models import CalendarAddress
from forum.workshops.models import Workshop, WorkshopSeat

#: A calendar looks back this far: who came wants to know when it was.
LOOKS_BACK = timedelta(days=180)


def of_platform(platform_id: int) -> Sequence[Workshop]:
    """Workshops of a platform, cancelled ones too: calendars have to learn that."""
    query = select(Workshop).where(
        Workshop.platform_id == platform_id, Workshop.ends_at > clock.now() - LOOKS_BACK
    )
    return db.session.scalars(query.order_by(Workshop.starts_at, Workshop.id)).unique().all()


def of_member(member_id: int) -> Sequence[tuple[Workshop, str]]:
    """A member's workshops, each with ``seated`` or ``waiting``."""
    query = (
        select(WorkshopSeat)
        .join(WorkshopSeat.workshop)
        .where(
            WorkshopSeat.member_id == member_id, WorkshopSeat.state != rules.WITHDRAWN,
            Workshop.ends_at > clock.now() - LOOKS_BACK,
        )
        .options(joinedload(WorkshopSeat.workshop))
        .order_by(Workshop.starts_at, Workshop.id)
    )
    return [(seat.workshop, seat.state) for seat in db.session.scalars(query).unique()]


def address_of(actor: Actor) -> CalendarAddress | None:
    """The actor's calendar address, if one was asked for."""
    return db.session.get(CalendarAddress, actor.member_id)


def owner(member_id: int, number: int) -> Member:
    """Whose calendar stands at an address.

    Raises:
        NotFound: the address was renewed, or the account closed.
    """
    query = (
        select(Member)
        .join(CalendarAddress, CalendarAddress.member_id == Member.id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Member.id == member_id, CalendarAddress.number == number, Departure.member_id.is_(None))
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("This address of a calendar holds no longer. Copy the new one from “My workshops”."))
    return found
