"""Who may read the words of a source that is no post."""

from forum.kernel.access import Actor
from forum.papers.sources.models import Material
from forum.threads.policy import CanPost, post_gate


def may_read(actor: Actor, material: Material, platform_id: int) -> bool:
    """Whether somebody may read a source in a file of a platform; its post is loaded if it has one.

    Minutes are for their platform, an attachment for whoever may read its post. What
    anybody could read elsewhere (a law, a report) is for those among whom the file is written.
    """
    if material.post is not None:
        return bool(post_gate.may(actor, CanPost.READ, material.post))
    own = platform_id if material.platform_id is None else material.platform_id
    return actor.is_association or own in actor.platforms or own in actor.moderates
