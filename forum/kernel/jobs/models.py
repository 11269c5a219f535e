"""The job table: what is to be done, written in the transaction that asked for it."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class Job(db.Model):
    """One piece of work, waiting, claimed, or given up on (``buried_at``).

    ``claimed_at`` is a lease: a worker that dies keeps a job for
    ``queue.LEASE`` and then another one may take it. Done jobs are deleted.
    """

    __tablename__ = "job"
    __table_args__ = (Index(None, "buried_at", "run_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    run_at: Mapped[datetime] = mapped_column(default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    buried_at: Mapped[datetime | None]
    error: Mapped[str | None]
