"""What was looked for and kept about search, in the world of the hostile tests."""

from collections.abc import Mapping

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.search.curating import actions as curating
from forum.search.curating.models import SearchQuestion
from forum.search.keeping.actions import keep


def build(missed: str, platform_id: int, people: Mapping[str, Actor]) -> dict[str, dict[str, object]]:
    """Parts of addresses: a question that was missed on a platform, a group of synonyms, a kept search."""
    with transaction():
        curating.note_missed(missed, platform_id)
        group = curating.add_synonyms(["قنديل", "سراج"], "same", "سبب", by=people["d"])
        kept = keep("بحث محفوظ", "q=قنديل", False, by=people["w"])
    question = db.session.scalar(select(SearchQuestion.id))
    return {"question_id": {"own": question}, "group_id": {"some": group.id}, "saved_id": {"own": kept.id}}
