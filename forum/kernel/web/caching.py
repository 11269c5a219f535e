"""Pages that have not changed cost almost nothing: keys that change when the thing does."""

import hashlib
from typing import Any

from flask import Response, current_app, make_response, request, session

from forum.kernel.i18n import locale
from forum.kernel.web.access import actor
from forum.kernel.web.assets import version
from forum.kernel.web.pages import look


def _etag(parts: tuple[Any, ...]) -> str:
    seen_by = (actor(), locale(), look(), version(), request.full_path)
    return hashlib.blake2b(repr((seen_by, parts)).encode("utf-8", "replace"), digest_size=12).hexdigest()


def unchanged(*parts: Any) -> Response | None:
    """A 304 if the reader already has the page made of ``parts``, else ``None``.

    ``parts`` must name everything that the page shows: ids with versions,
    counts, moments. The reader, language, look, address and release are added. A page
    that shows a passing message is never taken for an old one.
    """
    if session.get("_flashes") or current_app.debug:
        return None
    etag = _etag(parts)
    if etag not in request.if_none_match:
        return None
    answer = Response(status=304)
    answer.set_etag(etag)
    return answer


def fresh(page: str, *parts: Any) -> Response:
    """A page with the key that a later ``unchanged(*parts)`` recognises."""
    answer = make_response(page)
    if not session.get("_flashes"):
        answer.set_etag(_etag(parts))
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
