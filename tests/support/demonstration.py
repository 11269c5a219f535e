"""The forum with its demonstration content: made once a run, copied back before each test."""

import fcntl
import shutil
import sqlite3
from pathlib import Path

from flask import Flask

from forum.kernel.db import db, transaction
from forum.kernel.jobs import run_pending
from forum.registry import brought

NAME = "minassat.db"


def template(app: Flask, folder: Path) -> Path:
    """The database of a forum just set up, with everything done that its worker would do.

    ``app`` must stand on an empty database below its FOLDER. Parallel processes
    share one ``folder``: the first makes the template, the others wait for it.
    """
    made = folder / NAME
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with app.app_context():
                _fill(app)
                db.session.remove()
                copy(Path(db.engine.url.database), made)
    return made


def _fill(app: Flask) -> None:
    db.create_all()
    for seed in brought(app, "seeds"):
        with transaction():
            seed()
    app.test_cli_runner().invoke(args=["demo"], catch_exceptions=False)
    run_pending(app.extensions["job_kinds"])


def copy(source: Path, target: Path) -> None:
    """Put the content of one SQLite database into another, under the feet of those who read it."""
    with sqlite3.connect(source) as given, sqlite3.connect(target) as taken:
        given.backup(taken)
    given.close()
    taken.close()


def forget(folder: Path) -> None:
    """Throw away what a test left beside the database."""
    for name in ("outbox", "uploads"):
        shutil.rmtree(folder / name, ignore_errors=True)
