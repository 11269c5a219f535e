"""Making and renewing the private address of a calendar."""

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.workshops.calendars.models import CalendarAddress


def renew(*, by: Actor) -> CalendarAddress:
    """Give the actor's calendar an address; an earlier one leads nowhere from now on."""
    known = db.session.get(CalendarAddress, by.member_id, with_for_update=True)
    if known is None:
        known = CalendarAddress(member_id=by.member_id, number=1)
        db.session.add(known)
    else:
        known.number, known.at = known.number + 1, clock.now()
    return known
