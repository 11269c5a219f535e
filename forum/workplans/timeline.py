"""A picture of a year: a line an activity, a column a quarter; right to left where the language reads so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from forum.workplans.contents import Content, activities
from forum.workplans.rules import is_overdue, quarters

#: In units of the picture: the column with the places, one quarter, one line, the head.
PLACES, QUARTER, LINE, HEAD = 56, 150, 30, 34


class Column(NamedTuple):
    """A quarter: where it begins, where its name stands, whether it is the present one."""

    name: str
    x: int
    middle: int
    is_now: bool


class Bar(NamedTuple):
    """An activity: its place and how far it is; ``done`` is the length of the part that is done."""

    place: str
    title: str
    status: str
    is_overdue: bool
    x: int
    y: int
    width: int
    done_x: int
    done: int
    label_x: int
    sign_x: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the picture draws."""

    width: int
    height: int
    columns: Sequence[Column]
    bars: Sequence[Bar]


def timeline(content: Content, today: str, *, is_rtl: bool) -> Timeline | None:
    """The picture of a plan; none where it has no activity."""
    rows = list(activities(content))
    if not rows:
        return None
    names = quarters(min(row["quarter"] for _p, _o, row in rows), max(row["quarter"] for _p, _o, row in rows))
    width = PLACES + QUARTER * len(names)

    def start(x: int, length: int) -> int:
        return width - x - length if is_rtl else x

    columns = [
        Column(name, start(at, QUARTER), start(at, QUARTER) + QUARTER // 2, name == today)
        for name, at in zip(names, range(PLACES, width, QUARTER), strict=True)
    ]
    bars = []
    for number, (place, _objective, row) in enumerate(rows):
        at = PLACES + QUARTER * names.index(row["quarter"]) + 8
        length = QUARTER - 16
        done = round(length * row["progress"] / 100)
        bars.append(Bar(
            place, row["title"], row["status"], is_overdue(row, today), start(at, length), HEAD + LINE * number + 6,
            length, start(at, done), done, start(PLACES // 2, 0),
            start(at + length - 14, 0),
        ))
    return Timeline(width, HEAD + LINE * len(rows) + 6, columns, bars)
