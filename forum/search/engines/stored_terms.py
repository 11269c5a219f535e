"""The field type of a Whoosh index. Its address is written into every index: do not move it without a rebuild."""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.fields import FieldType
from whoosh.formats import Existence


class Terms(FieldType):
    """A field that is given its terms ready made, each with its weight; Whoosh analyses nothing."""

    spellable = False

    def __init__(self) -> None:
        super().__init__(Existence(), None, scorable=True)

    def index(self, value: Mapping[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Hand over each term as Whoosh wants it: bytes, how often, weight, no positions."""
        for term, weight in value.items():
            yield term.encode(), weight, float(weight), b""
