"""Rate limits: a patient person never meets one, a script does."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from forum.kernel.web.access import actor


def by_person() -> str:
    """Whom a limit counts: the member, else the address."""
    who = actor()
    return f"member:{who.member_id}" if who.is_signed_in else get_remote_address()


def write_limit() -> str:
    """How much one member may write; counted over all forms together."""
    return current_app.config["WRITE_LIMIT"]


limiter = Limiter(key_func=get_remote_address)
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Mark a view whose form brings files: members may send it more than text."""
    view.takes_files = True
    return view


def allow_files() -> None:
    """Before anything reads the form: how large it may be. Text alone, and what a visitor sends, stays small."""
    view = current_app.view_functions.get(request.endpoint or "")
    brings = getattr(view, "takes_files", False) and request.mimetype == "multipart/form-data"
    if brings and actor().is_signed_in:
        files = 4 * (current_app.config["FILE_MEGABYTES"] << 20)
        request.max_content_length = current_app.config["MAX_CONTENT_LENGTH"] + files


def init_app(app: Flask) -> None:
    """Count requests where a view asks for it."""
    app.before_request(allow_files)
    limiter.init_app(app)
