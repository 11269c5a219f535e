"""Who names delegates, gives a voice, says an opinion, answers an objection, and signs."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from forum.kernel import clock
from forum.kernel.access import Actor, Decision, Gate, Rule, all_of, rule
from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.papers.documents import Paper
from forum.papers.endorsements import rules
from forum.papers.policy import (
    is_in_endorsement,
    is_in_signing,
    sits_here,
    works_here,
)
from forum.platforms.models import Platform
from forum.platforms.rules import COORDINATOR


class CanDelegate(Enum):
    """What can be done with the delegates of a platform."""

    NAME = auto()


class CanSpeak(Enum):
    """What can be said to a paper in endorsement."""

    GIVE_VOICE = auto()
    SAY_OPINION = auto()
    ANSWER = auto()
    SEE_NAMES = auto()


class CanSign(Enum):
    """What can be done with a paper in sign-off."""

    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Hearing:
    """A paper in endorsement as one person meets it: until when, and who their authority's delegate is."""

    paper: Paper
    due_at: datetime | None
    delegate_id: int | None


@dataclass(frozen=True, slots=True)
class SignOff:
    """A paper in sign-off: the office whose turn it is, and the people who signed already."""

    paper: Paper
    turn: str | None
    signed_by: frozenset[int] = frozenset()


def _of_paper(paper_rule: Rule) -> Rule:
    """The same rule, asked about the paper in hand."""
    return Rule(lambda actor, thing: paper_rule(actor, thing.paper), paper_rule.name)


@rule(_l("The coordinator of the platform and the association name the delegates."))
def coordinates(actor: Actor, platform: Platform) -> bool:
    """Is the platform's coordinator, or of the association."""
    return platform.id in actor.coordinates or actor.is_association


@rule(_l("The time for endorsement is over."))
def there_is_time(_actor: Actor, hearing: Hearing) -> bool:
    """The last day has not passed."""
    return hearing.due_at is not None and clock.now() < hearing.due_at


@rule(_l("Authorities endorse papers, and your account names none. Write it into your account first."))
def works_at_an_authority(actor: Actor, _hearing: Hearing) -> bool:
    """Can speak of or for an authority."""
    return actor.authority_id is not None


@rule(_l("The delegate of your authority gives its voice. You can say what you think."))
def is_the_delegate(actor: Actor, hearing: Hearing) -> bool:
    """Was named to give the authority's voice."""
    return actor.is_signed_in and hearing.delegate_id == actor.member_id


@rule(_l("You are the delegate: what you say is the voice of your authority."))
def is_not_the_delegate(actor: Actor, hearing: Hearing) -> bool:
    """Speaks for oneself."""
    return hearing.delegate_id != actor.member_id


@rule(_l("Everybody who should sign has signed. The association can publish the paper."))
def somebody_is_to_sign(_actor: Actor, sign_off: SignOff) -> bool:
    """An office has not signed yet."""
    return sign_off.turn is not None


@rule(_l("You signed this text for another office. Somebody else signs for this one."))
def has_not_signed(actor: Actor, sign_off: SignOff) -> bool:
    """Two offices are two people."""
    return actor.member_id not in sign_off.signed_by


def _holds_the_office(actor: Actor, sign_off: SignOff) -> Decision:
    """Holds the office whose turn it is; the sentence names it."""
    if sign_off.turn == COORDINATOR:
        holds = sign_off.paper.platform_id in actor.coordinates
    else:
        holds = sign_off.turn in actor.offices
    if holds:
        return Decision(True)
    return Decision(False, _("This signature is for: %(office)s.", office=rules.SIGNATORIES[sign_off.turn]))


holds_the_office = Rule(_holds_the_office, "holds_the_office")

DELEGATES = {CanDelegate.NAME: coordinates}

may_speak = all_of(_of_paper(is_in_endorsement), _of_paper(sits_here), works_at_an_authority, there_is_time)

SPEAKING = {
    CanSpeak.GIVE_VOICE: all_of(may_speak, is_the_delegate),
    CanSpeak.SAY_OPINION: all_of(may_speak, is_not_the_delegate),
    CanSpeak.ANSWER: all_of(_of_paper(works_here), _of_paper(is_in_endorsement)),
    CanSpeak.SEE_NAMES: _of_paper(works_here),
}

SIGNING = {
    CanSign.SIGN: all_of(_of_paper(is_in_signing), somebody_is_to_sign, holds_the_office, has_not_signed),
}

delegate_gate = Gate(DELEGATES)
speaking_gate = Gate(SPEAKING)
signing_gate = Gate(SIGNING)
