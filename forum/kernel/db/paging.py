"""Keyset pages: page 500 costs what page 1 costs, and nothing is skipped or repeated."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after a row: its moment and its id, as short text in an address."""

    at: datetime
    id: int

    def __str__(self) -> str:
        micros = int(self.at.timestamp() * 1_000_000)
        return base64.urlsafe_b64encode(f"{micros}.{self.id}".encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str | None) -> "Cursor | None":
        """Read one from an address; nonsense counts as no cursor, so an old link shows page one."""
        if not text or len(text) > 64:
            return None
        try:
            padded = text + "=" * (-len(text) % 4)
            micros, number = base64.urlsafe_b64decode(padded.encode()).decode().split(".")
            at = datetime.fromtimestamp(int(micros) / 1_000_000, UTC)
            return cls(at, int(number)) if 0 <= int(number) < 2**31 else None
        except (ValueError, OverflowError, OSError, binascii.Error):
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows and the cursor of the next page, if there is one."""

    rows: Sequence[Any]
    next: Cursor | None = None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def cut(cls, rows: Sequence[Any], size: int, at: str, id: str = "id") -> "Page":
        """Make a page of ``size`` from up to ``size + 1`` rows: the extra one tells there is more."""
        shown = rows[:size]
        if len(rows) <= size:
            return cls(shown)
        last = shown[-1]
        return cls(shown, Cursor(getattr(last, at), getattr(last, id)))


def keyset(at: Any, id: Any, after: Cursor) -> ColumnElement[bool]:
    """Rows older than the cursor, for a list ordered by ``at`` and ``id``, newest first."""
    return and_(at <= after.at, or_(at < after.at, id < after.id))
