"""Recording what a paper asks, what the addressees answer and what is done; reminding."""

from datetime import date

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db
from forum.papers.documents import Paper
from forum.papers.followup import queries, rules
from forum.papers.followup.days import today
from forum.papers.followup.models import FollowUpStep, Recommendation
from forum.papers.followup.policy import CanFollowUp, gate


def recommend(
    paper: Paper, addressee: str, ask: str, *, asked_on: date, by: Actor, responsible: str = "",
    review_on: date | None = None,
) -> Recommendation:
    """Note what a published paper asks of somebody."""
    gate.require(by, CanFollowUp.KEEP, paper)
    made = Recommendation(
        paper_id=paper.id, position=queries.next_position(paper.id), addressee=" ".join(addressee.split()),
        ask=ask.strip(), asked_on=asked_on, responsible=" ".join(responsible.split()), review_on=review_on,
        member_id=by.member_id, at=clock.now(),
    )
    made.paper, made.steps = paper, []
    db.session.add(made)
    record("recommendation.made", made, by=by, paper_id=paper.id, platform_id=paper.platform_id)
    return made


def reword(
    found: Recommendation, addressee: str, ask: str, *, asked_on: date, by: Actor, responsible: str,
    review_on: date | None,
) -> None:
    """Put a recommendation right, or set another day on which to look at it again."""
    found.addressee, found.ask = " ".join(addressee.split()), ask.strip()
    found.responsible, found.asked_on, found.review_on = " ".join(responsible.split()), asked_on, review_on
    record("recommendation.reworded", found, by=by, paper_id=found.paper_id)


def note_answer(found: Recommendation, value: str, words: str, *, on: date, by: Actor) -> FollowUpStep:
    """Note what the addressee answered; everyone whom the paper cites hears of it."""
    found.answer = value
    return _step(found, rules.ANSWER, value, words, on, by)


def note_progress(found: Recommendation, value: str, words: str, *, on: date, by: Actor) -> FollowUpStep:
    """Note how far it is; when it is done everyone whom the paper cites hears of it."""
    found.progress = value
    return _step(found, rules.PROGRESS, value, words, on, by)


def _step(found: Recommendation, what: str, value: str, words: str, on: date, by: Actor) -> FollowUpStep:
    made = FollowUpStep(what=what, value=value, words=words.strip(), on=on, member_id=by.member_id, at=clock.now())
    found.steps.append(made)
    kind = "recommendation.answered" if what == rules.ANSWER else "recommendation.advanced"
    record(kind, found, by=by, paper_id=found.paper_id, value=value)
    return made


def remind() -> None:
    """The chore of a day: once for each review day, those at work on the platform hear that it has come."""
    for found in queries.due(today()):
        found.reminded_for = found.review_on
        record("recommendation.due", found, by=ANYONE, paper_id=found.paper_id)
