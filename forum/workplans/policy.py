"""Who reads a work plan and who writes it."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms.models import Platform


class Can(Enum):
    """What can be done with the work plans of a platform."""

    READ = auto()
    PLAN = auto()


@rule(_l("Work plans are for members. Sign in to read them."))
def is_a_member(actor: Actor, _platform: Platform) -> bool:
    """A member of any platform: colleagues of other fields join in."""
    return actor.is_signed_in


@rule(_l("The moderators of the platform, its coordinator and the association write its plan."))
def looks_after_it(actor: Actor, platform: Platform) -> bool:
    """Moderates or coordinates the platform."""
    return platform.id in actor.moderates


@rule(_l("This is for the association."))
def speaks_for_the_association(actor: Actor, _platform: Platform) -> bool:
    """Works for the association."""
    return actor.is_association


POLICY = {
    Can.READ: is_a_member,
    Can.PLAN: all_of(is_a_member, any_of(looks_after_it, speaks_for_the_association)),
}
gate = Gate(POLICY)
