"""The field type of a Whoosh index. Its address is written into every index: do not move it without a rebuild."""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence

from forum.search.arabic import FIELDS
from forum.search.engines.segments import LABELS


class Terms(FieldType):
    """A field that is given its terms ready made, each with its weight; Whoosh analyses nothing."""

    spellable = False

    def __init__(self) -> None:
        super().__init__(Existence(), None, scorable=True)

    def index(self, value: Mapping[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Hand over each term as Whoosh wants it: bytes, how often, weight, no positions."""
        for term, weight in value.items():
            yield term.encode(), weight, float(weight), b""


def schema() -> Schema:
    """What a Whoosh index holds of a document: its key, its terms, and what the columns are made of."""
    return Schema(key=ID(unique=True), kept=STORED(), **{name: Terms() for name in (*FIELDS, LABELS)})
