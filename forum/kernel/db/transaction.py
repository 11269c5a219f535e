"""The only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from forum.kernel.db.base import db

_WRITING = "writing"


@contextmanager
def transaction() -> Iterator[None]:
    """Everything inside happens, or nothing does.

    Opened by views, the job worker and commands. Opened inside another one it
    joins that one. On SQLite it takes the writer's lock at once, so two writers
    queue instead of failing half way.

    Raises:
        whatever the body raises, after rolling everything back.
    """
    session = db.session()
    if session.info.get(_WRITING):
        yield
        return
    session.info[_WRITING] = True
    try:
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("BEGIN IMMEDIATE"))
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(_WRITING, None)


@event.listens_for(Session, "before_flush")
def _only_inside_a_transaction(session: Session, _context: object, _instances: object) -> None:
    if not session.info.get(_WRITING) and (session.new or session.dirty or session.deleted):
        raise RuntimeError("Changes are written inside `with transaction():` only.")


def is_unique_violation(error: IntegrityError) -> bool:
    """Whether a row with the same key was there first."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
    return code in {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def is_too_busy(error: DBAPIError) -> bool:
    """Whether writers waited for each other until one was sent away; trying again later helps."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
    return code in {"40001", "40P01", "SQLITE_BUSY"}
