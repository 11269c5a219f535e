"""The one clock: every moment in the forum is an aware datetime in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
