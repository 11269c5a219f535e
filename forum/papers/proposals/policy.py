"""Who may open or dismiss a proposed issue file."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.papers.policy import works_here
from forum.papers.proposals.models import FileProposal


class CanPropose(Enum):
    """What can be done with a proposed issue file (its decision loaded)."""

    READ = auto()
    DECIDE = auto()


@rule(_l("Somebody has opened this file or dismissed the proposal already."))
def is_open(_actor: Actor, proposal: FileProposal) -> bool:
    """Nobody decided yet."""
    return proposal.is_open


PROPOSING = {CanPropose.READ: works_here, CanPropose.DECIDE: all_of(works_here, is_open)}

gate = Gate(PROPOSING)
