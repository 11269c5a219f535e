"""Who sees what of a workshop, who plans it, who takes part and who writes down what came of it."""

from enum import Enum, auto

from forum.kernel import clock
from forum.kernel.access import Actor, Gate, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms.models import Platform
from forum.workshops import rules
from forum.workshops.models import Workshop


class CanPlan(Enum):
    """What can be done with the workshops of a platform."""

    PLAN = auto()


class Can(Enum):
    """What can be done with a workshop."""

    SEE = auto()
    READ_NOTES = auto()
    EDIT = auto()
    CANCEL = auto()
    REGISTER = auto()
    WITHDRAW = auto()
    SEE_PEOPLE = auto()
    SHOW_CODE = auto()
    TYPE_CODE = auto()
    ENTER_ATTENDANCE = auto()
    CLOSE = auto()
    BRING_MATERIAL = auto()
    PUBLISH_NOTE = auto()


@rule("")
def everybody(_actor: Actor, _workshop: Workshop) -> bool:
    """Nobody is refused: title, day and place are announced in public."""
    return True


@rule(_l("The agenda, the hosts and the notes are for members. Sign in to read them."))
def is_a_member(actor: Actor, _workshop: Workshop) -> bool:
    """A member of any platform: colleagues of other fields may learn from it too."""
    return actor.is_signed_in


@rule(_l("The moderators of the platform and the association plan its workshops."))
def plans_here(actor: Actor, platform: Platform) -> bool:
    """Moderates the platform, or speaks for the association."""
    return actor.is_association or platform.id in actor.moderates


@rule(_l("The moderators of the platform and the association look after its workshops."))
def looks_after_it(actor: Actor, workshop: Workshop) -> bool:
    """Moderates the platform of the workshop, or speaks for the association."""
    return actor.is_association or workshop.platform_id in actor.moderates


@rule(_l("This workshop is for the members of the platform. Ask for a seat on it to take part."))
def may_take_part(actor: Actor, workshop: Workshop) -> bool:
    """Has a seat on the platform; every member where the workshop is open to other platforms."""
    if not actor.is_signed_in:
        return False
    is_for_all = workshop.audience == rules.MEMBERS
    return is_for_all or actor.is_association or workshop.platform_id in actor.platforms


@rule(_l("This workshop was cancelled."))
def takes_place(_actor: Actor, workshop: Workshop) -> bool:
    """Not cancelled."""
    return not workshop.is_cancelled


@rule(_l("This workshop has begun."))
def is_ahead(_actor: Actor, workshop: Workshop) -> bool:
    """Has not begun."""
    return not workshop.has_begun


@rule(_l("This workshop is over."))
def is_not_over(_actor: Actor, workshop: Workshop) -> bool:
    """Has not ended."""
    return not workshop.is_past


@rule(_l("This workshop has not begun yet."))
def has_begun(_actor: Actor, workshop: Workshop) -> bool:
    """Its first hour has come."""
    return workshop.has_begun


@rule(_l("The code holds from half an hour before the workshop until the evening after it."))
def code_holds(_actor: Actor, workshop: Workshop) -> bool:
    """Around the hours of the workshop."""
    return workshop.starts_at - rules.CODE_BEFORE <= clock.now() <= workshop.ends_at + rules.CODE_AFTER


@rule(_l("The minutes are not written yet. Close the workshop first."))
def is_closed(_actor: Actor, workshop: Workshop) -> bool:
    """Somebody wrote down what came of it."""
    return workshop.is_closed


@rule(_l("The hosts of the workshop and those who look after it bring materials."))
def hosts_it(actor: Actor, workshop: Workshop) -> bool:
    """Leads it and has an account."""
    return actor.is_signed_in and any(host.member_id == actor.member_id for host in workshop.hosts)


PLANNING = {CanPlan.PLAN: plans_here}

POLICY = {
    Can.SEE: everybody,
    Can.READ_NOTES: is_a_member,
    Can.EDIT: all_of(looks_after_it, takes_place, is_not_over),
    Can.CANCEL: all_of(looks_after_it, takes_place, is_not_over),
    Can.REGISTER: all_of(may_take_part, takes_place, is_ahead),
    Can.WITHDRAW: all_of(is_a_member, takes_place, is_ahead),
    Can.SEE_PEOPLE: looks_after_it,
    Can.SHOW_CODE: all_of(looks_after_it, takes_place, code_holds),
    Can.TYPE_CODE: all_of(is_a_member, takes_place, code_holds),
    Can.ENTER_ATTENDANCE: all_of(looks_after_it, takes_place, has_begun),
    Can.CLOSE: all_of(looks_after_it, takes_place, has_begun),
    Can.BRING_MATERIAL: all_of(any_of(looks_after_it, hosts_it), takes_place),
    Can.PUBLISH_NOTE: all_of(looks_after_it, takes_place, is_closed),
}

planning_gate = Gate(PLANNING)
gate = Gate(POLICY)
