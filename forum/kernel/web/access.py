"""Closed by default: a page is for members unless it is marked open."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user

from forum.kernel.access import ANYONE, Actor

View = TypeVar("View", bound=Callable[..., Any])

login_manager = LoginManager()


class SignedIn(UserMixin):
    """Flask-Login's view of a person: the session's key and the actor behind it.

    ``get_id`` gives the key of the row in the table of sessions and not the
    member's id, so ending that row ends the session wherever its cookie is.
    """

    def __init__(self, session_key: str, actor: Actor) -> None:
        self.session_key = session_key
        self.actor = actor

    def get_id(self) -> str:
        """What the signed cookie holds."""
        return self.session_key


def open_to_all(view: View) -> View:
    """Mark a page that visitors may open; a test lists all of them."""
    view.open_to_all = True
    return view


def actor() -> Actor:
    """Who asks in this request."""
    if "actor" not in g:
        g.actor = current_user.actor if current_user.is_authenticated else ANYONE
    return g.actor


def close_unless_open() -> Any:
    """Send visitors of a closed page to sign in, and back to it afterwards."""
    if request.endpoint is None or actor().is_signed_in:
        return None
    view = current_app.view_functions[request.endpoint]
    if getattr(view, "open_to_all", False):
        return None
    came_for = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("members.sign_in", next=came_for), 303)


def init_app(app: Flask) -> None:
    """Guard every view; ``app.extensions["session_loader"]`` turns a session key into an actor."""
    login_manager.init_app(app)
    login_manager.session_protection = None

    @login_manager.user_loader
    def load(session_key: str) -> SignedIn | None:
        found = current_app.extensions["session_loader"](session_key)
        return SignedIn(session_key, found) if found else None

    app.before_request(close_unless_open)
