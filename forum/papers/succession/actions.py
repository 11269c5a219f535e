"""Letting one published paper take the place of another."""

from sqlalchemy import select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _
from forum.papers import rules
from forum.papers.documents import Paper, PaperSuccession
from forum.papers.drafting import enter
from forum.papers.policy import Can, gate
from forum.search.indexing import reindex


def supersede(paper: Paper, successor_id: int, reason: str, *, by: Actor) -> PaperSuccession:
    """Say that another published paper stands in the place of this one, which stays readable at its address.

    Raises:
        Invalid: the other one is not published, or is this one.
    """
    db.session.flush()
    both = select(Paper).where(Paper.id.in_([paper.id, successor_id])).order_by(Paper.id).with_for_update(of=Paper)
    held = {each.id: each for each in db.session.scalars(both.execution_options(populate_existing=True))}
    gate.require(by, Can.SUPERSEDE, paper)
    successor = held.get(successor_id)
    if successor is None or successor_id == paper.id or successor.state != rules.PUBLISHED:
        raise Invalid(_("Choose a published paper; only such a one can take the place of another."))
    made = PaperSuccession(
        paper_id=paper.id, successor_id=successor_id, reason=reason.strip(), member_id=by.member_id, at=clock.now()
    )
    db.session.add(made)
    enter(paper, rules.SUPERSEDED, by=by, reason=reason)
    reindex("paper", [paper.id])
    record("paper.superseded", paper, by=by, platform_id=paper.platform_id, reason=reason, successor_id=successor_id)
    return made
