"""Taking up the result of a round of priorities."""

from datetime import datetime, timedelta

from sqlalchemy import select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict
from forum.kernel.i18n import gettext as _
from forum.papers.actions import open_issue_file
from forum.papers.models import IssueFile
from forum.priorities import queries as priorities
from forum.priorities.counting import outcome_of
from forum.priorities.explaining import account
from forum.priorities.models import Round, Taken, TakenWorkshop
from forum.priorities.rules import LASTS, PURPOSE_MAX
from forum.workshops.actions import Plan, plan


def take_up(found: Round, first: datetime, between: timedelta, *, by: Actor) -> IssueFile:
    """Open the workshops that were won, one after the other, and one issue file about all of them.

    Args:
        found: a round with its result and platform.
        first: when the first workshop begins.
        between: from one workshop to the next.

    Raises:
        Conflict: somebody did so already.
    """
    db.session.execute(select(Round.id).where(Round.id == found.id).with_for_update())
    if priorities.taken(found.id) is not None:
        raise Conflict(_("The result was taken up already."))
    file = open_issue_file(found.platform, found.title, by=by, question=question_of(found))
    topics = {one.id: one for one in priorities.proposals(found.id)}
    begins = first
    for step in outcome_of(found.result.count).steps:
        for _number in range(step.cost):
            topic = topics[step.topic]
            given = Plan(title_ar=topic.title, starts_at=begins, ends_at=begins + LASTS, about=topic.why)
            made = plan(found.platform, given, by=by)
            db.session.add(TakenWorkshop(workshop_id=made.id, proposal_id=topic.id))
            begins += between
    db.session.add(Taken(round_id=found.id, issue_file_id=file.id, member_id=by.member_id, at=clock.now()))
    record("priorities.taken_up", found, by=by, issue_file_id=file.id)
    return file


def question_of(found: Round) -> str:
    """What was chosen and why, as the question of the issue file."""
    chosen = [f"- {choice.proposal.title}: {choice.why}" for choice in account(found).choices]
    return "\n".join([_("What do the councils need for the topics that they chose?"), *chosen])[:PURPOSE_MAX]
