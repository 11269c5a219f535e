"""Counting what is sent to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

#: Statements that frame or set up others are not counted.
FRAMES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ")


@dataclass
class Seen:
    """The statements of one ``with`` block, in order."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(f"{n:>3}. {' '.join(text.split())}" for n, text in enumerate(self.statements, 1))


class Queries:
    """The fixture ``queries``: holds a page to its price."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def seen(self) -> Iterator[Seen]:
        """Collect the statements sent inside the block."""
        found = Seen()

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.lstrip().upper().startswith(FRAMES):
                found.statements.append(statement)

        event.listen(self._engine, "before_cursor_execute", note)
        try:
            yield found
        finally:
            event.remove(self._engine, "before_cursor_execute", note)

    @contextmanager
    def at_most(self, limit: int) -> Iterator[Seen]:
        """Fail, listing the statements, if the block sends more than ``limit``."""
        with self.seen() as found:
            yield found
        assert len(found) <= limit, f"{len(found)} queries, at most {limit} allowed:\n{found}"

    @contextmanager
    def exactly(self, number: int) -> Iterator[Seen]:
        """Fail, listing the statements, unless the block sends ``number``."""
        with self.seen() as found:
            yield found
        assert len(found) == number, f"{len(found)} queries instead of {number}:\n{found}"
