"""The directory drawn from its coordinates: dots, shapes round the governorates, and names where there is room.

Pure geometry: degrees go in, whole units of a drawing come out. North is up, and a
degree of longitude is shortened as it is at the latitude of Jerusalem.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

#: How much shorter a degree of longitude is than one of latitude, here.
_SHORTENED = cos(radians(31.9))
#: The longer side of a drawing, and the margin round it that keeps dots and names inside.
LENGTH, MARGIN = 1000, 60
#: Sizes of letters in the drawing's units, and how wide a letter is in them, about.
LETTER, LETTER_WIDTH = 32, 0.56

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """From degrees to the drawing. ``width`` and ``height`` are the drawing's sides."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    @classmethod
    def round(cls, places: Sequence[Point]) -> "Frame":
        """A frame that holds all of these ``(latitude, longitude)``, its longer side ``LENGTH``."""
        north, south = max(p[0] for p in places), min(p[0] for p in places)
        east, west = max(p[1] for p in places), min(p[1] for p in places)
        tall, wide = max(north - south, 0.02), max((east - west) * _SHORTENED, 0.02)
        scale = (LENGTH - 2 * MARGIN) / max(tall, wide)
        return cls(west, north, scale, round(wide * scale) + 2 * MARGIN, round(tall * scale) + 2 * MARGIN)

    def at(self, latitude: float, longitude: float) -> tuple[int, int]:
        """Where a place stands in the drawing."""
        x = MARGIN + (longitude - self.west) * _SHORTENED * self.scale
        return round(x), round(MARGIN + (self.north - latitude) * self.scale)


def hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the smallest convex shape round some points (Andrew's monotone chain).

    >>> hull([(0, 0), (4, 0), (4, 4), (0, 4), (2, 2)])
    [(0, 0), (4, 0), (4, 4), (0, 4)]
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(run: Iterable[Point]) -> list[Point]:
        chain: list[Point] = []
        for point in run:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(ordered) + half(reversed(ordered))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def middle(points: Sequence[Point]) -> tuple[int, int]:
    """The average place of some points."""
    return round(sum(p[0] for p in points) / len(points)), round(sum(p[1] for p in points) / len(points))


@dataclass(frozen=True, slots=True)
class Label:
    """A name that found room: its middle, and the line on which it stands."""

    words: str
    x: int
    y: int


def labels(wanted: Iterable[tuple[str, int, int, int]], frame: Frame, dots: Sequence[tuple[int, int]]) -> list[Label]:
    """Names above or below their dots, none over another; whoever is named first has the first choice.

    Args:
        wanted: words, x, y, and the radius of the dot; those that matter most first.
        frame: what the names must stay inside.
        dots: centres that no name may cover.
    """
    taken: list[tuple[float, float, float, float]] = [(x - 4, y - 4, x + 4, y + 4) for x, y in dots]
    found = []
    for words, x, y, radius in wanted:
        half = len(words) * LETTER * LETTER_WIDTH / 2
        for base in (y - radius - 6, y + radius + LETTER):
            box = (x - half, base - LETTER * 0.8, x + half, base + LETTER * 0.25)
            inside = box[0] > 0 and box[2] < frame.width and box[1] > 0 and box[3] < frame.height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found.append(Label(words, x, round(base)))
                break
    return found


def _overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
