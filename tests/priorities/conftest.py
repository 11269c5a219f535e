"""A platform of village councils with delegates, and a round in each of its states."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.platforms.delegates import Delegate
from forum.platforms.models import Platform
from forum.priorities import actions
from forum.priorities.models import Proposal, Round
from tests.support import factories as make

DAY = timedelta(days=1)


@dataclass
class Village:
    """Who is there, and what can be done with rounds."""

    platform: Platform
    coordinator: Actor
    moderator: Actor
    delegates: list[Actor] = field(default_factory=list)

    def delegate(self, region: str = "north") -> Actor:
        """One more council with a delegate."""
        place = make.authority(region=region, kind="village_council")
        actor = make.seat(self.platform, member=make.member(authority_id=place.id))
        make.save(Delegate(platform_id=self.platform.id, authority_id=place.id, member_id=actor.member_id))
        self.delegates.append(actor)
        return actor

    def round(self, *, begins: timedelta = -DAY, titles: tuple[str, ...] = ("النفايات", "المياه", "الأراضي"),
              slots: int = 2, **given) -> Round:
        """A round whose vote begins so long from now and lasts three days; its topics are proposed."""
        start = clock.now() + begins
        with transaction(), clock.standing(start - 9 * DAY):
            made = actions.open_round(
                self.platform, "أولويات المجالس", by=self.coordinator,
                **{"grouping": "region", "slots": slots, "proposals_until": start - DAY, "voting_from": start,
                   "voting_until": start + 3 * DAY} | given,
            )
            for title in titles:
                actions.propose(made, title, "", by=self.delegates[0])
        return made

    def topics(self, made: Round) -> list[int]:
        """The numbers of the topics in their order."""
        query = select(Proposal.id).where(Proposal.round_id == made.id).order_by(Proposal.id)
        return list(db.session.scalars(query))

    def ended(self, made: Round, votes: dict[int, dict[int, int]]) -> Round:
        """The round after its vote, in which delegates (by place) gave dots to topics (by place)."""
        topics = self.topics(made)
        with transaction():
            for place, dots in votes.items():
                actions.vote(made, {topics[n]: given for n, given in dots.items()}, by=self.delegates[place])
            made.voting_until = clock.now() - timedelta(minutes=1)
        return made


@pytest.fixture
def village(app: Flask) -> Village:
    """A platform with two councils in the north and one in the south."""
    platform = make.platform(name_ar="المجالس القروية", name_en="Village Councils", for_kind="village_council")
    made = Village(platform, make.coordinator(platform), make.moderator(platform))
    for region in ("north", "north", "south"):
        made.delegate(region)
    return made


@pytest.fixture
def form() -> Callable[[list[int], dict[int, int]], dict[str, str]]:
    """The fields of a ballot: dots by the place of the topic."""
    return lambda topics, dots: {f"topic_{topic}": str(dots.get(n, 0)) for n, topic in enumerate(topics)}


def person(actor: Actor) -> Member:
    """The row of somebody."""
    return db.session.get_one(Member, actor.member_id)
