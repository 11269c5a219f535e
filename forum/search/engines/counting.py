"""How many groups have each value of a trait."""

from collections.abc import Mapping

import numpy as np

from forum.search.engines.columns import Coded, Lists
from forum.search.engines.found import Found
from forum.search.engines.snapshot import Snapshot
from forum.search.entry import NOTHING


def facets(snapshot: Snapshot, found: Found, names: tuple[str, ...]) -> Mapping[str, Mapping[str, int]]:
    """Count groups by the value of each trait; the most frequent first. Nothing has no count."""
    starts = np.searchsorted(found.segment, np.arange(len(snapshot.segments) + 1))
    parts = [(number, slice(starts[number], starts[number + 1])) for number in range(len(snapshot.segments))]
    parts = [(number, part) for number, part in parts if part.start < part.stop]
    return {name: _counted(snapshot, found, parts, "topics" if name == "topic" else name) for name in names}


def _counted(snapshot: Snapshot, found: Found, parts: list[tuple[int, slice]], column: str) -> dict[str, int]:
    """A group counts once for a value however many of its documents have it."""
    numbers: dict[object, int] = {}
    pairs = []
    for number, part in parts:
        trait = getattr(snapshot.segments[number].columns, column)
        codes, groups = _codes(trait, found.place[part], found.group[part], numbers)
        pairs.append((codes, groups))
    width = len(snapshot.groups)
    marks = np.zeros(len(numbers) * width, bool)
    for codes, groups in pairs:
        marks[codes * width + groups] = True
    counts = [int(np.count_nonzero(marks[n * width : (n + 1) * width])) for n in range(len(numbers))]
    counted = {str(value): counts[n] for value, n in numbers.items() if value not in ("", NOTHING)}
    return dict(sorted(((value, n) for value, n in counted.items() if n), key=lambda item: (-item[1], item[0])))


def _codes(
    trait: Coded | Lists, places: np.ndarray, groups: np.ndarray, numbers: dict[object, int]
) -> tuple[np.ndarray, np.ndarray]:
    """For each value of each document its number and the document's group; ``numbers`` grows with new values."""
    if isinstance(trait, Lists):
        values, owner = trait.at(places)
        values, codes = np.unique(values, return_inverse=True)
        groups = groups[owner]
    else:
        values, codes = trait.values, trait.codes[places]
    table = np.array([numbers.setdefault(getattr(v, "item", lambda v=v: v)(), len(numbers)) for v in values], np.int64)
    return table[codes] if len(table) else np.zeros(0, np.int64), groups
