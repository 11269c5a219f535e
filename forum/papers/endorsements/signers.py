"""Whose signature a paper in sign-off waits for: they read every word that it cites."""

from forum.kernel.access import Actor
from forum.papers import rules
from forum.papers.documents import Paper
from forum.papers.policy import signs_for_the_association


def has_to_sign(actor: Actor, paper: Paper) -> bool:
    """Whether a paper waits, or waited, for this person's office: an office of the association, the coordinator."""
    return paper.state == rules.SIGNING and (
        bool(signs_for_the_association(actor, paper)) or paper.platform_id in actor.coordinates
    )
