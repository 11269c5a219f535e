"""How much is new for the reader of this page: asked once a request, whoever needs it."""

from flask import g

from forum.kernel.db import transaction
from forum.kernel.web import actor
from forum.notifications import actions, queries


def unread_count() -> int:
    """How many notifications of the reader are new: one query a page, none for visitors."""
    if "unread_count" not in g:
        g.unread_count = queries.unread_count(actor())
    return g.unread_count


def note_read(kind: str, subject_id: int) -> None:
    """The reader sees the thing itself: what was told about it is new no more.

    Costs nothing for who has no news, one look for who has, and writes only
    when some of it is about this.
    """
    if unread_count() and queries.is_new(actor(), kind, subject_id):
        with transaction():
            actions.mark_read(actor().member_id, kind, subject_id)
        g.pop("unread_count")
