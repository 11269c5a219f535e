"""Keeping the index equal to the database: writers leave jobs, the worker does the rest."""

from collections.abc import Sequence

from forum.kernel.jobs import enqueue

#: The job that lets an engine learn documents again; payload: ``kind`` and ``ids``.
INDEX = "search.index"
#: The job that fills the index anew from the database.
REBUILD = "search.rebuild"
#: Documents a job; a thread of a thousand posts is five jobs.
CHUNK = 200


def reindex(kind: str, ids: Sequence[int]) -> None:
    """Let search learn these documents again (or forget them, if they are gone)."""
    for start in range(0, len(ids), CHUNK):
        enqueue(INDEX, kind=kind, ids=list(ids[start : start + CHUNK]))
