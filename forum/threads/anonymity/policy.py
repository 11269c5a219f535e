"""Who may allow asking without name, ask for a name, agree to that, and look."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms.models import Platform
from forum.threads.anonymity.models import Unmasking
from forum.threads.models import Thread


class CanAllow(Enum):
    """What can be done with a platform's rule about names."""

    SET = auto()


class CanLog(Enum):
    """What can be done with the list of requests for a name."""

    SEE = auto()


class CanUnmask(Enum):
    """What can be done about the name behind a thread that was opened without one."""

    ASK = auto()


class CanUnmasking(Enum):
    """What can be done with a request for a name (its thread loaded)."""

    READ = auto()
    DECIDE = auto()
    LOOK = auto()


@rule(_l("The coordinator of the platform or the association decides this."))
def looks_after_it(actor: Actor, thing: Platform | Thread | Unmasking) -> bool:
    """Coordinates the platform that it is about, or speaks for the association."""
    return actor.is_association or (thing.id if isinstance(thing, Platform) else thing.platform_id) in actor.coordinates


@rule(_l("Requests for a name are for coordinators and the association."))
def is_an_officer(actor: Actor, _list: object) -> bool:
    """Coordinates some platform, or speaks for the association."""
    return actor.is_association or bool(actor.coordinates)


@rule(_l("You have a part in this yourself. Another officer has to do it."))
def is_not_ones_own(actor: Actor, thing: Thread | Unmasking) -> bool:
    """Is not the one whose name it is."""
    return not actor.wrote(thing.author_id)


@rule(_l("The association agrees to such a request, or refuses it."))
def speaks_for_the_association(actor: Actor, _request: Unmasking) -> bool:
    """Works for the association."""
    return actor.is_association


@rule(_l("It takes two officers: whoever asks for a name does not also agree to it."))
def did_not_ask(actor: Actor, request: Unmasking) -> bool:
    """Is the second officer."""
    return actor.member_id != request.asked_by_id


@rule(_l("This request has its answer."))
def waits(_actor: Actor, request: Unmasking) -> bool:
    """Nobody decided yet."""
    return request.decided_at is None


@rule(_l("The name is kept: the association has not agreed to this request."))
def is_confirmed(_actor: Actor, request: Unmasking) -> bool:
    """Two officers agreed."""
    return bool(request.is_confirmed)


@rule(_l("Only the two officers who agreed on it see the name."))
def is_one_of_the_two(actor: Actor, request: Unmasking) -> bool:
    """Asked, or agreed."""
    return actor.is_signed_in and actor.member_id in (request.asked_by_id, request.decided_by_id)


POLICY = {
    CanAllow.SET: looks_after_it,
    CanLog.SEE: is_an_officer,
    CanUnmask.ASK: all_of(looks_after_it, is_not_ones_own),
    CanUnmasking.READ: looks_after_it,
    CanUnmasking.DECIDE: all_of(speaks_for_the_association, waits, did_not_ask, is_not_ones_own),
    CanUnmasking.LOOK: all_of(looks_after_it, is_confirmed, is_one_of_the_two),
}
gate = Gate(POLICY)
