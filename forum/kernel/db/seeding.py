"""Fixed rows that ship with the forum: read from its tables, kept equal in the database."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from forum.kernel.db.base import db

#: Where the shipped tables stand.
FOLDER = Path(__file__).parents[2] / "data"


def shipped(name: str) -> list[dict[str, str]]:
    """The rows of ``forum/data/<name>.csv``, column by column as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keep_equal(model: Any, key: Sequence[str], wanted: Iterable[dict[str, Any]]) -> None:
    """Add what is missing and correct what differs; other rows are left alone.

    One query tells that nothing is to be done, so this may run at every start.

    Args:
        model: the table's class.
        key: the columns by which a shipped row is recognised, e.g. ``["code"]``.
        wanted: the rows as they should be; all name the same columns.
    """
    wanted = list(wanted)
    if not wanted:
        return
    columns = list(wanted[0])
    found = db.session.execute(select(*(getattr(model, name) for name in columns))).mappings()
    known = {tuple(row[name] for name in key): row for row in found}
    missing = []
    for row in wanted:
        at = tuple(row[name] for name in key)
        if at not in known:
            missing.append(row)
        elif any(known[at][name] != row[name] for name in columns):
            where = [getattr(model, name) == value for name, value in zip(key, at, strict=True)]
            correction = update(model).where(*where).values(row)
            db.session.execute(correction.execution_options(synchronize_session=False))
    if missing:
        db.session.execute(insert(model), missing)
