"""How many groups have each value of a trait."""

from collections.abc import Mapping

import numpy as np

from forum.search.engines.found import Found
from forum.search.engines.snapshot import Snapshot
from forum.search.entry import NOTHING


def facets(snapshot: Snapshot, found: Found, names: tuple[str, ...]) -> Mapping[str, Mapping[str, int]]:
    """Count groups by the value of each trait; the most frequent first. Nothing has no count."""
    return {name: _counted(snapshot, found, "topics" if name == "topic" else name) for name in names}


def _counted(snapshot: Snapshot, found: Found, column: str) -> dict[str, int]:
    """A group counts once for a value however many of its documents have it."""
    pairs: dict[str, set | np.ndarray] = {}
    counts: dict[str, int] = {}
    width = len(snapshot.groups)
    for value, groups in _by_value(snapshot, found, column):
        mark = pairs.setdefault(value, np.zeros(width, bool))
        mark[groups] = True
    for value, mark in pairs.items():
        counts[value] = int(np.count_nonzero(mark))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _by_value(snapshot: Snapshot, found: Found, column: str):
    for number, segment in enumerate(snapshot.segments):
        of_segment = found.segment == number
        places, groups = found.place[of_segment], found.group[of_segment]
        if column == "topics":
            yield from _by_topic(segment.columns.topics, places, groups)
            continue
        coded = getattr(segment.columns, column)
        codes = coded.codes[places]
        for code in np.unique(codes):
            value = coded.values[code]
            if value not in ("", NOTHING):
                yield str(value), groups[codes == code]


def _by_topic(topics, places: np.ndarray, groups: np.ndarray):
    lengths = topics.starts[places + 1] - topics.starts[places]
    owner = np.repeat(np.arange(len(places)), lengths)
    offset = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    values = topics.values[topics.starts[places][owner] + offset] if len(owner) else np.zeros(0, np.int64)
    for value in np.unique(values):
        yield str(value), groups[owner[values == value]]
