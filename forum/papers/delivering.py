"""Papers and guides among what delivers an activity of a work plan."""

from collections.abc import Mapping

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers.documents import Paper
from forum.papers.policy import readable_by


def papers_of_plan(actor: Actor, ids: Mapping[str, set[int]]) -> dict[tuple[str, int], tuple[str, str, str]]:
    """Kind, title and address of the papers that the actor may read: one query, none where none is linked."""
    if not ids["paper"]:
        return {}
    query = select(Paper.id, Paper.title).where(Paper.id.in_(ids["paper"]), readable_by(actor))
    return {("paper", one.id): ("paper", one.title, f"/papers/{one.id}") for one in db.session.execute(query)}
