"""What follows the publication of a paper, for the world of the hostile tests."""

from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.papers.documents import Paper
from forum.papers.followup import actions as following_up
from forum.papers.followup.days import today
from forum.papers.living.models import ReviewTask
from forum.papers.models import Evidence
from forum.papers.proposals.models import FileProposal
from forum.platforms.models import Board
from tests.support import factories as make


def asked_by(paper: Paper, by: Actor) -> int:
    """Something that a published paper asks; returns its id."""
    with transaction():
        return following_up.recommend(paper, "وزارة", "مطلب منشور", asked_on=today(), by=by).id


def changed_source(paper: Paper, card: Evidence) -> int:
    """A task about a card of the paper; returns its id."""
    task = ReviewTask(paper_id=paper.id, evidence_id=card.id, cause="corrected", mark="1")
    with transaction():
        db.session.add(task)
    return task.id


def proposed_on(board: Board) -> int:
    """A proposed issue file of the board's platform; returns its id."""
    proposal = FileProposal(platform_id=board.platform_id, topic_id=make.topic().id, threads=3, authorities=5)
    with transaction():
        db.session.add(proposal)
    return proposal.id
