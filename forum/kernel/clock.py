"""The one clock: every moment in the forum is an aware datetime in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing(at: datetime) -> Iterator[None]:
    """Let the clock stand at a moment: for loading what happened earlier, and for tests."""
    token = _standing.set(at)
    try:
        yield
    finally:
        _standing.reset(token)
