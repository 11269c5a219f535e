"""The chore of a day: endorsements, reviews and calls that end soon."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.papers import rules as of_papers
from forum.papers.documents import Paper, PaperStage
from forum.papers.reminding import rules
from forum.papers.reviews import ExperienceCall


def remind() -> None:
    """Tell once of each stage and each call that ends within ``rules.BEFORE``."""
    _stages()
    _calls()


def _stages() -> None:
    of_paper = select(func.max(PaperStage.id)).where(PaperStage.paper_id == Paper.id)
    newest = of_paper.correlate(Paper).scalar_subquery()
    query = (
        select(Paper.id, Paper.state, PaperStage.id.label("stage_id"))
        .join(PaperStage, PaperStage.id == newest)
        .where(
            Paper.state.in_((of_papers.REVIEW, of_papers.ENDORSEMENT)), PaperStage.reminded_at.is_(None),
            PaperStage.due_at > clock.now(), PaperStage.due_at <= clock.now() + rules.BEFORE,
        )
    )
    for row in db.session.execute(query).all():
        claimed = update(PaperStage).where(PaperStage.id == row.stage_id, PaperStage.reminded_at.is_(None))
        done = db.session.execute(
            claimed.values(reminded_at=clock.now()).execution_options(synchronize_session=False)
        )
        if done.rowcount == 1:
            paper = db.session.get_one(Paper, row.id)
            record(f"paper.{row.state}_ends_soon", paper, by=ANYONE, platform_id=paper.platform_id)


def _calls() -> None:
    soon = clock.now() + rules.BEFORE
    query = (
        select(ExperienceCall)
        .where(
            ExperienceCall.reminded_at.is_(None), ExperienceCall.closes_at > clock.now(),
            ExperienceCall.closes_at <= soon,
        )
        .options(joinedload(ExperienceCall.issue_file))
    )
    for call in db.session.scalars(query).all():
        claimed = update(ExperienceCall).where(ExperienceCall.id == call.id, ExperienceCall.reminded_at.is_(None))
        done = db.session.execute(
            claimed.values(reminded_at=clock.now()).execution_options(synchronize_session=False)
        )
        if done.rowcount == 1:
            record(
                "issue_file.call_ends_soon", call.issue_file, by=ANYONE, thread_id=call.thread_id, call_id=call.id,
                platform_id=call.issue_file.platform_id,
            )
