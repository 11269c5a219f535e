"""The forum with its demonstration content: made once a run, copied back before each test."""

import fcntl
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from flask import Flask

from forum.app import create_app
from forum.kernel.db import db, transaction
from forum.kernel.jobs import run_pending
from forum.kernel.web.fonts import build_fonts
from forum.registry import brought
from forum.search import learning
from tests.support.databases import configuration

NAME = "minassat.db"


def template(folder: Path) -> Path:
    """The folder of a forum just set up, with everything done that its worker would do.

    Parallel processes share one: the first makes it, the others wait for it.
    """
    made = folder / "made"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _fill(folder / "filling")
            (folder / "filling").rename(made)
    return made


def _fill(folder: Path) -> None:
    app = create_app(configuration(folder, f"sqlite:///{folder / NAME}"))
    with app.app_context():
        db.create_all()
        for seed in brought(app, "seeds"):
            with transaction():
                seed()
        app.test_cli_runner().invoke(args=["demo"], catch_exceptions=False)
        run_pending(app.extensions["job_kinds"])
        build_fonts(folder / "fonts")
        db.session.remove()
        db.engine.dispose()


def copy(source: Path, target: Path) -> None:
    """Put the content of one SQLite database into another, under the feet of those who read it."""
    with sqlite3.connect(source) as given, sqlite3.connect(target) as taken:
        given.backup(taken)
    given.close()
    taken.close()


class Restored:
    """Puts a forum back as its template was, before each test, in some hundredths of a second."""

    def __init__(self, app: Flask, template: Path) -> None:
        self._app = app
        self._database = template / NAME
        self._engine = app.extensions["search"].engine
        self._engine_changed = True
        self._change = self._engine.change
        self._engine.change = self._note_change

    def _note_change(self, *given: Any) -> int:
        self._engine_changed = True
        return self._change(*given)

    def restore(self) -> None:
        """Database, index, kept pieces and files as they were; called in the app's context."""
        copy(self._database, Path(db.engine.url.database))
        self._app.extensions["fragments"].clear()
        for name in ("outbox", "uploads"):
            shutil.rmtree(Path(self._app.config["FOLDER"]) / name, ignore_errors=True)
        if self._engine_changed:
            learning.rebuild()
            self._engine_changed = False
