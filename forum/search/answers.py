"""What a search gives back: results as pages need them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from forum.search.highlighting import Shown
from forum.search.port import Card
from forum.search.query import Query
from forum.search.thesaurus import Row


@dataclass(frozen=True, slots=True)
class Found:
    """One result: what the database says of it, and where the words stand."""

    card: Card
    shown: Shown
    also: int = 0
    peer: str = ""
    """In what its authority is like the reader's, where that was asked for."""
    is_near: bool = False
    """Whether it was found by its meaning alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a page of results needs."""

    query: Query
    results: tuple[Found, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    expansions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words of the question, and what was looked for beside them."""
    topics: tuple[Card, ...] = ()
    """Topics of the vocabulary that the question is about."""
    beside: tuple[Card, ...] = ()
    """People and authorities whom the question names."""
    did_you_mean: str = ""
    is_partial: bool = False
    """No result holds the whole question."""
    is_hurried: bool = False
    """Time ran out; better results may exist."""
    is_stand_in: bool = False
    """The index is being mended; only the newest was looked at."""


class Curated(NamedTuple):
    """Where the synonyms are that moderators add: a number that grows with every change, and the groups."""

    version: Callable[[], int]
    rows: Callable[[], list[Row]]
