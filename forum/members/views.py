"""Coming in: signing in and out, a forgotten password, one-time links."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_limiter.util import get_remote_address

from forum.kernel.db import transaction
from forum.kernel.i18n import gettext as _, locale
from forum.kernel.web import acting, actor, limiter, open_to_all
from forum.kernel.web.pages import own_address
from forum.members import actions, known, letters, passwords, queries, rules, signing
from forum.members.addresses import normalised
from forum.members.forms import FirstAdministratorForm, ForgottenForm, JoinForm, PasswordForm, SignInForm
from forum.members.models import Invitation

bp = Blueprint("members", __name__)

HOME = "/"


def sign_in_limit() -> str:
    """Attempts that fail, from one address and for one account."""
    return current_app.config["SIGN_IN_LIMIT"]


def _account_typed() -> str:
    """Which account an attempt is about; guessing from many addresses is counted together."""
    email = normalised(request.form.get("email", ""))[: rules.EMAIL_MAX]
    return f"browser:{known.name_of_browser()}" if known.is_known(email) else f"account:{email}"


def _failed(answer) -> bool:
    return answer.status_code != 303


by_address = limiter.shared_limit(
    sign_in_limit, "sign-in by address", key_func=get_remote_address, deduct_when=_failed
)
by_account = limiter.shared_limit(sign_in_limit, "sign-in by account", key_func=_account_typed, deduct_when=_failed)
letters_by_address = limiter.shared_limit(sign_in_limit, "letters by address", key_func=get_remote_address)
letters_by_account = limiter.shared_limit(sign_in_limit, "letters by account", key_func=_account_typed)


@bp.get("/sign-in")
@open_to_all
def sign_in():
    """The form for signing in; who is signed in already goes on."""
    target = own_address(request.args.get("next"), HOME)
    if actor().is_signed_in:
        return redirect(target, 303)
    return render_template("members/sign_in.html", form=SignInForm(next=target))


@bp.post("/session")
@open_to_all
@by_address
@by_account
def create_session():
    """Sign in. A wrong password and an unknown address get the same answer in the same time."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("members/sign_in.html", form=form), 422
    member = queries.by_email(form.email.data)
    password_hash = member.password_hash if member else None
    if not passwords.fits(password_hash, form.password.data):
        form.form_errors.append(
            _("Mail address and password do not fit together. Check both, or ask for a new password.")
        )
        return render_template("members/sign_in.html", form=form), 422
    if passwords.is_outdated(password_hash):
        stronger = passwords.hashed(form.password.data)
        with transaction():
            actions.renew_password_hash(member, stronger)
    target = own_address(form.next.data, HOME)
    return signing.sign_in(member, target, remembered=form.remember.data)


@bp.post("/session/end")
@open_to_all
def end_session():
    """Sign out here; the session row goes, so an old cookie opens nothing."""
    signing.sign_out()
    return redirect(HOME, 303)


@bp.get("/password/forgotten")
@open_to_all
def forgotten():
    """Ask for a link to set a new password."""
    return render_template("members/forgotten.html", form=ForgottenForm())


@bp.post("/password/links")
@open_to_all
@letters_by_address
@letters_by_account
def create_password_link():
    """Send a link, if there is such an account; the page says the same if there is none."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render_template("members/forgotten.html", form=form), 422
    with acting() as act:
        actions.ask_for_password_link(form.email.data)
        act.leads_to(url_for(".link_sent"))
    return act.answer()


@bp.get("/password/link-sent")
@open_to_all
def link_sent():
    """What happens next, whoever asked."""
    return render_template("members/link_sent.html")


@bp.get("/invitations/<key>")
@open_to_all
def invitation(key: str):
    """What a one-time link leads to. Opening it uses nothing up: mail scanners open links too."""
    found = queries.invitation(key)
    return _invitation_page(key, found, _form_for(found))


@bp.post("/invitations/<key>/acceptance")
@open_to_all
def accept(key: str):
    """Set the password, use the link up, and sign in."""
    found = queries.invitation(key)
    form = _form_for(found)
    if not form.validate_on_submit():
        return _invitation_page(key, found, form), 422
    password_hash = passwords.hashed(form.password.data)
    with transaction():
        found = queries.invitation(key, held=True)  # somebody else may have used it while we hashed
        member = _accept(found, form, password_hash)
    return signing.sign_in(member, HOME)


def _form_for(found: Invitation) -> PasswordForm:
    """What has to be typed, by the purpose of the link."""
    if found.purpose == rules.FIRST_ADMINISTRATOR:
        return FirstAdministratorForm()
    form = JoinForm(obj=found.member) if found.purpose == rules.JOIN else PasswordForm()
    form.about = (found.member.email, found.member.name)
    return form


def _accept(found: Invitation, form: PasswordForm, password_hash: str):
    if found.purpose == rules.FIRST_ADMINISTRATOR:
        return actions.become_first_administrator(
            found, password_hash, name=form.name.data, email=form.email.data, locale=locale()
        )
    member = actions.accept(found, password_hash, name=form.name.data if found.purpose == rules.JOIN else "")
    if found.purpose == rules.NEW_PASSWORD:
        letters.tell_password_changed(member)
    return member


def _invitation_page(key: str, found: Invitation, form: PasswordForm):
    return render_template("members/invitation.html", key=key, invitation=found, form=form)
