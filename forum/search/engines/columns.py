"""What documents are, as columns: one array a trait, one place a document.

A filter or a count then costs a pass over an array instead of a look at each
document.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from forum.search.entry import Traits


@dataclass(frozen=True, slots=True)
class Coded:
    """A trait with few values: the values, and for each document the number of its value."""

    values: tuple[Any, ...]
    codes: np.ndarray

    @classmethod
    def of(cls, column: Sequence[Any]) -> "Coded":
        """Number the values of a column in the order in which they appear."""
        numbers: dict[Any, int] = {}
        codes = np.fromiter((numbers.setdefault(v, len(numbers)) for v in column), np.int32, len(column))
        small = np.int16 if len(numbers) < 2**15 else np.int32
        return cls(tuple(numbers), codes.astype(small))

    def among(self, wanted: frozenset[Any]) -> np.ndarray:
        """For each document whether its value is one of ``wanted``."""
        table = np.fromiter((value in wanted for value in self.values), bool, len(self.values))
        return table[self.codes] if len(self.values) else np.zeros(0, bool)


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
        return cls(values, starts)

    def among(self, wanted: frozenset[int]) -> np.ndarray:
        """For each document whether one of its values is one of ``wanted``."""
        hits = np.concatenate(([0], np.cumsum(np.isin(self.values, list(wanted)))))
        return hits[self.starts[1:]] > hits[self.starts[:-1]]

    def at(self, place: int) -> np.ndarray:
        """The values of one document."""
        return self.values[self.starts[place] : self.starts[place + 1]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The traits of the documents of one segment."""

    id: np.ndarray
    group: Coded
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
            column = made[one.name]
            if one.type == "Coded" or one.type is Coded:
                made[one.name] = Coded.of(column)
        made["topics"] = Lists.of(made["topics"])
        for name in ("id", "created"):
            made[name] = np.fromiter(made[name], np.int64, len(rows))
        return cls(**made)
