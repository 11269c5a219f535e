"""Who may say whether an answer still holds."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.threads.models import Post
from forum.threads.policy import asked_it, moderates, of_thread, post_is_shown, take_part, wrote_it


class CanReview(Enum):
    """What can be done with an answer that has grown old."""

    REVIEW = auto()


@rule(_l("The author of the answer, the person who asked, or a moderator says whether it still holds."))
def knows_it(actor: Actor, post: Post) -> bool:
    """Wrote it, asked for it, or looks after the platform."""
    return bool(any_of(wrote_it, of_thread(asked_it), of_thread(moderates))(actor, post))


@rule(_l("Only the accepted answer of a question is confirmed."))
def is_the_answer(_actor: Actor, post: Post) -> bool:
    """Is the accepted answer of its thread."""
    return post.thread.accepted_post_id == post.id


POLICY = {CanReview.REVIEW: all_of(of_thread(take_part), post_is_shown, is_the_answer, knows_it)}

gate = Gate(POLICY)
