"""Who may look at review tasks and close them."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.papers.living.models import ReviewTask
from forum.papers.policy import works_here


class CanReview(Enum):
    """What can be done with a review task (its paper and decision loaded)."""

    READ = auto()
    DECIDE = auto()


@rule(_l("Issue files and drafts are the work of the moderators of the platform and of the association."))
def works_on_the_paper(actor: Actor, task: ReviewTask) -> bool:
    """Moderates the platform of the paper, or speaks for the association."""
    return bool(works_here(actor, task.paper))


@rule(_l("Somebody has said already what the paper makes of it."))
def is_open(_actor: Actor, task: ReviewTask) -> bool:
    """Nobody decided yet."""
    return task.is_open


REVIEWING = {
    CanReview.READ: works_on_the_paper,
    CanReview.DECIDE: all_of(works_on_the_paper, is_open),
}

gate = Gate(REVIEWING)
