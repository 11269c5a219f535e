"""Answers for machines: crawlers, watchers, phones that keep the forum on their first screen."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, url_for
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.i18n import direction, gettext as _, locale
from forum.kernel.jobs import Job
from forum.kernel.web import open_to_all
from forum.kernel.web.assets import asset
from forum.search.indexing import INDEX

bp = Blueprint("machines", __name__)


@bp.get("/robots.txt")
@open_to_all
def robots() -> Response:
    """No search engine is let in: the forum is a place to work, not a shop window."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")


@bp.get("/health")
@open_to_all
def health() -> tuple[Response, int]:
    """For whoever watches the forum: does the database answer, does the worker keep up?

    ``index_behind`` is how many seconds the oldest change waits for the search
    index, ``jobs_behind`` the same for any work; both are 0 when nothing waits.
    """
    try:
        facts = _facts()
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return jsonify(database="away"), 503
    return jsonify(database="here", **facts), 200


def _facts() -> dict[str, Any]:
    """Waits of the job table: one query."""
    waiting = Job.buried_at.is_(None) & (Job.run_at <= clock.now())
    oldest, index, buried = db.session.execute(
        select(
            func.min(Job.run_at).filter(waiting),
            func.min(Job.run_at).filter(waiting & (Job.kind == INDEX)),
            func.count().filter(Job.buried_at.is_not(None)),
        )
    ).one()
    return {"jobs_behind": _seconds(oldest), "index_behind": _seconds(index), "jobs_buried": buried}


def _seconds(since: Any) -> int:
    return int((clock.now() - since).total_seconds()) if since else 0


@bp.get("/manifest.webmanifest")
@open_to_all
def web_manifest() -> Response:
    """How the forum looks among the apps of a phone."""
    answer = jsonify(
        name=_("Minassat"), short_name=_("Minassat"), lang=locale(), dir=direction(),
        description=_("Where the employees of Palestinian local authorities ask, answer and learn from one another."),
        start_url=url_for("pages.home"), scope="/", display="browser",
        icons=[{"src": asset("img/mark.svg"), "type": "image/svg+xml", "sizes": "any"}],
    )
    answer.mimetype = "application/manifest+json"
    return answer
