"""Who finds people, and who sees which topics nobody knows."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, rule
from forum.kernel.i18n import lazy_gettext as _l


class Can(Enum):
    """What can be done; asked about nothing."""

    FIND = auto()
    OFFER = auto()
    SEE_EXPERTS = auto()


@rule(_l("Sign in to see the people of the platforms."))
def signed_in(actor: Actor, _nothing: object) -> bool:
    """A member, not a visitor."""
    return actor.is_signed_in


@rule(_l("Who knows which topic is for moderators and the association."))
def has_a_desk(actor: Actor, _nothing: object) -> bool:
    """Moderates something, or speaks for the association."""
    return actor.is_moderator


POLICY = {Can.FIND: signed_in, Can.OFFER: signed_in, Can.SEE_EXPERTS: has_a_desk}
gate = Gate(POLICY)
