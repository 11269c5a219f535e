"""Pages of the library: the list, one case and its versions, the file of everything."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from forum.authorities.rules import REGIONS
from forum.cases import ledger, lists, pictures, queries, rules
from forum.cases.forms import HidingForm
from forum.cases.models import Case
from forum.cases.policy import CanLibrary, decisions, gate
from forum.cases.table import as_csv
from forum.kernel.db import Cursor
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import actor
from forum.notifications.queries import follows
from forum.notifications.unread import note_read
from forum.platforms import queries as platforms
from forum.threads import lists as threads

bp = Blueprint("cases", __name__)


@bp.get("/cases")
def index():
    """Accepted cases; near me and of my size where that is asked for."""
    gate.require(actor(), CanLibrary.READ, None)
    offered = platforms.platforms()
    chosen = next((p for p in offered if p.slug == request.args.get("platform")), None)
    region = request.args.get("region", "") if request.args.get("region") in REGIONS else ""
    near, size = "near" in request.args, "size" in request.args
    among = ledger.cases_near(actor(), near_me=near, my_size=size)
    after = Cursor.read(request.args.get("after"))
    page = lists.library(
        actor(), platform_id=chosen.id if chosen else None, region=region, among=among, after=after,
    )
    asked = {
        "platform": chosen.slug if chosen else None, "region": region or None,
        "near": 1 if near else None, "size": 1 if size else None,
    }
    return render_template(
        "cases/index.html", page=page, after=after, filters=_filters(offered, asked),
        own=[] if after else queries.own(actor()), may_offer=bool(queries.offered_on(actor())),
        is_narrowed=any(asked.values()),
        older=url_for(".index", **asked, after=page.next) if page.next else None,
    )


def _filters(offered, asked: dict) -> list[dict]:
    """Groups of links; a chosen one links to its removal."""

    def option(name: str, value: object, words: object) -> dict:
        is_on = asked[name] == value
        return {"label": words, "href": url_for(".index", **asked | {name: None if is_on else value}), "current": is_on}

    groups = [
        {"label": _("Region"), "options": [option("region", code, words) for code, words in REGIONS.items()]},
        {"label": _("Platform"), "options": [option("platform", p.slug, named(p)) for p in offered]},
    ]
    if actor().authority_id is None:
        return groups
    mine = [
        option("near", 1, _("Somebody within %(num)d km did it", num=rules.NEAR)),
        option("size", 1, _("Somebody of our size did it")),
    ]
    return [{"label": _("Like my authority"), "options": mine}, *groups]


@bp.get("/cases.csv")
def table() -> Response:
    """Every accepted case in a file for a spreadsheet."""
    gate.require(actor(), CanLibrary.READ, None)
    answer = make_response(as_csv(actor()))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="cases.csv"'
    return answer


@bp.get("/cases/<int:case_id>")
def show(case_id: int):
    """One case with those who took it up."""
    found = queries.case(actor(), case_id)
    note_read("case", found.id)
    return case_page(found)


@bp.get("/cases/<int:case_id>/versions/<int:number>")
def version(case_id: int, number: int):
    """One version of a case, as it was when it was submitted."""
    return case_page(queries.case(actor(), case_id), number)


def case_page(case: Case, number: int | None = None, hiding: HidingForm | None = None) -> str:
    """The page of a case in one of its versions."""
    telling = queries.telling(actor(), case, number)
    origin = threads.of_ids(actor(), [case.thread_id]) if case.thread_id else {}
    return render_template(
        "cases/show.html", case=case, telling=telling, may=decisions(actor(), case),
        versions=queries.versions(actor(), case), files=pictures.of_version(telling),
        lineage=ledger.lineage(actor(), case),
        origin=list(origin.values()), chapters=rules.CHAPTERS, states=rules.STATES,
        is_followed=follows(actor(), "case", case.id), hiding=hiding or HidingForm(formdata=None),
        is_newest=telling.number == (case.shown_number or telling.number),
    )
