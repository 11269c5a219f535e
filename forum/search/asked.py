"""A search as its address: everything that was asked, and the addresses next to it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from forum.search.engine import FACETS, Filters, Request
from forum.search.query import LONGEST, date_of, parse

PAGE_SIZE = 10
#: What can be asked for by its kind; of a workshop both what is announced and what was said.
KINDS = {
    "post": frozenset({"post"}),
    "paper": frozenset({"paper"}),
    "file": frozenset({"file"}),
    "workshop": frozenset({"workshop", "workshop_notes"}),
    "case": frozenset({"case"}),
    "person": frozenset({"person"}),
    "authority": frozenset({"authority"}),
}
#: Nobody reads further; a narrower question finds more.
LAST_PAGE = 50

#: The largest number that a database keeps.
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """One search as it stands in the address."""

    q: str = ""
    kind: str = ""
    platform: str = ""
    board: str = ""
    topic: str = ""
    region: str = ""
    authority: str = ""
    type: str = ""
    """How the thread was opened."""
    answered: str = ""
    """``yes`` or ``no``."""
    since: str = ""
    order: str = ""
    """``new`` for the newest first, ``peers`` for those of authorities like one's own, else the best."""
    exact: str = ""
    page: int = 1

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Asked":
        """Read an address; what makes no sense is left out."""
        given = {name: _readable(args.get(name, "")) for name in cls.__slots__ if name != "page"}
        return cls(**given, page=_page(args.get("page", "")))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked yet."""
        return not self.q and not self.filters_on

    @property
    def filters_on(self) -> dict[str, str]:
        """The filters that narrow this search, by their names in the address."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    def filters(self) -> Filters:
        """As an engine understands them."""
        return Filters(
            kinds=KINDS.get(self.kind, _one(self.kind)),
            platforms=_number(self.platform),
            boards=_number(self.board),
            topics=_number(self.topic),
            regions=_one(self.region),
            authorities=_number(self.authority),
            thread_kinds=_one(self.type),
            answered={"yes": True, "no": False}.get(self.answered),
            since=self.moment(),
        )

    def moment(self) -> datetime | None:
        """The day from which on documents count."""
        return date_of(self.since) if self.since else None

    def request(self) -> Request:
        """The search itself."""
        return Request(
            parse(self.q, exact=bool(self.exact)),
            filters=self.filters(),
            size=PAGE_SIZE,
            skip=(self.page - 1) * PAGE_SIZE,
            newest_first=self.order == "new",
            facets=FACETS,
        )

    def but(self, **changes: Any) -> dict[str, Any]:
        """The values of another address: this search with changes, from its first page."""
        values = asdict(replace(self, **{"page": 1, **changes}))
        return {name: value for name, value in values.items() if value and (name, value) != ("page", 1)}


#: Names in the address that narrow a search.
FILTERS = ("kind", "platform", "board", "topic", "region", "authority", "type", "answered", "since")


def _readable(text: str) -> str:
    """What a page can show again: no control characters, no half ones."""
    return "".join(c if c.isprintable() else " " for c in text[:LONGEST]).strip()


def _page(text: str) -> int:
    return min(LAST_PAGE, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _number(text: str) -> frozenset[int]:
    is_number = text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= _LARGEST
    return frozenset({int(text)}) if is_number else frozenset()


def _one(text: str) -> frozenset[str]:
    return frozenset({text}) if text else frozenset()
