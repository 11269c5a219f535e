"""Who offered to help with a topic. Areas that keep such offers name themselves here in their manifest's ``set_up``."""

from collections.abc import Callable, Collection, Mapping

#: (topics, members) → of those members, who offered to help with one of these topics, and which.
Offers = Callable[[Collection[int], Collection[int]], Mapping[int, int]]

_kept: list[Offers] = []


def keep(offers: Offers) -> None:
    """Let an area's offers count when peers are chosen; naming it twice is naming it once."""
    if offers not in _kept:
        _kept.append(offers)


def offered(topics: Collection[int], members: Collection[int]) -> dict[int, int]:
    """Every offer among these members about these topics: member → topic."""
    found: dict[int, int] = {}
    for offers in _kept:
        found |= offers(topics, members)
    return found


def drop(offers: Offers) -> None:
    """Count an area's offers no more."""
    _kept.remove(offers)
