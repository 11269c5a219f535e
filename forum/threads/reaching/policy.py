"""Who puts a consolidated reply together, who sees the gaps of a platform, who may say «not me»."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms.models import Platform
from forum.threads.policy import is_open, is_question, moderates, take_part


class CanReach(Enum):
    """What can be done for a question that waits."""

    CONSOLIDATE = auto()


class CanSeeGaps(Enum):
    """What can be done with the gaps of a platform."""

    SEE = auto()


@rule(_l("What a platform lacks is for its coordinator and moderators: they make the agenda."))
def looks_after_it(actor: Actor, platform: Platform) -> bool:
    """Moderates the platform, or speaks for the association."""
    return actor.is_association or platform.id in actor.moderates


POLICY = {CanReach.CONSOLIDATE: all_of(take_part, moderates, is_question, is_open)}

gate = Gate(POLICY)
gap_gate = Gate({CanSeeGaps.SEE: looks_after_it})
