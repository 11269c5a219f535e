"""Browsers that signed in to an account before: they are not held up while strangers guess.

Limits count failures by account. Without this, whoever guesses at a member's
password keeps the member out as well. A browser that once got in carries a
signed mark for the account; its own failures are counted on their own.
(OWASP: "Slow down online guessing attacks with device cookies".)
"""

import hashlib

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

COOKIE = "minassat-known"
#: A browser unused for so long is a stranger again, in seconds.
KEPT = 180 * 86_400
#: So many members of one office may share a browser.
MOST = 5


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="known browsers")


def _mark(email: str) -> str:
    """A short stand-in for an address: the cookie names nobody."""
    return hashlib.sha256(f"known {email}".encode("utf-8", "replace")).hexdigest()[:16]


def _marks() -> list[str]:
    try:
        found = _serializer().loads(request.cookies.get(COOKIE, ""), max_age=KEPT)
    except BadSignature:
        return []
    return found if isinstance(found, list) else []


def is_known(email: str) -> bool:
    """Whether somebody signed in to this account with this browser before."""
    return _mark(email) in _marks()


def name_of_browser() -> str:
    """What tells this known browser from other known ones: its cookie, which cannot be made up."""
    return hashlib.sha256(request.cookies.get(COOKIE, "").encode()).hexdigest()


def remember(answer: Response, email: str) -> None:
    """Let the browser carry the mark of the account it signed in to."""
    marks = [_mark(email), *(mark for mark in _marks() if mark != _mark(email))][:MOST]
    answer.set_cookie(
        COOKIE, _serializer().dumps(marks), max_age=KEPT, httponly=True, samesite="Lax", path="/session",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
