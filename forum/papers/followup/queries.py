"""Reading recommendations and what became of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.papers.documents import Paper
from forum.papers.followup import rules
from forum.papers.followup.models import FollowUpStep, Recommendation
from forum.papers.followup.policy import CanFollowUp, gate
from forum.platforms.models import Platform


def followed_up(actor: Actor, paper_id: int, *, to: CanFollowUp = CanFollowUp.READ) -> Paper:
    """Fetch a paper whose follow-up the actor may use for ``to``.

    Raises:
        NotFound: no such paper, or nothing of it is published.
        Refused: the actor may read it but not do ``to``.
    """
    found = db.session.scalars(
        select(Paper).where(Paper.id == paper_id).options(joinedload(Paper.platform))
    ).one_or_none()
    if found is None or not gate.may(actor, CanFollowUp.READ, found):
        raise NotFound(_("There is no such paper, or it is not published yet."))
    gate.require(actor, to, found)
    return found


def recommendation(actor: Actor, number: int, *, to: CanFollowUp) -> Recommendation:
    """Fetch one recommendation with its paper and every step.

    Raises:
        NotFound: there is none.
        Refused: the actor may read it but not do ``to``.
    """
    found = db.session.scalars(
        select(Recommendation)
        .where(Recommendation.id == number)
        .options(
            joinedload(Recommendation.paper).joinedload(Paper.platform),
            selectinload(Recommendation.steps).joinedload(FollowUpStep.member),
        )
    ).one_or_none()
    if found is None or not gate.may(actor, CanFollowUp.READ, found.paper):
        raise NotFound(_("There is no such recommendation."))
    gate.require(actor, to, found.paper)
    return found


def of_paper(paper_id: int) -> Sequence[Recommendation]:
    """What a paper asks, in order, with every step: two queries."""
    return db.session.scalars(
        select(Recommendation)
        .where(Recommendation.paper_id == paper_id)
        .options(selectinload(Recommendation.steps))
        .order_by(Recommendation.position, Recommendation.id)
    ).all()


def everywhere(*, platform_id: int | None = None, answer: str | None = None) -> Sequence[Recommendation]:
    """What all published papers ask, newest papers first, with paper, platform and steps: two queries."""
    query = (
        select(Recommendation)
        .join(Recommendation.paper)
        .join(Paper.platform)
        .where(Paper.published_number.is_not(None))
        .options(
            contains_eager(Recommendation.paper).contains_eager(Paper.platform),
            selectinload(Recommendation.steps),
        )
        .order_by(Paper.changed_at.desc(), Paper.id.desc(), Recommendation.position, Recommendation.id)
        .limit(rules.LIST_MAX)
    )
    if platform_id is not None:
        query = query.where(Paper.platform_id == platform_id)
    if answer is not None:
        query = query.where(Recommendation.answer == answer)
    return db.session.scalars(query).all()


def platforms() -> Sequence[Platform]:
    """Platforms of which some paper asks for something."""
    asking = select(Paper.platform_id).join(Recommendation, Recommendation.paper_id == Paper.id)
    return db.session.scalars(
        select(Platform).where(Platform.id.in_(asking)).order_by(Platform.position, Platform.id)
    ).all()


def tallied(found: Iterable[Recommendation]) -> dict[str, int]:
    """How many recommendations have each answer, and how many are done; what is no longer asked is left out."""
    asked = [each for each in found if each.progress != rules.DROPPED]
    answers = Counter(each.answer for each in asked)
    return {"asked": len(asked), **{name: answers[name] for name in rules.ANSWERS}, rules.DONE: sum(
        each.progress == rules.DONE for each in asked
    )}


def next_position(paper_id: int) -> int:
    """Where a new recommendation of a paper stands: at the end."""
    query = select(func.max(Recommendation.position)).where(Recommendation.paper_id == paper_id)
    return (db.session.scalar(query) or 0) + 1


def due(day: date) -> Sequence[Recommendation]:
    """Recommendations whose review day has come and of which nobody was reminded yet."""
    return db.session.scalars(
        select(Recommendation)
        .where(
            Recommendation.review_on <= day,
            Recommendation.progress.not_in(rules.SETTLED),
            Recommendation.reminded_for.is_(None) | (Recommendation.reminded_for < Recommendation.review_on),
        )
        .options(joinedload(Recommendation.paper))
        .order_by(Recommendation.id)
    ).all()
