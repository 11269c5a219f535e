"""Closing review tasks with a decision and a sentence; the daily look at every cited source."""

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.papers.living.models import ReviewDecision, ReviewTask
from forum.papers.living.policy import CanReview, gate
from forum.papers.living.watching import watch
from forum.papers.sources.actions import look_at_all


def decide(task: ReviewTask, outcome: str, reason: str, *, by: Actor) -> ReviewDecision:
    """Say what the paper makes of a changed source."""
    gate.require(by, CanReview.DECIDE, task)
    task.decision = ReviewDecision(outcome=outcome, reason=reason.strip(), member_id=by.member_id, at=clock.now())
    record("review_task.decided", task, by=by, paper_id=task.paper_id, outcome=outcome)
    return task.decision


def look_at_everything() -> None:
    """The chore of a day: whatever was missed when it happened is noticed now."""
    look_at_all()
    watch()
