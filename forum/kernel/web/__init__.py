"""The request: who asks, closed by default, sent twice acts once, errors in the reader's language."""

from flask import Flask

from forum.kernel.web import access, addresses, assets, errors, fragments, headers, limits, once, pages
from forum.kernel.web.access import actor, open_to_all
from forum.kernel.web.caching import fresh, unchanged
from forum.kernel.web.forms import Form
from forum.kernel.web.limits import limiter, takes_files
from forum.kernel.web.once import acting

__all__ = ["Form", "acting", "actor", "fresh", "init_app", "limiter", "open_to_all", "takes_files", "unchanged"]


def init_app(app: Flask) -> None:
    """Set up everything that stands between the network and an area's views."""
    for part in (addresses, assets, fragments, headers, limits, errors, access, once, pages):
        part.init_app(app)
