"""Files of a post that is read and of one that is hidden, for the world of the hostile tests."""

import hashlib
import io
from typing import Any

from forum.attachments.models import Attachment, AttachmentPage
from forum.kernel.access import Actor
from forum.kernel.files.store import store
from tests.support import factories as make, samples


def build(world: Any, hidden_words: str) -> dict[str, dict[str, object]]:
    """Parts of addresses: a picture of the reply, and one of the hidden post that says what only moderators read."""
    posts, by = world.ids["post_id"], world.people["w"]
    return {"attachment_id": {
        "own": _attach(posts["reply"], "كلمات", by), "hidden": _attach(posts["covered"], hidden_words, by),
    }}


def _attach(post_id: int, words: str, by: Actor) -> int:
    drawn = samples.picture()
    key = hashlib.sha256(drawn).hexdigest()
    store().put(key, io.BytesIO(drawn))
    made = make.save(Attachment(
        holder_kind="post", holder_id=post_id, position=1, member_id=by.member_id, sha256=key, small=key,
        name=f"{words}.jpg", ending="jpg", type="image/jpeg", size=len(drawn), width=640, height=400,
    ))
    make.save(AttachmentPage(attachment_id=made.id, number=1, text=words))
    return made.id
