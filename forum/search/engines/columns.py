"""What documents are, as columns: one array a trait, one place a document.

A filter or a count then costs a pass over an array instead of a look at each
document. Numbers are kept as small as they are, so that a million documents fit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from forum.search.entry import Traits


def small(numbers: np.ndarray) -> np.ndarray:
    """Whole numbers in the smallest type that holds them all."""
    low, high = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return np.ascontiguousarray(numbers, kind)
    return np.ascontiguousarray(numbers, np.int64)


@dataclass(frozen=True, slots=True)
class Coded:
    """A trait with few values: the values, and for each document the number of its value."""

    values: Sequence[Any]
    codes: np.ndarray

    @classmethod
    def of(cls, column: Sequence[Any]) -> "Coded":
        """Number the values of a column in the order in which they appear."""
        numbers: dict[Any, int] = {}
        codes = np.fromiter((numbers.setdefault(v, len(numbers)) for v in column), np.int32, len(column))
        return cls(tuple(numbers), small(codes))

    def among(self, wanted: frozenset[Any]) -> np.ndarray:
        """For each document whether its value is one of ``wanted``."""
        table = np.fromiter((value in wanted for value in self.values), bool, len(self.values))
        if table.all():
            return np.ones(len(self.codes), bool)
        return table[self.codes]


@dataclass(frozen=True, slots=True)
class Lists:
    """A trait of which a document may have several: all values in a row, and where each document's begin."""

    values: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, column: Sequence[Sequence[int]]) -> "Lists":
        """Lay lists end to end."""
        lengths = np.fromiter((len(one) for one in column), np.int64, len(column))
        starts = np.concatenate(([0], np.cumsum(lengths)))
        values = np.fromiter((value for one in column for value in one), np.int64, int(starts[-1]))
        return cls(small(values), small(starts))

    def among(self, wanted: frozenset[int]) -> np.ndarray:
        """For each document whether one of its values is one of ``wanted``."""
        hits = np.concatenate(([0], np.cumsum(np.isin(self.values, list(wanted)))))
        return hits[self.starts[1:]] > hits[self.starts[:-1]]

    def at(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The values of some documents in a row, and for each the index of its document among ``places``."""
        starts = self.starts[places].astype(np.int64)
        lengths = self.starts[places + 1] - starts
        owner = np.repeat(np.arange(len(places)), lengths)
        offset = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.values[starts[owner] + offset], owner


#: The number of a group whose name has none.
UNNUMBERED = -1


def _parted(name: str) -> tuple[str, int]:
    """``thread:7`` is a kind of group and a number; any other name is a kind of its own."""
    kind, colon, number = name.rpartition(":")
    if colon and number.isascii() and number.isdigit() and len(number) < 19 and str(int(number)) == number:
        return kind, int(number)
    return name, UNNUMBERED


@dataclass(frozen=True, slots=True)
class Groups:
    """The group of each document: a kind and a number within it, so that no name is kept."""

    kind: Coded
    number: np.ndarray
    lowest: np.ndarray
    """Of each kind the lowest number, and the highest."""
    highest: np.ndarray

    @classmethod
    def of(cls, names: Iterable[str]) -> "Groups":
        """Take names apart."""
        parted = [_parted(name) for name in names]
        kind = Coded.of([one for one, _ in parted])
        numbers = np.fromiter((number for _, number in parted), np.int64, len(parted))
        of_kinds = [numbers[kind.codes == code] for code in range(len(kind.values))]
        lowest = np.array([int(one.min()) for one in of_kinds], np.int64)
        highest = np.array([int(one.max()) for one in of_kinds], np.int64)
        return cls(kind, small(numbers), lowest, highest)

    def name(self, place: int) -> str:
        """The name of the group of the document at one place."""
        kind, number = self.kind.values[self.kind.codes[place]], int(self.number[place])
        return kind if number == UNNUMBERED else f"{kind}:{number}"


@dataclass(frozen=True, slots=True)
class Columns:
    """The traits of the documents of one segment."""

    id: np.ndarray
    group: Groups
    kind: Coded
    audience: Coded
    platform: Coded
    board: Coded
    topics: Lists
    region: Coded
    thread_kind: Coded
    answered: Coded
    has_file: Coded
    authority: Coded
    author: Coded
    created: np.ndarray

    def key(self, place: int) -> str:
        """The name in the index of the document at one place."""
        return f"{self.kind.values[self.kind.codes[place]]}:{self.id[place]}"

    @classmethod
    def of(cls, rows: Sequence[Traits]) -> "Columns":
        """Turn rows into columns."""
        listed = list(zip(*rows, strict=True)) or [()] * len(Traits._fields)
        made: dict[str, Any] = dict(zip(Traits._fields, listed, strict=True))
        for one in fields(cls):
            if one.type is Coded:
                made[one.name] = Coded.of(made[one.name])
        made["group"] = Groups.of(made["group"])
        made["topics"] = Lists.of(made["topics"])
        for name in ("id", "created"):
            made[name] = small(np.fromiter(made[name], np.int64, len(rows)))
        return cls(**made)
