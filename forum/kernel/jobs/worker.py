"""The loop that does what requests left to do."""

import logging
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forum.kernel.db import db, transaction
from forum.kernel.jobs import queue

log = logging.getLogger("forum.worker")

#: Seconds between two looks at an empty table; a written post is searchable within about this.
IDLE = 0.4


@dataclass(frozen=True)
class JobKind:
    """A kind of work that an area can do.

    ``run`` gets the payloads of up to ``batch`` jobs at once, inside one
    transaction; if it raises, all of them are tried again later, one by one.
    A kind that ``waits`` for somebody else, such as a mail server, gets no
    transaction, so that nobody who writes waits with it. A ``slow`` kind takes
    seconds a job: a set-up, where a person waits, leaves it to the worker.
    """

    name: str
    run: Callable[[Sequence[dict[str, Any]]], None]
    batch: int = 1
    waits: bool = False
    slow: bool = False


def run_once(kinds: Mapping[str, JobKind]) -> int:
    """Do the oldest due work; returns how many jobs were taken, 0 when nothing is due."""
    jobs = queue.claim({kind.name: kind.batch for kind in kinds.values()})
    if not jobs:
        return 0
    groups = [jobs] if jobs[0].attempts == 1 else [[job] for job in jobs]
    for group in groups:
        _do(kinds[group[0].kind], group)
    return len(jobs)


def _do(kind: JobKind, jobs: Sequence[Any]) -> None:
    payloads = [job.payload for job in jobs]
    try:
        if kind.waits:
            kind.run(payloads)
        with transaction():
            if not kind.waits:
                kind.run(payloads)
            queue.finish(jobs)
    except Exception:
        log.exception("%s failed (%d jobs)", kind.name, len(jobs))
        with transaction():
            queue.retry_later(jobs, traceback.format_exc(limit=-3))
    finally:
        db.session.remove()


def run_pending(kinds: Mapping[str, JobKind]) -> int:
    """Do everything that is due now; returns how many jobs were taken."""
    total = 0
    while taken := run_once(kinds):
        total += taken
    return total


def work(kinds: Mapping[str, JobKind], stopping: Callable[[], bool]) -> None:
    """Work until ``stopping()``; a database that is away for a while is waited for."""
    while not stopping():
        try:
            taken = run_once(kinds)
        except Exception:
            log.exception("the job table could not be read; trying again")
            db.session.remove()
            taken = 0
        if not taken:
            db.session.remove()
            time.sleep(IDLE)
