"""Which paper took the place of which."""

from collections.abc import Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.papers import rules
from forum.papers.documents import Paper, PaperSuccession
from forum.platforms.models import Platform

#: Papers offered in one list.
OFFERED_MAX = 100


def succession_of(paper: Paper) -> PaperSuccession | None:
    """What took the place of a paper, when and why."""
    query = select(PaperSuccession).where(PaperSuccession.paper_id == paper.id)
    return db.session.scalars(query.options(joinedload(PaperSuccession.successor))).one_or_none()


def newest(paper: Paper) -> Paper:
    """The paper at the end of the line that begins with this one: itself when nothing took its place."""
    seen = {paper.id}
    while (step := succession_of(paper)) is not None and step.successor_id not in seen:
        paper = step.successor
        seen.add(paper.id)
    return paper


def replaced_by(paper: Paper) -> Sequence[Row]:
    """The papers whose place this one took: one query."""
    query = (
        select(Paper.id, Paper.title)
        .join(PaperSuccession, PaperSuccession.paper_id == Paper.id)
        .where(PaperSuccession.successor_id == paper.id)
        .order_by(PaperSuccession.at)
    )
    return db.session.execute(query).all()


def offered(paper: Paper) -> Sequence[Row]:
    """Published papers that could take a paper's place, those of its platform first."""
    query = (
        select(Paper.id, Paper.title, Platform.name_ar, Platform.name_en)
        .join(Paper.platform)
        .where(Paper.state == rules.PUBLISHED, Paper.id != paper.id)
        .order_by((Paper.platform_id != paper.platform_id), Paper.changed_at.desc(), Paper.id)
        .limit(OFFERED_MAX)
    )
    return db.session.execute(query).all()
