"""Short ways to put documents into an engine and to ask it."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from forum.search.engine import Engine, Filters, Request, Results
from forum.search.port import Document
from forum.search.query import parse

_numbers = count(1)
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def post(body: str, title: str = "", **given: Any) -> Document:
    """A post; a thread of its own unless ``group`` is given."""
    number = given.pop("id", None) or next(_numbers)
    return Document("post", number, title, body, **{"created_at": DAY, "group": f"thread:{number}"} | given)


def ask(engine: Engine, text: str, **given: Any) -> Results:
    """Everything that is found."""
    exact = given.pop("exact", False)
    filters = Filters(**{name: given.pop(name) for name in list(given) if name in Filters.__slots__})
    return engine.search(Request(parse(text, exact=exact), filters=filters, **{"size": 50, "seconds": 9} | given))


def found(engine: Engine, text: str, **given: Any) -> list[int]:
    """The numbers of the documents found, best first."""
    return [hit.id for hit in ask(engine, text, **given).hits]


def results(answer) -> list[str]:
    """The titles of the results on a page."""
    return [part.split("</h2>")[0] for part in answer.text.split('<h2 class="hit__title">')[1:]]
