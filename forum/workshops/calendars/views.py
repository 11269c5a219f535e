"""Workshops for other people's calendar programs."""

from collections.abc import Sequence

from flask import Response, url_for

from forum.exports.icalendar import MIMETYPE, CalendarEvent, calendar_file
from forum.exports.names import content_disposition
from forum.kernel.i18n import force_locale, gettext as _, named
from forum.kernel.web import acting, actor, open_to_all
from forum.platforms import queries as platforms
from forum.workshops import queries as workshops, rules
from forum.workshops.calendars import actions, queries
from forum.workshops.calendars.entries import entry
from forum.workshops.calendars.keys import unseal
from forum.workshops.seats import queries as seats
from forum.workshops.views import bp


def _file(name: str, events: Sequence[CalendarEvent], fallback: str) -> Response:
    answer = Response(calendar_file(name, events), content_type=f"{MIMETYPE}; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition(name, "ics", fallback)
    return answer


@bp.get("/workshops/<int:workshop_id>/calendar.ics")
@open_to_all
def calendar_of_one(workshop_id: int):
    """One workshop; with the link for those who are registered."""
    workshop = workshops.workshop(actor(), workshop_id)
    seat = seats.seat_of(actor(), workshop.id)
    state = seat.state if seat else ""
    event = entry(workshop, state, with_link=state == rules.SEATED)
    return _file(named(workshop, "title"), [event], f"workshop-{workshop.id}")


@bp.get("/platforms/<slug>/workshops.ics")
@open_to_all
def calendar_of_platform(slug: str):
    """All workshops of a platform, to subscribe to."""
    platform = platforms.platform(actor(), slug)
    name = _("Workshops: %(platform)s", platform=named(platform))
    return _file(name, [entry(each) for each in queries.of_platform(platform.id)], f"workshops-{platform.slug}")


@bp.get("/calendars/<sealed>.ics")
@open_to_all
def my_calendar(sealed: str):
    """A member's own workshops, at an address that only they know."""
    member = queries.owner(*unseal(sealed))
    with force_locale(member.locale):
        events = [
            entry(workshop, state, with_link=state == rules.SEATED)
            for workshop, state in queries.of_member(member.id)
        ]
        return _file(_("My workshops"), events, "my-workshops")


@bp.post("/workshops/mine/calendar")
def renew_calendar():
    """Make an address for one's calendar; an earlier one leads nowhere from now on."""
    with acting() as act:
        actions.renew(by=actor())
        act.leads_to(url_for(".mine", _anchor="calendar"))
    return act.answer()
