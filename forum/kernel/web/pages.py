"""What every page may use, and the switch of language."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, redirect, request, url_for

from forum.kernel.i18n import LOCALES, direction, locale
from forum.kernel.i18n.locale import COOKIE
from forum.kernel.web.access import actor, open_to_all
from forum.kernel.web.forms import is_storable

web = Blueprint("web", __name__)


def is_own_address(target: str | None) -> bool:
    """Whether an address given by a request leads to a page of ours and nowhere else."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return False
    if any(ord(c) < 32 or c == "\\" for c in target):
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc


def own_address(target: str | None, otherwise: str) -> str:
    """``target`` if it leads to a page of ours, else ``otherwise``."""
    return target if target is not None and is_own_address(target) else otherwise


@web.post("/language")
@open_to_all
def choose_language() -> Response:
    """Remember the language for a year and go back to the page."""
    answer = redirect(own_address(request.form.get("next"), "/"), 303)
    if (code := request.form.get("language")) in LOCALES:
        answer.set_cookie(
            COOKIE,
            code,
            max_age=31_536_000,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return answer


#: How a page looks, chosen in the menu and kept in a cookie of the same name.
LOOKS = {"theme": {"auto", "light", "dark"}, "density": {"comfortable", "compact"}}


@web.post("/display")
@open_to_all
def choose_display() -> Response:
    """Remember day or night, roomy or dense for a year and go back to the page."""
    answer = redirect(own_address(request.form.get("next"), "/"), 303)
    for name, choices in LOOKS.items():
        if (choice := request.form.get(name)) in choices:
            answer.set_cookie(
                name,
                choice,
                max_age=31_536_000,
                httponly=True,
                samesite="Lax",
                secure=current_app.config["SESSION_COOKIE_SECURE"],
            )
    return answer


def look() -> tuple[str, ...]:
    """The reader's choices, for the keys of kept pages."""
    return tuple(request.cookies.get(name, "") for name in LOOKS)


def _navigation() -> list[dict[str, Any]]:
    """The links of the page header that this reader sees."""
    return [
        {
            "label": link.label,
            "href": (href := url_for(link.endpoint)),
            "icon": link.icon,
            "place": link.place,
            "current": href == request.path,
        }
        for link in current_app.extensions.get("navigation", ())
        if link.shown_to(actor())
    ]


def _page_values() -> dict[str, Any]:
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    if not is_storable(here):
        here = "/"
    return {
        "actor": actor(),
        "locale": locale(),
        "dir": direction(),
        "languages": LOCALES,
        "current_path": here,
        "navigation": _navigation(),
    }


def init_app(app: Flask) -> None:
    """Give templates the reader, the language and the address."""
    app.register_blueprint(web)
    app.context_processor(_page_values)
    # what areas answer better once they are there
    app.jinja_env.globals.update(unread_count=lambda: 0, shows_demonstration=lambda: False)
