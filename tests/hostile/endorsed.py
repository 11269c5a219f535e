"""What a published paper has behind it, for the world of the hostile tests."""

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers.documents import Paper
from forum.papers.endorsements.models import Voice
from tests.support import papers as way


def publish(paper: Paper, *, by: Actor, association: Actor) -> Voice:
    """Let the paper go all the way; the voice that an authority gave it."""
    way.publish(paper, by=by, association=association)
    return db.session.scalars(select(Voice)).one()
