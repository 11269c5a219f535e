"""A member's page, and what administrators do for members: links, closing, offices."""

from flask import flash, render_template, url_for

from forum.authorities.names import full_name
from forum.authorities.rules import REGIONS
from forum.kernel.access import Decision
from forum.kernel.errors import Invalid
from forum.kernel.i18n import day, gettext as _, listing
from forum.kernel.web import acting, actor
from forum.kernel.web.parts import parts
from forum.members import actions, letters, queries, rules, standins
from forum.members.forms import AddressForm, OfficeForm, ReasonForm
from forum.members.models import Member
from forum.members.policy import Can, gate
from forum.members.views import bp


@bp.get("/members/<int:member_id>")
def profile(member_id: int):
    """Who somebody is: name, job, authority, and what other areas know of them."""
    return _profile(queries.member(actor(), member_id))


def _profile(member: Member, closing: ReasonForm | None = None, moving: AddressForm | None = None) -> str:
    may = gate.all(actor(), member)
    return render_template(
        "members/profile.html",
        member=member, may=may, about=_about(member, may), parts=parts("member.page", member),
        stands_in=member.departure is not None and standins.is_one(member.id),
        closing=closing or ReasonForm(), moving=moving or AddressForm(),
    )


def _about(member: Member, may: dict[str, Decision]) -> list[tuple[str, object]]:
    """What the page says about a person, pair by pair; empty ones are left out."""
    place = member.authority
    offices = [rules.OFFICES[kind] for kind in queries.offices_of(member.id)]
    return [
        (_("Local authority"), full_name(place) if place else None),
        (_("Region"), REGIONS.get(place.region) if place else None),
        (_("Office"), listing(offices)),
        (_("Work e-mail"), member.email if may["see_address"] and not member.departure else None),
        (_("Member since"), day(member.created_at)),
    ]


@bp.post("/members/<int:member_id>/password-links")
def send_password_link(member_id: int):
    """Help somebody who cannot get in. The link goes to their mail address, never to the administrator."""
    member = queries.member(actor(), member_id, to=Can.HELP)
    with acting() as act:
        letters.send_password_link(member, actions.invite(member, rules.NEW_PASSWORD))
        act.leads_to(url_for(".profile", member_id=member_id))
    flash(_("The link was sent to the member's mail address."))
    return act.answer()


@bp.post("/members/<int:member_id>/sessions/ends")
def end_sessions(member_id: int):
    """Sign somebody out everywhere, for instance after a telephone was lost."""
    member = queries.member(actor(), member_id, to=Can.HELP)
    with acting() as act:
        actions.end_sessions(member)
        act.leads_to(url_for(".profile", member_id=member_id))
    flash(_("The member is signed out everywhere."))
    return act.answer()


@bp.post("/members/<int:member_id>/address")
def change_address(member_id: int):
    """Write down the mail address that somebody has at a new authority."""
    member = queries.member(actor(), member_id, to=Can.HELP)
    form = AddressForm()
    if not form.validate_on_submit():
        return _profile(member, moving=form), 422
    with acting() as act:
        earlier = member.email
        actions.change_address(member, form.email.data, by=actor())
        letters.tell_address_changed(member, earlier)
        act.leads_to(url_for(".profile", member_id=member_id))
    flash(_("The address is changed; both addresses get a mail."))
    return act.answer()


@bp.post("/members/<int:member_id>/closure")
def close(member_id: int):
    """Close the account of somebody who has left."""
    member = queries.member(actor(), member_id, to=Can.CLOSE)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _profile(member, closing=form), 422
    with acting() as act:
        actions.close_account(member, form.reason.data, by=actor())
        act.leads_to(url_for(".profile", member_id=member_id))
    flash(_("The account is closed. What the member wrote stays."))
    return act.answer()


@bp.get("/offices")
def offices():
    """Who works for the association and who administers the forum."""
    return _offices(OfficeForm(kind=rules.ASSOCIATION))


def _offices(form: OfficeForm) -> str:
    return render_template("members/offices.html", offices=queries.offices(actor()), form=form, kinds=rules.OFFICES)


@bp.post("/offices/holders")
def give_office():
    """Give a member an office."""
    gate.require(actor(), Can.SEE_OFFICES, None)
    form = OfficeForm()
    member = queries.by_email(form.email.data) if form.validate_on_submit() else None
    if member is None:
        if not form.errors:
            form.email.errors = [_("No member has this mail address. Let the person request membership first.")]
        return _offices(form), 422
    gate.require(actor(), Can.GIVE_OFFICE, member)
    with acting() as act:
        actions.give_office(member, form.kind.data, by=actor())
        act.leads_to(url_for(".offices"))
    return act.answer()


@bp.post("/offices/<int:member_id>/<kind>/end")
def end_office(member_id: int, kind: str):
    """Take an office back."""
    member = queries.member(actor(), member_id, to=Can.END_OFFICE)
    if kind not in rules.OFFICES:
        raise Invalid(_("There is no such office."))
    with acting() as act:
        actions.end_office(member, kind, by=actor())
        act.leads_to(url_for(".offices"))
    return act.answer()
