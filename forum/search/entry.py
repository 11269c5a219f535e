"""A document as an engine keeps it: weighted terms for every field, labels, and traits."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from forum.search.arabic import FIELDS, Forms, content, terms
from forum.search.port import Document

#: Raised when words are taken apart or weighed differently: an index of another number is built anew.
ANALYSIS = 2

#: How much a word counts by where it stands. A title says what the whole is about, and so
#: does the beginning of a text: its first ``FIRST_WORDS`` count ``OPENING`` more than the rest.
TITLE, TEXT, OPENING = 3, 1, 2
FIRST_WORDS = 5

#: What the prefixes author:, authority:, board: and topic: look into.
LABELS = ("author", "authority", "board", "topic")


class Traits(NamedTuple):
    """What a document is, beside its words: filters and counts read these."""

    id: int
    group: str
    kind: str
    audience: str
    platform: int
    board: int
    topics: tuple[int, ...]
    region: str
    thread_kind: str
    answered: str
    has_file: bool
    authority: int
    author: int
    created: int
    """Seconds since 1970, UTC."""

    @property
    def key(self) -> str:
        """The document's name in the index."""
        return f"{self.kind}:{self.id}"


class Entry(NamedTuple):
    """All that an engine needs to know of one document."""

    terms: dict[str, dict[str, int]]
    labels: tuple[str, ...]
    traits: Traits


#: ``Traits`` has numbers where a document may have nothing.
NOTHING = -1


def _number(value: int | None) -> int:
    return NOTHING if value is None else value


def traits(document: Document) -> Traits:
    """What a document is, beside its words."""
    answered = {None: "", True: "yes", False: "no"}[document.is_answered]
    return Traits(
        document.id,
        document.group_key,
        document.kind,
        document.audience,
        _number(document.platform_id),
        _number(document.board_id),
        tuple(document.topic_ids),
        document.region or "",
        document.thread_kind or "",
        answered,
        document.has_file,
        _number(document.authority_id),
        _number(document.author_id),
        int(document.created_at.timestamp()),
    )


def label(name: str, word: str) -> str:
    """The term under which a word of a name is kept: ``author:حمدان``."""
    return f"{name}:{word}"


def labels(document: Document) -> tuple[str, ...]:
    """The words of the names that belong to the document, each with the kind of name."""
    texts = (document.author, document.authority, document.place, " ".join(document.topics))
    return tuple({label(name, word.light) for name, text in zip(LABELS, texts, strict=True) for word in content(text)})


def _zones(document: Document) -> Iterable[tuple[int, list[Forms]]]:
    """The parts of a document that words are looked for in, and how much a word counts there.

    Of a demoted one every word counts as one of the text: what is better stands above it.
    """
    yield TEXT if document.demoted else TITLE, content(document.title)
    body = content(document.body)
    yield TEXT, body
    if not document.demoted:
        yield OPENING, body[:FIRST_WORDS]
    for text in (*document.topics, document.authority, document.attachments):
        if text:
            yield TEXT, content(text)


def entry(document: Document) -> Entry:
    """Analyse a document. Never raises on any text."""
    weighted: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for weight, found in _zones(document):
        for field, listed in terms(found).items():
            counted = weighted[field]
            for term in listed:
                counted[term] += weight
    return Entry(weighted, labels(document), traits(document))
