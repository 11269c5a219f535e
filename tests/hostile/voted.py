"""Rounds of priorities, in the world of the hostile tests: one of each state."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.platforms.delegates import Delegate
from forum.platforms.models import Platform
from forum.priorities import actions
from tests.hostile import planned

DAY = timedelta(days=1)


def build(platform: Platform, people: Mapping[str, Actor]) -> dict[str, dict[str, object]]:
    """Parts of addresses: rounds before, during and after the vote, and the topic of each."""
    rounds, topics = {}, {}
    member = db.session.get_one(Member, people["w"].member_id)
    with transaction():
        db.session.merge(Delegate(platform_id=platform.id, authority_id=member.authority_id, member_id=member.id))
        for name, begins in (("proposing", 5 * DAY), ("voting", -DAY), ("over", -9 * DAY), ("published", -9 * DAY)):
            start = clock.now() + begins
            with clock.standing(start - 9 * DAY):
                made = actions.open_round(
                    platform, f"دورة {name}", by=people["d"], grouping="region", slots=2,
                    proposals_until=start - DAY, voting_from=start, voting_until=start + 3 * DAY,
                )
                for title in ("النفايات", "المياه"):
                    topic = actions.propose(made, title, "", by=people["w"])
            with clock.standing(start + DAY):
                if begins < -DAY:
                    actions.vote(made, {topic.id: 5}, by=people["w"])
            rounds[name], topics[name] = made, topic.id
        actions.publish(rounds["published"], by=people["d"])
    ids = {"round_id": {name: made.id for name, made in rounds.items()}, "topic_number": {"own": topics["proposing"]}}
    return ids | planned.build(platform, people)


def of_priorities(world: Any) -> dict[str, dict[str, str]]:
    """The forms of priorities, filled in so that only the person can be wrong."""
    terms = {
        "grouping": "region", "slots": "3", "proposals_until": "2035-01-10", "voting_from": "2035-01-12",
        "voting_until": "2035-01-20",
    }
    other = world.ids["topic_number"]["own"] - 1
    dots = {f"topic_{number}": "1" for number in range(1, 9)}
    return {
        "priorities.open_round": terms, "priorities.change_terms": terms,
        "priorities.merge": {"into": str(other)}, "priorities.set_cost": {"cost": "2"}, "priorities.vote": dots,
        "priorities.read_paper": dots | {"authority": "x"},
        "papers.take_up_chosen": {"first": "2035-02-01", "weeks": "2"},
    }
