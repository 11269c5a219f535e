"""Pages of platforms: what they are, who takes part, and asking for a seat."""

from flask import Blueprint, flash, render_template, request, url_for

from forum.kernel.errors import Refused
from forum.kernel.i18n import gettext as _, locale
from forum.kernel.web import acting, actor, limiter, open_to_all
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.limits import by_person, write_limit
from forum.kernel.web.parts import parts
from forum.members import queries as members
from forum.platforms import actions, letters, queries
from forum.platforms.forms import MembershipRequestForm, SeatRequestForm
from forum.platforms.models import Platform
from forum.platforms.policy import Can, decisions
from forum.platforms.rules import COORDINATOR, ROLES

bp = Blueprint("platforms", __name__)

asking = limiter.shared_limit(write_limit, "asking to join", key_func=by_person)


@bp.get("/platforms")
@open_to_all
def index():
    """What the platforms are; for everybody."""
    found = queries.platforms()
    counts = queries.member_counts()
    cards = [
        {
            "slug": p.slug, "name": p, "purpose": p, "url": url_for(".show", slug=p.slug),
            "members": counts.get(p.id, 0), "mine": p.id in actor().platforms,
        }
        for p in found
    ]
    return render_template("platforms/index.html", cards=cards)


@bp.get("/platforms/<slug>")
@open_to_all
def show(slug: str):
    """A platform: visitors read what it is and what is published, its people what is alive on it."""
    platform = queries.platform(actor(), slug)
    may = decisions(actor(), platform)
    counts = {board: count for part in parts("platform.boards", platform) for board, count in part.items()}
    return render_template(
        "platforms/show.html",
        platform=platform, may=may, groups=_board_groups(platform), counts=counts,
        member_count=queries.member_counts().get(platform.id, 0), roles=ROLES,
        leaders=[seat for seat in queries.leaders(platform) if actor().is_signed_in or seat.role == COORDINATOR],
        waits=platform.id in queries.asked_for(actor()), lists_first="state" in request.args,
        parts=[*parts("platform.public", platform), *(parts("platform.page", platform) if may["enter"] else [])],
    )


def _board_groups(platform: Platform) -> list[tuple[str, list]]:
    """Boards by region and by theme; one group without a heading where there is only one sort."""
    boards = queries.boards(platform)
    groups = [
        (heading, [board for board in boards if board.grouping == grouping])
        for grouping, heading in (("region", _("By region")), ("theme", _("By theme")))
    ]
    filled = [group for group in groups if group[1]]
    return filled if len(filled) > 1 else [(_("Boards"), list(boards))]


@bp.get("/platforms/<slug>/people")
def people(slug: str):
    """Who takes part: coordinators and moderators first, then members by name."""
    platform = queries.platform(actor(), slug, to=Can.SEE_PEOPLE)
    after = number_asked("after")
    seats, following = queries.people(actor(), platform, after=after)
    return render_template(
        "platforms/people.html",
        platform=platform, seats=seats, leaders=[] if after else queries.leaders(platform), roles=ROLES,
        older=url_for(".people", slug=slug, after=following) if following else None,
        may=decisions(actor(), platform),
    )


@bp.get("/membership/request")
@open_to_all
def request_membership():
    """Ask to become a member; a member asks for one more platform."""
    form = _request_form()
    chosen = next((p for p in form.offered if p.slug == request.args.get("platform")), None)
    if chosen is not None:
        form.platform.data = chosen.id
    return _request_page(form)


@bp.post("/membership/requests")
@open_to_all
@asking
def create_request():
    """Take a request in. Whether the mail address is known already is told to nobody."""
    form = _request_form()
    if not form.validate_on_submit():
        return _request_page(form), 422
    try:
        with acting() as act:
            _ask(form, form.chosen)
            act.leads_to(url_for(".show", slug=form.chosen.slug) if actor().is_signed_in else url_for(".pending"))
    except Refused as refused:
        form.platform.errors = [refused.sentence]
        return _request_page(form), 422
    if actor().is_signed_in:
        flash(_("Your request is with the moderators of the platform."))
    return act.answer()


def _request_form() -> SeatRequestForm:
    form = SeatRequestForm() if actor().is_signed_in else MembershipRequestForm()
    form.offer([p for p in queries.platforms() if p.id not in actor().platforms])
    return form


def _ask(form: SeatRequestForm, platform: Platform) -> None:
    if actor().is_signed_in:
        actions.request_seat(platform, members.own(actor()), form.message.data, by=actor())
        return
    asked = actions.request_membership(
        platform, form.authority.found, name=form.name.data, email=form.email.data,
        job_title=form.job_title.data, message=form.message.data, locale=locale(), by=actor(),
    )
    if asked is not None:
        letters.tell_received(asked, platform)


def _request_page(form: SeatRequestForm) -> str:
    return render_template(
        "platforms/request.html", form=form, everywhere=not form.offered
    )


@bp.get("/membership/pending")
@open_to_all
def pending():
    """What happens after a request for membership."""
    return render_template("platforms/pending.html")


@bp.post("/platforms/<slug>/leaving")
def leave(slug: str):
    """Give one's own seat back; what was written stays."""
    platform = queries.platform(actor(), slug, to=Can.LEAVE)
    with acting() as act:
        actions.leave(platform, by=actor())
        act.leads_to(url_for(".show", slug=slug))
    flash(_("You have left the platform. What you wrote there stays."))
    return act.answer()
