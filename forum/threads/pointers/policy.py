"""Who may say that one thread asks what another one answers."""

from enum import Enum, auto

from forum.kernel.access import Gate, all_of, any_of
from forum.threads.policy import asked_it, moderates, take_part


class CanPoint(Enum):
    """What can be done with a thread as the beginning of a pointer."""

    POINT = auto()


POLICY = {CanPoint.POINT: all_of(take_part, any_of(asked_it, moderates))}

gate = Gate(POLICY)
