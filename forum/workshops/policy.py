"""Who sees what of a workshop: that it takes place is public, what is said there is for members."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.workshops.models import Workshop


class Can(Enum):
    """What can be done with a workshop."""

    SEE = auto()
    READ_NOTES = auto()


@rule("")
def everybody(_actor: Actor, _workshop: Workshop) -> bool:
    """Nobody is refused: title, day and place are announced in public."""
    return True


@rule(_l("The agenda, the expert and the notes are for members. Sign in to read them."))
def is_a_member(actor: Actor, _workshop: Workshop) -> bool:
    """A member of any platform: colleagues of other fields may learn from it too."""
    return actor.is_signed_in


POLICY = {
    Can.SEE: everybody,
    Can.READ_NOTES: is_a_member,
}

gate = Gate(POLICY)
