"""Who may flag, see the desk, and decide."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.moderation.port import Reviewed


class Can(Enum):
    """What can be done. ``DESK`` is asked about nothing, the others about a ``Reviewed``."""

    FLAG = auto()
    DESK = auto()
    DECIDE = auto()


@rule(_l("Sign in to report something."))
def signed_in(actor: Actor, _thing: Reviewed) -> bool:
    """A member, not a visitor."""
    return actor.is_signed_in


@rule(_l("This is your own. You can edit it, or ask a moderator to hide it."))
def is_somebody_elses(actor: Actor, thing: Reviewed) -> bool:
    """Did not write it."""
    return not actor.wrote(thing.author_id)


@rule(_l("A moderator has hidden this already."))
def is_shown(_actor: Actor, thing: Reviewed) -> bool:
    """Others can read it."""
    return thing.is_shown


@rule(_l("The desk is for moderators of a platform."))
def has_a_desk(actor: Actor, _nothing: object) -> bool:
    """Moderates something."""
    return actor.is_moderator


@rule(_l("Only moderators of the platform decide about reports."))
def moderates(actor: Actor, thing: Reviewed) -> bool:
    """Moderates the platform, or speaks for the association."""
    return actor.is_association or thing.platform_id in actor.moderates


POLICY = {
    Can.FLAG: all_of(signed_in, is_somebody_elses, is_shown),
    Can.DESK: has_a_desk,
    Can.DECIDE: moderates,
}

gate = Gate(POLICY)
