"""Saying what one can help with."""

from collections.abc import Collection

from sqlalchemy import delete

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Offer
from forum.threads.people.models import OfferedTopic


def offer(topic_ids: Collection[int], words: str, phone: str, *, shows_contact: bool, by: Actor) -> None:
    """Let colleagues know what the actor can help with; what was said before is replaced."""
    said = db.session.get(Offer, by.member_id) or Offer(member_id=by.member_id)
    said.words, said.phone, said.shows_contact, said.at = words, phone, shows_contact, clock.now()
    db.session.add(said)
    db.session.execute(delete(OfferedTopic).where(OfferedTopic.member_id == by.member_id))
    db.session.add_all(OfferedTopic(member_id=by.member_id, topic_id=number) for number in set(topic_ids))
