"""Search learns by itself what changed in areas that say which of their rows make their documents.

An adapter may have ``watched``: a mapping from a model to a function that tells,
of one row of it, the numbers of the documents that it is part of. Areas below
search, which know nothing of it, are learnt that way; others call
``indexing.reindex`` where they change something.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any

from flask import current_app, has_app_context
from sqlalchemy import event
from sqlalchemy.orm import Session

from forum.kernel.db import db
from forum.search.indexing import reindex


def watched_by(adapters: Sequence[Any]) -> dict[type, list[tuple[str, Any]]]:
    """Model → kinds of documents that its rows are part of, each with the function that numbers them."""
    found: dict[type, list[tuple[str, Any]]] = defaultdict(list)
    for adapter in adapters:
        for model, numbers in getattr(adapter, "watched", {}).items():
            found[model].append((adapter.kind, numbers))
    return dict(found)


@event.listens_for(Session, "after_flush")
def _notice(session: Session, _context: Any) -> None:
    watched = current_app.extensions.get("search_watched") if has_app_context() else None
    if not watched:
        return
    changed: dict[str, set[int]] = defaultdict(set)
    with session.no_autoflush:
        dirty = (row for row in session.dirty if session.is_modified(row))
        for row in list(chain(session.new, dirty, session.deleted)):
            for kind, numbers in watched.get(type(row), ()):
                changed[kind].update(numbers(row))
    for kind, ids in changed.items():
        if session is db.session():
            reindex(kind, sorted(ids))
