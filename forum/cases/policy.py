"""Who reads, offers, reviews and copies cases.

The library is there to be copied from, so every member of every platform reads
what was accepted, and every authority may record what it did with it. Visitors do
not: colleagues report costs and failures more freely among themselves.
"""

from enum import Enum, auto

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from forum.cases.models import Case, CaseHiding
from forum.kernel.access import Actor, Gate, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms.models import Platform


class CanLibrary(Enum):
    """What can be done with the library as a whole; asked about nothing."""

    READ = auto()


class CanOffer(Enum):
    """What can be done on a platform that reviews cases."""

    OFFER = auto()


class Can(Enum):
    """What can be done with a case (its hiding loaded)."""

    READ = auto()
    READ_ALL = auto()
    EDIT = auto()
    REVIEW = auto()
    ADOPT = auto()
    FOLLOW = auto()
    HIDE = auto()
    RESTORE = auto()


@rule(_l("The innovation library is for members of the platforms. Sign in to read it."))
def signed_in(actor: Actor, _thing: object) -> bool:
    """A member of any platform: the purpose is copying."""
    return actor.is_signed_in


@rule(_l("Take a seat on a platform first: its moderators review your case."))
def sits_there(actor: Actor, platform: Platform) -> bool:
    """Has a seat on the platform whose moderators review it."""
    return platform.id in actor.platforms


@rule(_l("Cases are told by local authorities, and your account names none. Write it into your account first."))
def works_at_an_authority(actor: Actor, _thing: object) -> bool:
    """Can speak of what an authority did."""
    return actor.authority_id is not None


@rule(_l("A moderator has hidden this case."))
def is_not_hidden(_actor: Actor, case: Case) -> bool:
    """Nobody hid it."""
    return case.hiding is None


@rule(_l("This case is not hidden."))
def is_hidden(_actor: Actor, case: Case) -> bool:
    """Can be restored."""
    return case.hiding is not None


@rule(_l("This case has not been accepted yet."))
def was_accepted(_actor: Actor, case: Case) -> bool:
    """A moderator accepted some version of it."""
    return case.shown_number is not None


@rule(_l("Only whoever told this case changes it."))
def told_it(actor: Actor, case: Case) -> bool:
    """Is its author."""
    return actor.is_signed_in and case.author_id == actor.member_id


@rule(_l("Only moderators of the platform do this."))
def moderates(actor: Actor, case: Case) -> bool:
    """Moderates the platform that reviews it, or speaks for the association."""
    return actor.is_association or case.platform_id in actor.moderates


@rule(_l("Another moderator or the association reviews what you told yourself."))
def did_not_tell_it(actor: Actor, case: Case) -> bool:
    """Is somebody else than its author."""
    return case.author_id != actor.member_id


@rule(_l("No version of this case is waiting for a review."))
def is_waiting(_actor: Actor, case: Case) -> bool:
    """Something was submitted and not decided."""
    return case.waiting_number is not None


@rule(_l("This is your authority's own case. Others record what they did with it."))
def is_of_another_authority(actor: Actor, case: Case) -> bool:
    """Works elsewhere."""
    return actor.authority_id != case.authority_id


POLICY = {
    CanLibrary.READ: signed_in,
    CanOffer.OFFER: all_of(signed_in, works_at_an_authority, sits_there),
    Can.READ: any_of(all_of(signed_in, was_accepted, is_not_hidden), told_it, moderates),
    Can.READ_ALL: any_of(told_it, moderates),
    Can.EDIT: all_of(told_it, is_not_hidden),
    Can.REVIEW: all_of(moderates, is_waiting, did_not_tell_it),
    Can.ADOPT: all_of(signed_in, was_accepted, is_not_hidden, works_at_an_authority, is_of_another_authority),
    Can.FOLLOW: all_of(signed_in, was_accepted, is_not_hidden),
    Can.HIDE: all_of(moderates, is_not_hidden),
    Can.RESTORE: all_of(moderates, is_hidden),
}
gate = Gate(POLICY)


def decisions(actor: Actor, case: Case) -> dict[str, object]:
    """Every decision about a case by lower-case name, for a template that asks nobody."""
    return {to.name.lower(): gate.may(actor, to, case) for to in Can}


def shown() -> ColumnElement[bool]:
    """Cases that colleagues can read, as SQL over ``Case``."""
    hidden = exists(select(CaseHiding.case_id).where(CaseHiding.case_id == Case.id))
    return and_(Case.shown_number.is_not(None), ~hidden)


def moderated_by(actor: Actor) -> ColumnElement[bool]:
    """Cases of the platforms that the actor moderates, as SQL over ``Case``."""
    return true() if actor.is_association else Case.platform_id.in_(actor.moderates)


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """``Can.READ`` for lists, as SQL over ``Case``; a test holds the two equal."""
    if not actor.is_signed_in:
        return false()
    return or_(shown(), Case.author_id == actor.member_id, moderated_by(actor))
