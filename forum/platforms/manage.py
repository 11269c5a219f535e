"""Pages of those who look after a platform: requests for membership, seats and roles."""

from flask import flash, render_template, url_for

from forum.kernel.access import ANYONE
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.members import queries as members
from forum.platforms import actions, letters, queries
from forum.platforms.forms import RefusalForm, RemovalForm, RoleForm, SeatForm
from forum.platforms.models import Platform, Seat
from forum.platforms.policy import Application, Can, CanApply, CanRequests, CanSeat, gate
from forum.platforms.rules import MEMBER, ROLES
from forum.platforms.views import bp


@bp.get("/requests")
def requests():
    """Everybody who waits for an answer of mine."""
    gate.require(actor(), CanRequests.SEE, None)
    names = {platform.id: platform for platform in queries.platforms()}
    return render_template("platforms/requests.html", requests=queries.waiting(actor()), platforms=names)


@bp.get("/requests/<int:request_id>")
def weigh(request_id: int):
    """One request, with everything that the decision needs."""
    return _request_page(request_id, RefusalForm())


def _request_page(request_id: int, form: RefusalForm) -> str:
    asked = queries.request(actor(), request_id)
    platform = queries.platform_of(asked)
    return render_template(
        "platforms/request_one.html", request_=asked, platform=platform, form=form,
        known=queries.known(asked), fits=gate.may(ANYONE, CanApply.SEND, Application(platform, asked.authority)),
    )


@bp.post("/requests/<int:request_id>/approval")
def approve(request_id: int):
    """Let the person in."""
    asked = queries.request(actor(), request_id)
    with acting() as act:
        letters.tell_approved(actions.approve(asked, queries.platform_of(asked), by=actor()))
        act.leads_to(url_for(".requests"))
    flash(_("%(name)s has a seat now and gets a mail.", name=asked.name))
    return act.answer()


@bp.post("/requests/<int:request_id>/refusal")
def refuse(request_id: int):
    """Say no, with a reason."""
    asked = queries.request(actor(), request_id)
    form = RefusalForm()
    if not form.validate_on_submit():
        return _request_page(request_id, form), 422
    with acting() as act:
        actions.refuse(asked, form.reason.data, by=actor())
        letters.tell_refused(asked, queries.platform_of(asked))
        act.leads_to(url_for(".requests"))
    flash(_("The request is refused; %(name)s gets a mail with the reason.", name=asked.name))
    return act.answer()


@bp.get("/platforms/<slug>/seats")
def seats(slug: str):
    """Who sits on the platform in what role, for those who give seats."""
    return _seats_page(queries.platform(actor(), slug, to=Can.GIVE_SEATS), SeatForm(role=MEMBER))


def _seats_page(platform: Platform, form: SeatForm) -> str:
    return render_template(
        "platforms/seats.html",
        platform=platform, seats=queries.all_seats(actor(), platform), form=form, roles=ROLES,
    )


@bp.post("/platforms/<slug>/seats/new")
def give_seat(slug: str):
    """Give a member a seat without waiting for a request."""
    platform = queries.platform(actor(), slug, to=Can.GIVE_SEATS)
    form = SeatForm()
    member = members.by_email(form.email.data) if form.validate_on_submit() else None
    if member is None:
        if not form.errors:
            form.email.errors = [_("No member has this mail address. Let the person request membership first.")]
        return _seats_page(platform, form), 422
    gate.require(actor(), CanSeat.CHANGE, Seat(member_id=member.id, platform_id=platform.id))
    with acting() as act:
        actions.give_seat(platform, member, form.role.data, by=actor())
        act.leads_to(url_for(".seats", slug=slug))
    return act.answer()


@bp.get("/platforms/<slug>/seats/<int:member_id>")
def seat(slug: str, member_id: int):
    """One person's seat: the role, and taking it back."""
    platform = queries.platform(actor(), slug)
    found = queries.seat(actor(), platform, member_id, to=CanSeat.CHANGE)
    return _seat_page(platform, found, RoleForm(role=found.role), RemovalForm())


def _seat_page(platform: Platform, found: Seat, role: RoleForm, removal: RemovalForm) -> str:
    return render_template("platforms/seat.html", platform=platform, seat=found, role=role, removal=removal)


@bp.post("/platforms/<slug>/seats/<int:member_id>/role")
def change_role(slug: str, member_id: int):
    """Make somebody member, moderator or coordinator."""
    platform = queries.platform(actor(), slug)
    found = queries.seat(actor(), platform, member_id, to=CanSeat.CHANGE)
    form = RoleForm()
    if not form.validate_on_submit():
        return _seat_page(platform, found, form, RemovalForm()), 422
    with acting() as act:
        actions.change_role(found, form.role.data, by=actor())
        act.leads_to(url_for(".seats", slug=slug))
    return act.answer()


@bp.post("/platforms/<slug>/seats/<int:member_id>/removal")
def remove_seat(slug: str, member_id: int):
    """Take a seat back, with a reason."""
    platform = queries.platform(actor(), slug)
    found = queries.seat(actor(), platform, member_id, to=CanSeat.REMOVE)
    form = RemovalForm()
    if not form.validate_on_submit():
        return _seat_page(platform, found, RoleForm(role=found.role), form), 422
    with acting() as act:
        actions.remove_seat(found, form.reason.data, by=actor())
        letters.tell_removed(found.member, platform, form.reason.data)
        act.leads_to(url_for(".seats", slug=slug))
    return act.answer()
