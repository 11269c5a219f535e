"""The databases that tests run on: made once, emptied before each test.

``transaction()`` really commits, in tests as in life. What a test wrote is
deleted afterwards; only the tables that it wrote to are touched, so that an
empty database is ready in about a millisecond.
"""

import os
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from config import Testing
from forum.app import create_app
from forum.kernel.db import db
from tests.support.accounts import let_tests_act

_WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_ANY_WRITE = re.compile(r"\b(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


def configuration(folder: Path, address: str) -> Testing:
    """Settings whose every file is below ``folder``."""
    os.environ["FORUM_FOLDER"] = str(folder)
    settings = Testing()
    settings.SQLALCHEMY_DATABASE_URI = settings.SEARCH_DATABASE = address
    settings.SEARCH_ENGINE = "memory"
    return settings


class Database:
    """One forum on one empty database, shared by the tests of a process."""

    def __init__(self, name: str, folder: Path, address: str) -> None:
        self.name = name
        self.app: Flask = create_app(configuration(folder, address))
        let_tests_act(self.app)
        self._written: set[str] = set()
        with self.app.app_context():
            self.engine = db.engine
            if name == "sqlite":
                event.listen(self.engine, "connect", do_not_wait_for_the_disk)
            event.listen(self.engine, "before_cursor_execute", self._note)
            self.engine.dispose()
            db.create_all()
        self._written.clear()

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Remember which tables a statement writes to."""
        if found := _WRITES.match(statement):
            self._written.add(found[1])
        elif _ANY_WRITE.search(statement):
            tables = db.metadata.tables
            self._written.update(name for name in tables if re.search(rf"\b{name}\b", statement))

    def empty(self) -> None:
        """Delete what was written since the last time, and what was learnt or kept of it."""
        self.app.extensions["fragments"].clear()
        if (engine := self.app.extensions["search"].engine).count():
            engine.replace_all(())
        known = self._written & set(db.metadata.tables)
        if not known:
            return
        off, on = _FOREIGN_KEYS[self.name]
        with self.engine.connect() as connection:
            connection.execute(sa.text(off))
            for table in known:
                connection.execute(sa.text(f'DELETE FROM "{table}"'))
                if self.name == "postgres" and "id" in db.metadata.tables[table].columns:  # SQLite does so by itself
                    connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1, false)"))
            connection.execute(sa.text(on))
            connection.commit()
        self._written.clear()


_FOREIGN_KEYS = {
    "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"),
    "postgres": ("SET session_replication_role = replica", "SET session_replication_role = origin"),
}


def do_not_wait_for_the_disk(connection: Any, _record: Any) -> None:
    """A test's database is thrown away: no fsync."""
    connection.execute("PRAGMA synchronous=OFF")
