"""A document as a row: traits as columns, all its terms as one text-search vector."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from forum.search.arabic import FIELDS
from forum.search.engines.segments import LABELS
from forum.search.entry import Entry, Traits

#: How a term begins in the vector, by its field. Lexemes are ours: PostgreSQL stems nothing.
PREFIXES = {"word": "w ", "light": "l ", "root": "r ", "grams": "g ", "pairs": "p ", LABELS: "n "}

#: PostgreSQL keeps at most so many places of a lexeme; ours stand for how often it counts.
MOST_PLACES = 255
_PLACES = [":" + ",".join(str(n) for n in range(1, many + 1)) for many in range(MOST_PLACES + 1)]

#: The columns of a row, in order.
COLUMNS = (
    "key", "id", "group_key", "kind", "audience", "platform", "board", "topics", "region", "thread_kind", "answered",
    "has_file", "authority", "author", "created", "lengths", "terms",
)  # fmt: skip
#: How ``Traits`` are read from a row.
TRAITS = COLUMNS[1:15]


def lexeme(field: str, term: str) -> str:
    """A term as it stands in the vector."""
    return PREFIXES[field] + term


def quoted(lexeme: str) -> str:
    """A lexeme inside the text of a vector or a query."""
    return "'" + re.sub(r"(['\\])", r"\1\1", lexeme) + "'"


def vector(terms: Mapping[str, Mapping[str, int]]) -> str:
    """Terms with what each counts, as PostgreSQL reads a vector."""
    return " ".join(
        quoted(lexeme(field, term)) + _PLACES[min(MOST_PLACES, weight)]
        for field, counted in terms.items()
        for term, weight in counted.items()
    )


def row(made: Entry) -> tuple[Any, ...]:
    """A document's row, by ``COLUMNS``."""
    traits = made.traits
    lengths = [sum(made.terms[field].values()) for field in FIELDS]
    terms = {**made.terms, LABELS: dict.fromkeys(made.labels, 1)}
    return (traits.key, *traits._replace(topics=list(traits.topics)), lengths, vector(terms))


def traits_of(columns: Sequence[Any]) -> Traits:
    """What a row says of its document."""
    traits = Traits(*columns)
    return traits._replace(topics=tuple(traits.topics))


def last_of_each(made: Iterable[Entry]) -> list[Entry]:
    """Of entries of one document only the last."""
    return list({one.traits.key: one for one in made}.values())
