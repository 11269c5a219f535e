"""An accepted answer and a colleague who was asked to look, for the world of the hostile tests."""

from typing import Any

from sqlalchemy import update

from forum.kernel.db import db, transaction
from forum.threads.models import Thread
from forum.threads.reaching.models import PeerAsking
from forum.threads.reaching.rules import LIKE_THEM


def build(thread: Thread, world: Any) -> dict[str, dict[str, object]]:
    """The known reply answers the thread; the member was asked about it before. No address has a new part."""
    post_id, peer = world.ids["post_id"]["reply"], world.people["m"]
    with transaction():
        db.session.execute(update(Thread).where(Thread.id == thread.id).values(accepted_post_id=post_id))
        db.session.add(PeerAsking(thread_id=thread.id, member_id=peer.member_id, reason=LIKE_THEM))
    return {}
