"""What attachments ask of the areas whose things have files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from forum.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of a thing stand, for search and for the page of a file.

    Leave ``author_id`` and ``authority_id`` empty where the author is anonymous.
    """

    title: str
    """The thing's own heading: a thread's title, a workshop's name."""
    address: str
    audience: str
    """As in ``search.port.Document``: ``EVERYONE``, ``MEMBERS`` or ``audience_of_platform(7)``."""
    platform_id: int | None = None
    board_id: int | None = None
    group: str = ""
    """Hits of one group are one result: ``thread:7``."""
    author_id: int | None = None
    authority_id: int | None = None
    region: str | None = None
    created_at: datetime | None = None
    demo: bool = False


class Holder(Protocol):
    """An area's answer for one kind of thing that can have files; named in its manifest under ``holders``."""

    kind: str
    """``post``, ``workshop``, …"""

    def readable(self, actor: Actor, ids: Collection[int]) -> Collection[int]:
        """Those of ``ids`` whose files the actor may read now; visitors are asked about too."""
        ...

    def require_attach(self, actor: Actor, id: int) -> None:
        """Raise ``Refused`` or ``NotFound``, with the sentence, unless the actor may add and remove files."""
        ...

    def platform_of(self, id: int) -> int | None:
        """The platform whose space the files take; ``None`` for none."""
        ...

    def places(self, ids: Collection[int]) -> Mapping[int, Place]:
        """Where those of ``ids`` stand that search may find; hidden ones are left out."""
        ...


#: By kind; filled by the manifest when the app is made.
HOLDERS: dict[str, Holder] = {}
