"""What a published paper has behind it, for the world of the hostile tests."""

from collections.abc import Callable

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.papers.documents import Paper
from forum.papers.endorsements import actions
from forum.papers.endorsements.models import Voice
from forum.papers.endorsements.rules import OBJECT
from tests.support import papers as way


def publish(paper: Paper, *, by: Actor, association: Actor) -> Voice:
    """Let the paper go all the way; the voice that an authority gave it."""
    way.publish(paper, by=by, association=association)
    return db.session.scalars(select(Voice)).one()


def on_the_way(asked: Paper, signed: Paper, *, people: dict[str, Actor], note: Callable[..., None]) -> None:
    """Bring one paper before the authorities, with an objection and the member as a delegate; one to the offices."""
    by, association = people["d"], people["a"]
    speaker = way.endorsing(asked, by=by, at=clock.now())
    with transaction():
        actions.speak(asked, OBJECT, "الموعد قريب", "سنة أخرى", by=speaker)
        actions.name_delegate(asked.platform, people["m"].member_id, by=association)
    way.signing(signed, by=by)
    voice = db.session.scalars(select(Voice).where(Voice.member_id == speaker.member_id)).one()
    note("paper_id", endorsement=asked.id, signing=signed.id)
    note("voice_id", endorsement=voice.id)
