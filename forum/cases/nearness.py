"""How far apart authorities are, and whether they are of one size."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from forum.authorities.models import Authority
from forum.cases import rules

#: Kilometres from the middle of the Earth to its surface, on average.
_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Near:
    """How an authority stands to the reader's own."""

    km: float | None
    is_same_size: bool

    @property
    def is_near(self) -> bool:
        """People visit each other and are back by noon."""
        return self.km is not None and self.km <= rules.NEAR


def kilometres(a: Authority, b: Authority) -> float | None:
    """The distance as the crow flies; nothing where one of them has no place on the map."""
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    north, east = radians(b.latitude - a.latitude) / 2, radians(b.longitude - a.longitude) / 2
    chord = sin(north) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(chord)))


def same_size(a: Authority, b: Authority) -> bool:
    """Of one kind and class, and where both populations are known, within a factor of two.

    Villages have no class: without a figure, two village councils count as of one size.
    """
    if a.kind != b.kind or a.size_class != b.size_class:
        return False
    if a.population and b.population:
        return max(a.population, b.population) <= rules.SAME_SIZE * min(a.population, b.population)
    return True


def near(own: Authority | None, other: Authority) -> Near | None:
    """How ``other`` stands to the reader's authority; nothing for people of none, and for one's own."""
    if own is None or own.id == other.id:
        return None
    return Near(kilometres(own, other), same_size(own, other))
