"""Pages of workshops: what is ahead and what was held; one of them."""

from flask import Blueprint, render_template, request, url_for

from forum.authorities.rules import REGIONS
from forum.kernel.db import Cursor
from forum.kernel.i18n import calendar, gettext as _, named
from forum.kernel.web import actor, open_to_all
from forum.notifications.unread import note_read
from forum.platforms import queries as platforms
from forum.threads import lists
from forum.workshops import materials, queries, rules
from forum.workshops.certificates import queries as certificates
from forum.workshops.closing import queries as closing
from forum.workshops.models import Workshop
from forum.workshops.policy import CanPlan, gate, planning_gate
from forum.workshops.seats import queries as seats
from forum.workshops.seats.forms import ConfirmForm

bp = Blueprint("workshops", __name__)

#: Parts of threads on a workshop's page, in order.
PARTS = (rules.NOTE, rules.DISCUSSED, rules.BROUGHT, rules.ABOUT)


@bp.get("/workshops")
@open_to_all
def index():
    """Workshops of all platforms or of one: those ahead, then those held, by pages."""
    offered = platforms.platforms()
    chosen = next((p for p in offered if p.slug == request.args.get("platform")), None)
    after = Cursor.read(request.args.get("after"))
    platform_id = chosen.id if chosen else None
    held = queries.held(platform_id, after)
    return render_template(
        "workshops/index.html",
        tabs=_tabs(offered, chosen), chosen=chosen, after=after,
        ahead=[] if after else queries.ahead(platform_id, with_cancelled=True), held=held,
        older=url_for(".index", platform=chosen.slug if chosen else None, after=held.next) if held.next else None,
        may_plan=chosen and planning_gate.may(actor(), CanPlan.PLAN, chosen), shows_notes=actor().is_signed_in,
    )


def _tabs(offered, chosen) -> list[dict]:
    """All, and each platform."""
    tabs = [{"label": _("All platforms"), "href": url_for(".index"), "current": chosen is None}]
    return tabs + [
        {"label": named(p), "href": url_for(".index", platform=p.slug), "current": p is chosen} for p in offered
    ]


@bp.get("/workshops/<int:workshop_id>")
@open_to_all
def show(workshop_id: int):
    """One workshop; what was said there is shown to members."""
    workshop = queries.workshop(actor(), workshop_id)
    note_read("workshop", workshop.id)
    may = gate.all(actor(), workshop)
    return render_template(
        "workshops/show.html", **facts_of(workshop), may=may, room=seats.room(workshop),
        seat=seats.seat_of(actor(), workshop.id), states=rules, confirm=ConfirmForm(formdata=None),
        **(_for_members(workshop) if may["read_notes"] else {}),
    )


def facts_of(workshop: Workshop) -> dict[str, object]:
    """A workshop, and its hours and ways in words."""
    return {
        "workshop": workshop, "day": calendar.date_in_full(workshop.starts_at),
        "hours": calendar.hours(workshop.starts_at, workshop.ends_at),
        "region": REGIONS.get(workshop.region, rules.EVERYWHERE_IN_WORDS),
        "kind": rules.KINDS.get(workshop.kind, ""), "mode": rules.MODES.get(workshop.mode, ""),
    }


def _for_members(workshop: Workshop) -> dict[str, object]:
    """What stands on the page for members only."""
    parts = queries.threads_by_part(workshop.id)
    rows = lists.of_ids(actor(), list(parts))
    seat = seats.seat_of(actor(), workshop.id)
    is_waiting = seat is not None and seat.state == rules.WAITING
    return {
        "threads": [(part, [row for number, row in rows.items() if parts[number] == part]) for part in PARTS],
        "minutes": closing.newest(workshop.id), "steps": closing.steps(workshop.id),
        "materials": closing.materials(workshop.id), "files": materials.files(workshop.id),
        "queue": seats.place_in_queue(seat) if is_waiting else 0,
        "may_certify": certificates.may_have_one(actor(), workshop),
    }
