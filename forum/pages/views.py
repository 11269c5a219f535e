"""The home page and the pages about the forum itself."""

from typing import Any

from flask import Blueprint, Response, current_app, render_template, url_for

from forum.kernel.i18n import locale, named, ngettext
from forum.kernel.web import actor, fresh, open_to_all, unchanged
from forum.kernel.web.assets import version
from forum.kernel.web.fragments import kept
from forum.moderation import desk, queries as moderation
from forum.pages import queries, releases, rules, writing
from forum.papers import shelf
from forum.platforms import queries as platforms
from forum.platforms.models import Platform
from forum.workshops import queries as workshops

bp = Blueprint("pages", __name__)


@bp.get("/")
@open_to_all
def home() -> Response:
    """What is alive: for a member on their own platforms, for a visitor in numbers."""
    # the bell in the header is part of the page
    key = (*queries.pulse(actor()), current_app.jinja_env.globals["unread_count"]())
    if answer := unchanged(*key):
        return answer
    return fresh(_for_member() if actor().is_signed_in else _for_visitor(key), *key)


def _for_member() -> str:
    offered = platforms.platforms()
    own = queries.own_platforms(actor(), offered)
    return render_template(
        "pages/home.html",
        own=[p for p in offered if p.id in own], others=[p for p in offered if p.id not in own],
        front=queries.front(actor(), own), waiting=queries.waiting_counts(own),
        unread=queries.unread_count(actor(), own), trays=_trays(),
        workshops=workshops.ahead(limit=rules.WORKSHOPS), papers=shelf.published(limit=rules.PAPERS),
    )


def _trays() -> list[tuple[object, int, str]]:
    """What lies on a moderator's desk: label, number, name of the tray."""
    if not actor().is_moderator:
        return []
    counts = moderation.counts(actor(), desk.reviewable(), moderation.looks(actor()))
    return [(tray.label, counts[tray.name], tray.name) for tray in desk.trays() if counts.get(tray.name)]


def _for_visitor(key: tuple) -> str:
    """The same for all visitors, so it is kept until something changes."""
    return render_template("pages/welcome.html", main=kept(("welcome", key, locale(), version()), _welcome))


def _welcome() -> str:
    offered, people = platforms.platforms(), platforms.member_counts()
    return render_template(
        "pages/welcome_main.html",
        platforms=offered, figures=queries.figures(), drawn=[_bar(p, people.get(p.id, 0)) for p in offered],
        workshops=workshops.ahead(limit=rules.WORKSHOPS), papers=shelf.published(limit=rules.PAPERS),
    )


def _bar(platform: Platform, count: int) -> dict[str, Any]:
    """A platform as a bar of the mark, as tall as it has people."""
    return {
        "slug": platform.slug, "name": named(platform), "url": url_for("platforms.show", slug=platform.slug),
        "count": count, "words": ngettext("%(num)d member", "%(num)d members", count),
    }


@bp.get("/about")
@open_to_all
def about() -> str:
    """The programme, the association, the platforms, and who reads what."""
    return render_template("pages/about.html", platforms=platforms.platforms())


@bp.get("/help", endpoint="help")
@open_to_all
def how_to() -> str:
    """How to ask, to write, to find, and what the words of the forum mean."""
    return render_template("pages/help.html", samples=writing.samples())


@bp.get("/accessibility")
@open_to_all
def accessibility() -> str:
    """What works for whom, what does not yet, and whom to tell."""
    return render_template("pages/accessibility.html")


@bp.get("/news")
@open_to_all
def whats_new() -> str:
    """What changed in the forum, in its users' words."""
    return render_template("pages/whats_new.html", releases=releases.RELEASES)
