"""Whether pages must say that invented content is shown.

A file in the forum's folder remembers it, so that no page asks the database.
``flask setup`` and ``flask demo`` keep the file true.
"""

from pathlib import Path

from flask import current_app
from sqlalchemy import select

from forum.kernel.db import db
from forum.threads.models import Thread


def _note() -> Path:
    return Path(current_app.config["FOLDER"]) / "shows-demonstration"


def shows_demonstration() -> bool:
    """For templates: whether this forum holds invented content."""
    return _note().exists()


def remember() -> None:
    """Look into the database and keep in mind what it holds."""
    if db.session.scalar(select(Thread.id).where(Thread.demo_key.is_not(None)).limit(1)) is None:
        _note().unlink(missing_ok=True)
    else:
        _note().parent.mkdir(parents=True, exist_ok=True)
        _note().touch()
