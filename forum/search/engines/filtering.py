"""Which documents of a segment pass the filters of a request."""

from datetime import datetime

import numpy as np

from forum.search.engine import Filters, Request
from forum.search.engines.columns import Columns
from forum.search.port import EVERYONE

#: Filter → column, for filters that name the values wanted.
_NAMED = {
    "kinds": "kind",
    "platforms": "platform",
    "boards": "board",
    "topics": "topics",
    "regions": "region",
    "thread_kinds": "thread_kind",
    "authorities": "authority",
    "authors": "author",
}


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def passing(columns: Columns, request: Request) -> np.ndarray:
    """For each document whether the actor may find it and the filters let it through."""
    passed = np.ones(len(columns.id), bool)
    if request.audiences is not None:
        passed &= columns.audience.among(request.audiences | {EVERYONE})
    for filters in (request.filters, _typed(request)):
        _narrow(passed, columns, filters)
    return passed


def _typed(request: Request) -> Filters:
    """What the prefixes of the question ask."""
    query = request.query
    return Filters(regions=query.regions, answered=query.answered, has_file=query.has_file, since=query.since)


def _narrow(passed: np.ndarray, columns: Columns, filters: Filters) -> None:
    for name, column in _NAMED.items():
        if wanted := getattr(filters, name):
            passed &= getattr(columns, column).among(frozenset(wanted))
    if filters.answered is not None:
        passed &= columns.answered.among(frozenset({"yes" if filters.answered else "no"}))
    if filters.has_file is not None:
        passed &= columns.has_file.among(frozenset({filters.has_file}))
    if filters.since:
        passed &= columns.created >= _seconds(filters.since)
    if filters.until:
        passed &= columns.created < _seconds(filters.until)
