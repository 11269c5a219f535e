"""Joining a browser to a session row and taking it off again."""

from flask import current_app, g, make_response, redirect, request, session
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from forum.kernel.db import transaction
from forum.kernel.i18n.locale import COOKIE, LOCALES
from forum.kernel.web.access import SignedIn
from forum.members import actions, known
from forum.members.models import Member

#: The reader's language is kept for a year, as the switch of language keeps it.
LANGUAGE_KEPT = 31_536_000


def present_key() -> str | None:
    """The session's key in this browser's cookie, if somebody is signed in here."""
    return current_user.session_key if current_user.is_authenticated else None


def sign_in(member: Member, target: str, *, remembered: bool = False) -> Response:
    """Start a session in this browser under a new key, and go to ``target``.

    Whatever the browser carried before (an older session, an expired form's
    token) is dropped, so that nobody can prepare a browser for somebody else.
    """
    earlier = present_key()
    with transaction():
        if earlier:
            actions.end_session(earlier)
        key = actions.start_session(member, remembered=remembered)
    _become(key, remembered)
    answer = with_language(make_response(redirect(target, 303)), member.locale)
    known.remember(answer, member.email)
    return answer


def sign_out() -> None:
    """End the session of this browser, on our side and on its own."""
    if key := present_key():
        with transaction():
            actions.end_session(key)
    logout_user()
    session.clear()
    g.pop("actor", None)


def with_language(answer: Response, locale: str, *, changed: bool = False) -> Response:
    """Let the browser remember a member's language, unless it was told one before."""
    if locale in LOCALES and (changed or request.cookies.get(COOKIE) not in LOCALES):
        answer.set_cookie(
            COOKIE, locale, max_age=LANGUAGE_KEPT, httponly=True, samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return answer


def _become(key: str, remembered: bool) -> None:
    session.clear()
    session.permanent = remembered
    g.pop("actor", None)
    login_user(SignedIn(key, current_app.extensions["session_loader"](key)))
