"""The database: base class, moments in UTC, transactions, keyset pages."""

from forum.kernel.db.base import Base, UTCDateTime, db, related
from forum.kernel.db.engine import prepare_engine
from forum.kernel.db.paging import Cursor, Page, keyset
from forum.kernel.db.seeding import keep_equal, shipped
from forum.kernel.db.transaction import is_too_busy, is_unique_violation, transaction

__all__ = [
    "Base",
    "Cursor",
    "Page",
    "UTCDateTime",
    "db",
    "is_too_busy",
    "is_unique_violation",
    "keep_equal",
    "keyset",
    "prepare_engine",
    "related",
    "shipped",
    "transaction",
]
