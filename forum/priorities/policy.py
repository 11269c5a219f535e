"""Who reads a round, proposes, votes for a council, and looks after it."""

from dataclasses import dataclass
from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms.models import Platform
from forum.priorities.models import Round
from forum.priorities.rules import COUNTED, PREPARING, PROPOSING, VOTING


class CanPlatform(Enum):
    """What can be done with the priorities of a platform."""

    READ = auto()
    OPEN_ROUND = auto()


class Can(Enum):
    """What can be done with a round."""

    READ = auto()
    PROPOSE = auto()
    ARRANGE = auto()
    ENTER_PAPER = auto()
    SEE_DESK = auto()
    PUBLISH = auto()
    READ_RESULT = auto()


class CanVote(Enum):
    """What can be done with a council's ballot."""

    VOTE = auto()


@dataclass(frozen=True, slots=True)
class Booth:
    """A round as one person meets it: who their council's delegate is, and whether its ballot came on paper."""

    round: Round
    delegate_id: int | None
    came_on_paper: bool = False


def _platform_id(thing: Platform | Round) -> int:
    return thing.id if isinstance(thing, Platform) else thing.platform_id


@rule(_l("Priorities are set by the members of the platform. Ask for a seat on it to take part."))
def sits_here(actor: Actor, thing: Platform | Round) -> bool:
    """Has a seat on the platform."""
    return _platform_id(thing) in actor.platforms


@rule(_l("This is for the association."))
def speaks_for_the_association(actor: Actor, _thing: object) -> bool:
    """Works for the association."""
    return actor.is_association


@rule(_l("The moderators of the platform look after the round."))
def moderates(actor: Actor, thing: Platform | Round) -> bool:
    """Moderates or coordinates the platform."""
    return _platform_id(thing) in actor.moderates


@rule(_l("The time for proposals is over. Topics on the ballot stand below."))
def takes_proposals(_actor: Actor, thing: Round) -> bool:
    """The day for proposals has not passed."""
    return thing.state == PROPOSING


@rule(_l("The vote has begun: nothing on the ballot changes any more."))
def has_not_begun(_actor: Actor, thing: Round) -> bool:
    """Nobody can have voted yet."""
    return thing.state in (PROPOSING, PREPARING)


@rule(_l("The vote has not begun yet."))
def has_begun(_actor: Actor, thing: Round) -> bool:
    """Councils vote, or voted."""
    return thing.state in (VOTING, COUNTED)


@rule(_l("The vote goes on until its last day; nothing is counted before."))
def is_over(_actor: Actor, thing: Round) -> bool:
    """The last day of the vote has passed."""
    return thing.state == COUNTED


@rule(_l("The result of this round is published."))
def is_not_published(_actor: Actor, thing: Round) -> bool:
    """Nothing was counted yet."""
    return thing.result is None


@rule(_l("The result is not published yet."))
def is_published(_actor: Actor, thing: Round) -> bool:
    """There is a result to read."""
    return thing.result is not None


@rule(_l("Councils vote through their delegates. The association looks after the round and gives no dots."))
def sits_beside(actor: Actor, booth: Booth) -> bool:
    """Has a seat on the platform of the round; of all who can read it only the association has none."""
    return booth.round.platform_id in actor.platforms


@rule(_l("Councils vote between the first and the last day of the vote. Today is not one of them."))
def councils_vote(_actor: Actor, booth: Booth) -> bool:
    """The vote is on."""
    return booth.round.state == VOTING


@rule(_l("Councils vote, and your account names no authority. Write it into your account first."))
def works_at_an_authority(actor: Actor, _booth: Booth) -> bool:
    """Can vote for an authority."""
    return actor.authority_id is not None


@rule(_l("The delegate of your council votes for it. The coordinator names delegates."))
def is_the_delegate(actor: Actor, booth: Booth) -> bool:
    """Was named to give the council's voice."""
    return actor.is_signed_in and booth.delegate_id == actor.member_id


@rule(_l("The ballot of your council came on paper and is counted. Ask the moderator if it is wrong."))
def did_not_come_on_paper(_actor: Actor, booth: Booth) -> bool:
    """The council has not voted on paper."""
    return not booth.came_on_paper


sees = any_of(sits_here, speaks_for_the_association)
looks_after = any_of(moderates, speaks_for_the_association)

PLATFORM_POLICY = {CanPlatform.READ: sees, CanPlatform.OPEN_ROUND: looks_after}
POLICY = {
    Can.READ: sees,
    Can.PROPOSE: all_of(sits_here, takes_proposals),
    Can.ARRANGE: all_of(looks_after, has_not_begun),
    Can.SEE_DESK: looks_after,
    Can.ENTER_PAPER: all_of(looks_after, has_begun, is_not_published),
    Can.PUBLISH: all_of(looks_after, is_over, is_not_published),
    Can.READ_RESULT: all_of(sees, is_published),
}
VOTING_POLICY = {
    CanVote.VOTE: all_of(sits_beside, works_at_an_authority, councils_vote, is_the_delegate, did_not_come_on_paper),
}

platform_gate = Gate(PLATFORM_POLICY)
gate = Gate(POLICY)
voting_gate = Gate(VOTING_POLICY)
