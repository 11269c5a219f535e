"""The directory as its pages need it: rows that are filtered, and the map. Part of the queries; public."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.authorities import drawing, rules
from forum.authorities.models import Authority, Governorate
from forum.authorities.names import folded
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _, locale


@dataclass(frozen=True, slots=True)
class Entry:
    """One authority in a list or on the map, in the reader's language."""

    id: int
    name: str
    kind: str
    size_class: str
    region: str
    governorate_id: int
    governorate: str
    population: int | None
    latitude: float | None
    longitude: float | None
    spellings: str

    @property
    def url(self) -> str:
        """Its page."""
        return f"/authorities/{self.id}"

    @property
    def kind_in_words(self) -> object:
        """«Municipality, class A»."""
        words = rules.KINDS.get(self.kind, "")
        return _("%(kind)s, class %(letter)s", kind=words, letter=self.size_class) if self.size_class else words

    @property
    def has_place(self) -> bool:
        """Whether it can be drawn."""
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the directory as they stand in the address; what is unknown counts as not asked."""

    q: str = ""
    region: str = ""
    governorate: int | None = None
    kind: str = ""
    size: str = ""
    members: str = ""
    """``any`` or the slug of a platform on which it has members."""

    def but(self, **changes: Any) -> dict[str, Any]:
        """The query of an address that differs in something; what is empty is left out."""
        given = {name: getattr(self, name) for name in self.__slots__} | changes
        return {name: value for name, value in given.items() if value}


def everything() -> list[Entry]:
    """All authorities in the order of governorates, kinds and names: one query of columns."""
    is_arabic = locale() == "ar"
    name, place = (Authority.name_ar, Governorate.name_ar) if is_arabic else (Authority.name_en, Governorate.name_en)
    rows = db.session.execute(
        select(
            Authority.id, name.label("name"), Authority.kind, Authority.size_class, Authority.region,
            Authority.governorate_id, place.label("governorate"), Authority.population, Authority.latitude,
            Authority.longitude, (Authority.name_ar + " | " + Authority.name_en).label("spellings"),
        )
        .join(Authority.governorate)
        .order_by(Governorate.position, Authority.kind, name, Authority.id)
    )
    return [Entry(*row) for row in rows]


def narrowed(entries: Sequence[Entry], asked: Asked, present: Mapping[int, Collection[str]]) -> list[Entry]:
    """Those that fit every filter. ``present``: authority → platforms on which it has members."""
    wanted = folded(asked.q)

    def fits(entry: Entry) -> bool:
        there = present.get(entry.id, ())
        return (
            asked.region in ("", entry.region)
            and asked.governorate in (None, entry.governorate_id)
            and asked.kind in ("", entry.kind)
            and asked.size in ("", entry.size_class)
            and (not asked.members or (bool(there) if asked.members == "any" else asked.members in there))
            and (not wanted or any(wanted in folded(part) for part in entry.spellings.split(" | ")))
        )

    return [entry for entry in entries if fits(entry)]


def governorates() -> Sequence[Governorate]:
    """All sixteen, in order."""
    return db.session.scalars(select(Governorate).order_by(Governorate.position)).all()


def authority(authority_id: int) -> Authority:
    """One authority with its governorate.

    Raises:
        NotFound: there is none with this number.
    """
    query = select(Authority).where(Authority.id == authority_id).options(joinedload(Authority.governorate))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such authority in the directory."))
    return found


@dataclass(frozen=True, slots=True)
class Dot:
    """An authority on the map."""

    entry: Entry
    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A governorate on the map: a shape round its authorities, not its border."""

    id: int
    name: str
    region: str
    points: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map: how large it is, its shapes, dots and names."""

    width: int = 0
    height: int = 0
    shapes: Sequence[Shape] = ()
    dots: Sequence[Dot] = ()
    labels: Sequence[drawing.Label] = ()
    without_place: Sequence[Entry] = field(default=())


def drawn(entries: Sequence[Entry], *, is_close: bool) -> Drawing:
    """The map of some authorities. ``is_close``: a region or less, where dots are larger and have names."""
    placed = [entry for entry in entries if entry.has_place]
    without = [entry for entry in entries if not entry.has_place]
    if not placed:
        return Drawing(without_place=without)
    frame = drawing.Frame.round([(e.latitude, e.longitude) for e in placed])
    # Large ones first, so that the small ones lie on top and can be touched.
    dots = sorted(
        (Dot(e, *frame.at(e.latitude, e.longitude), _radius(e, is_close)) for e in placed), key=lambda d: -d.radius
    )
    by_place: dict[int, list[Dot]] = {}
    for dot in dots:
        by_place.setdefault(dot.entry.governorate_id, []).append(dot)
    shapes = [_shape(group) for group in by_place.values()]
    if is_close:
        wanted = sorted(dots, key=lambda d: (-d.radius, -(d.entry.population or 0)))
        names = [(d.entry.name, d.x, d.y, d.radius) for d in wanted]
    else:
        names = [(shape.name, shape.x, shape.y, 0) for shape in shapes]
    clear_of = [(d.x, d.y) for d in dots] if is_close else []
    return Drawing(
        frame.width, frame.height, shapes, dots, drawing.labels(names, frame, clear_of), without,
    )


def _radius(entry: Entry, is_close: bool) -> int:
    """Larger for cities than for villages."""
    base = rules.DOTS.get(f"{entry.kind}:{entry.size_class}", rules.SMALLEST_DOT)
    return base * 2 if is_close else base


def _shape(dots: Sequence[Dot]) -> Shape:
    corners = drawing.hull([(d.x, d.y) for d in dots])
    one = dots[0].entry
    return Shape(
        one.governorate_id, one.governorate, one.region, " ".join(f"{x},{y}" for x, y in corners),
        *drawing.middle([(d.x, d.y) for d in dots]),
    )
