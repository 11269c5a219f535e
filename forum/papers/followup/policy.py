"""Who may read and keep the follow-up of a paper. Everything is asked about the paper."""

from enum import Enum, auto

from forum.kernel.access import Gate, all_of
from forum.papers.policy import has_published_version, works_here


class CanFollowUp(Enum):
    """What can be done with the follow-up of a paper."""

    READ = auto()
    KEEP = auto()


FOLLOWING_UP = {
    CanFollowUp.READ: has_published_version,
    CanFollowUp.KEEP: all_of(works_here, has_published_version),
}

gate = Gate(FOLLOWING_UP)
