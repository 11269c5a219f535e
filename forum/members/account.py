"""A member's own account: job and authority, language and mail, password, sessions, data, leaving."""

import json

from flask import Response, flash, redirect, render_template, url_for

from forum.authorities.names import full_name
from forum.kernel import clock
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.limits import by_person
from forum.kernel.web.parts import parts
from forum.members import actions, letters, passwords, queries, signing
from forum.members.forms import ChangePasswordForm, ClosureForm, PostForm, PreferencesForm
from forum.members.keys import hashed
from forum.members.models import Member
from forum.members.policy import Can
from forum.members.records import record_of
from forum.members.views import HOME, bp, sign_in_limit

#: Whoever finds a browser open must not try out passwords there.
guessing = limiter.shared_limit(
    sign_in_limit, "own password", key_func=by_person, deduct_when=lambda answer: answer.status_code == 422
)


@bp.get("/account")
def account():
    """Everything that a member can set, on one page."""
    return _page(queries.own(actor()))


@bp.post("/account/post")
def change_post():
    """A new name, job or authority; what was written before keeps the old ones."""
    member = queries.own(actor())
    form = _post_form(member)
    if not form.validate_on_submit():
        return _page(member, post=form), 422
    with acting() as act:
        actions.transfer(
            member, name=form.name.data, job_title=form.job_title.data, authority=form.authority.found, by=actor()
        )
        act.leads_to(url_for(".account"))
    flash(_("Saved. What you wrote before keeps the job and authority of its day."))
    return act.answer()


@bp.post("/account/preferences")
def change_preferences():
    """Language of mails, whether to get any, and what may be counted."""
    member = queries.own(actor())
    form = PreferencesForm()
    if not form.validate_on_submit():
        return _page(member, preferences=form), 422
    language_changed = form.locale.data != member.locale
    with acting() as act:
        actions.set_preferences(
            member, locale=form.locale.data, wants_mail=form.wants_mail.data, gender=form.gender.data or None
        )
        act.leads_to(url_for(".account"))
    flash(_("Saved."))
    return signing.with_language(act.answer(), member.locale, changed=language_changed)


@bp.post("/account/password")
@guessing
def change_password():
    """A new password: all other browsers are signed out, and this one gets a new key."""
    member = queries.own(actor())
    form = ChangePasswordForm()
    form.about = (member.email, member.name)
    if not _is_allowed(member, form):
        return _page(member, password=form), 422
    password_hash = passwords.hashed(form.password.data)
    with acting() as act:
        actions.set_password(member, password_hash, by=actor())
        letters.tell_password_changed(member)
        act.leads_to(url_for(".account"))
    answer = signing.sign_in(member, act.location)
    flash(_("The password is changed. All other browsers were signed out."))
    return answer


@bp.post("/account/sessions/ends")
def end_other_sessions():
    """Sign out everywhere but here."""
    member = queries.own(actor())
    with acting() as act:
        actions.end_sessions(member, but=signing.present_key())
        act.leads_to(url_for(".account", _anchor="sessions"))
    flash(_("All other browsers were signed out."))
    return act.answer()


@bp.get("/account/data.json")
def own_data() -> Response:
    """Everything that we keep about the member, as a file."""
    member = queries.own(actor())
    kept = record_of(actor(), member)
    for part in parts("member.record", member):
        kept.update(part)
    answer = Response(json.dumps(kept, ensure_ascii=False, indent=2, default=str), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="minassat-{clock.now():%Y-%m-%d}.json"'
    return answer


@bp.get("/account/closing")
def closing():
    """What closing the account means, before it is done."""
    _leaving()
    return render_template("members/closing.html", form=ClosureForm())


@bp.post("/account/closure")
@guessing
def close_account():
    """Close the account; posts stay under the name."""
    member = _leaving()
    form = ClosureForm()
    if not _is_allowed(member, form):
        return render_template("members/closing.html", form=form), 422
    with acting() as act:
        actions.close_account(member, "", by=actor())
        act.leads_to(HOME)
    signing.sign_out()
    flash(_("Your account is closed. Thank you for what you shared."))
    return redirect(HOME, 303)


def _leaving() -> Member:
    return queries.member(actor(), actor().member_id or 0, to=Can.LEAVE)


def _is_allowed(member: Member, form: ClosureForm | ChangePasswordForm) -> bool:
    """The form is right, and so is the current password in it."""
    if not form.validate_on_submit():
        return False
    if passwords.fits(member.password_hash, form.current.data):
        return True
    form.current.errors = [_("This is not your current password.")]
    return False


def _post_form(member: Member) -> PostForm:
    form = PostForm(
        name=member.name, job_title=member.job_title, authority=full_name(member.authority) if member.authority else ""
    )
    if member.authority is None:
        form.authority.allow_empty()
    return form


def _page(member: Member, **typed) -> str:
    """The account's page; ``typed`` are forms that came back with something to put right."""
    forms = {
        "post": typed.get("post") or _post_form(member),
        "preferences": typed.get("preferences") or PreferencesForm(obj=member),
        "password": typed.get("password") or ChangePasswordForm(),
    }
    return render_template(
        "members/account.html",
        member=member, forms=forms, sessions=queries.sessions(actor()), present=hashed(signing.present_key() or ""),
        parts=parts("member.account", member),
    )
