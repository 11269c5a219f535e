"""What was looked for and kept about search, in the world of the hostile tests."""

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.search.curating import actions as curating
from forum.search.curating.models import SearchQuestion


def build(missed: str, platform_id: int, moderator: Actor) -> dict[str, dict[str, object]]:
    """Parts of addresses: a question that was missed on a platform, and a group of synonyms."""
    with transaction():
        curating.note_missed(missed, platform_id)
        group = curating.add_synonyms(["قنديل", "سراج"], "same", "سبب", by=moderator)
    question = db.session.scalar(select(SearchQuestion.id))
    return {"question_id": {"own": question}, "group_id": {"some": group.id}}
