"""Pages of workshops: what is ahead and what was held; one of them."""

from flask import Blueprint, render_template, request, url_for

from forum.authorities.rules import REGIONS
from forum.kernel.db import Cursor
from forum.kernel.i18n import calendar, gettext as _, named
from forum.kernel.web import actor, open_to_all
from forum.platforms import queries as platforms
from forum.threads import lists
from forum.workshops import queries, rules
from forum.workshops.policy import Can, gate

bp = Blueprint("workshops", __name__)


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
    may_read = gate.may(actor(), Can.READ_NOTES, workshop)
    linked = lists.of_ids(actor(), queries.threads_by_part(workshop.id)) if may_read else {}
    return render_template(
        "workshops/show.html",
        workshop=workshop, may_read=may_read, threads=list(linked.values()),
        day=calendar.date_in_full(workshop.starts_at),
        hours=calendar.hours(workshop.starts_at, workshop.ends_at),
        region=REGIONS.get(workshop.region, rules.EVERYWHERE_IN_WORDS),
    )
