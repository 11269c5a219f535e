"""What follows the publication of a paper, for the world of the hostile tests."""

from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.papers.documents import Paper
from forum.papers.followup import actions as following_up
from forum.papers.followup.days import today


def asked_by(paper: Paper, by: Actor) -> int:
    """Something that a published paper asks; returns its id."""
    with transaction():
        return following_up.recommend(paper, "وزارة", "مطلب منشور", asked_on=today(), by=by).id
