"""How SQLite is opened: durable, foreign keys on, patient with another writer."""

from typing import Any

from sqlalchemy import Engine, event

#: How long a writer waits for another one, in milliseconds.
BUSY_TIMEOUT = 10_000


def prepare_engine(engine: Engine) -> None:
    """Set up each new SQLite connection; other databases are left as they are.

    ``synchronous=FULL`` because in WAL mode NORMAL acknowledges without an
    fsync, and what we acknowledge must survive a power cut. The driver's own
    transactions are switched off: reads run without one and ``transaction()``
    begins writing ones itself, so a reader never has to be upgraded to a writer.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def open_sqlite(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-32000")
        cursor.execute("PRAGMA mmap_size=268435456")
        cursor.close()
