"""Who may look after search."""

from enum import Enum, auto

from sqlalchemy import ColumnElement, true

from forum.kernel.access import Actor, Gate, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.search.curating.models import SearchQuestion


class Can(Enum):
    """What can be done. ``CURATE`` is asked about nothing, ``DISMISS`` about a question."""

    CURATE = auto()
    DISMISS = auto()


@rule(_l("Looking after search is for the moderators of the platforms."))
def has_a_desk(actor: Actor, _nothing: object) -> bool:
    """Moderates something."""
    return actor.is_moderator


@rule(_l("This was looked for on a platform of others."))
def moderates_where_it_was_asked(actor: Actor, question: SearchQuestion) -> bool:
    """Moderates the platform; what was asked everywhere is every moderator's."""
    return actor.is_association or (
        actor.is_moderator and question.platform_id in {0, *actor.moderates}
    )


gate = Gate({Can.CURATE: has_a_desk, Can.DISMISS: moderates_where_it_was_asked})


def dismissible_by(actor: Actor) -> ColumnElement[bool]:
    """``Can.DISMISS`` for lists, as SQL over ``SearchQuestion``."""
    return true() if actor.is_association else SearchQuestion.platform_id.in_({0, *actor.moderates})
