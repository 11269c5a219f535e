"""What the worker does for search: teach the engine what changed, or everything anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import LEASE, Job, JobKind, enqueue, renew
from forum.search.engine import Damaged
from forum.search.finding import Search
from forum.search.indexing import INDEX, REBUILD
from forum.search.meaning import joining
from forum.search.port import Document

#: Rows read at a time while everything is learnt anew.
BATCH = 500


def search() -> Search:
    """The search service of this forum."""
    return current_app.extensions["search"]


def learn(payloads: Sequence[dict[str, Any]]) -> None:
    """Let the engine know how these documents are now: changed, new or gone."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for payload in payloads:
        wanted[payload["kind"]].update(payload["ids"])
    documents, gone = [], []
    for kind, ids in wanted.items():
        adapter = search().adapters.get(kind)
        found = list(adapter.documents(sorted(ids))) if adapter else []
        documents += found
        gone += [f"{kind}:{id}" for id in ids - {document.id for document in found}]
    try:
        search().engine.change(documents, gone)
        if search().engine.is_worn():
            mend()
    except Damaged:
        rebuild()
    search().meaning.follow(documents, gone)


def rebuild(batch: int = BATCH) -> int:
    """Fill the engine anew from the database, while people search; how many documents."""
    return search().engine.replace_all(search().meaning.following(search().everything(batch)))


def _rebuild_if_needed(_payloads: Sequence[dict[str, Any]]) -> None:
    """Several people may have noticed the same damage: one rebuild is enough."""
    search().engine.replace_all(_still_at_it(search().meaning.following(search().everything(BATCH))))


def _still_at_it(documents: Iterable[Document]) -> Iterator[Document]:
    """The same documents; meanwhile no other worker takes the rebuild for forgotten, however long it lasts."""
    renewed = clock.now()
    for document in documents:
        if clock.now() - renewed > LEASE / 5:
            renew(REBUILD)
            renewed = clock.now()
        yield document


def mend() -> None:
    """Have the worker build the index anew, unless that is waiting already."""
    waiting = select(Job.id).where(Job.kind == REBUILD, Job.buried_at.is_(None)).limit(1)
    if db.session.scalar(waiting) is None:
        with transaction():
            enqueue(REBUILD)


def mend_if_empty() -> None:
    """At the start: an engine that was never filled is filled by the worker."""
    if not search().engine.is_complete():
        enqueue(REBUILD)


JOBS = [
    JobKind(INDEX, learn, batch=20, waits=True),  # nobody who writes waits for the index
    JobKind(REBUILD, _rebuild_if_needed, batch=100, waits=True),
    joining.job(lambda: search().meaning),
]
