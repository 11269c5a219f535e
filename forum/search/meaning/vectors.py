"""Keeping vectors equal to the texts: the worker's part. What is made once is not made again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from hashlib import blake2b

from sqlalchemy import delete, select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import enqueue
from forum.search.meaning.encoding import PASSAGE, Encoder, small
from forum.search.meaning.models import SearchVector
from forum.search.port import Document

#: The job that makes vectors; payload: ``kind`` and ``ids``.
MEANING = "search.meaning"
#: Documents of a job, about two seconds' work, and how far apart jobs are, so that others come between.
CHUNK, APART = 10, timedelta(seconds=4)
#: Keys looked up at a time.
BATCH = 500


def text_of(document: Document) -> str:
    """What the vector is made of: what the thread asks, or its answer under its title."""
    return f"{document.title}\n{document.body}"[:PASSAGE]


def hash_of(text: str) -> str:
    """A short name of a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def has_meaning(document: Document) -> bool:
    """Only what a question can be like, or what answers it."""
    return document.is_opening or document.is_answer


def missing(documents: Sequence[Document], encoder: Encoder) -> list[Document]:
    """Those whose vectors are not there, or were made of something else."""
    wanted = {document.key: document for document in documents if has_meaning(document)}
    rows = select(SearchVector.key, SearchVector.text_hash).where(
        SearchVector.key.in_(wanted), SearchVector.encoder == encoder.name
    )
    known = dict(map(tuple, db.session.execute(rows)))
    return [one for key, one in wanted.items() if known.get(key) != hash_of(text_of(one))]


def plan(documents: Sequence[Document], encoder: Encoder | None, jobs: Iterator[int]) -> None:
    """Leave jobs for those that need vectors; ``jobs`` counts them, for each comes a little later."""
    due = missing(documents, encoder) if encoder else []
    for start in range(0, len(due), CHUNK):
        some, later = due[start : start + CHUNK], clock.now() + next(jobs) * APART
        enqueue(MEANING, run_at=later, kind=some[0].kind, ids=[one.id for one in some if one.kind == some[0].kind])


def planning(documents: Iterable[Document], encoder: Encoder | None) -> Iterator[Document]:
    """The same documents, while jobs are left for their vectors."""
    waiting: list[Document] = []
    jobs = iter(range(10**9))
    for document in documents:
        yield document
        if encoder and has_meaning(document):
            waiting.append(document)
            if len(waiting) == BATCH:
                _plan_apart(waiting, encoder, jobs)
    _plan_apart(waiting, encoder, jobs)


def _plan_apart(waiting: list[Document], encoder: Encoder | None, jobs: Iterator[int]) -> None:
    """In a transaction of its own, each kind for itself."""
    if waiting:
        with transaction():
            for kind in {document.kind for document in waiting}:
                plan([document for document in waiting if document.kind == kind], encoder, jobs)
        waiting.clear()


def make(documents: Sequence[Document], encoder: Encoder) -> int:
    """Make the vectors that these documents need; how many. Each is written as soon as it is made."""
    due = missing(documents, encoder)
    for document in due:
        text = text_of(document)
        vector = small(encoder.passage(text))
        with transaction():
            db.session.merge(
                SearchVector(
                    key=document.key, encoder=encoder.name, text_hash=hash_of(text), vector=vector, made_at=clock.now()
                )
            )
    return len(due)


def forget(keys: Sequence[str]) -> None:
    """What is not found any more has no meaning either."""
    for start in range(0, len(keys), BATCH):
        db.session.execute(delete(SearchVector).where(SearchVector.key.in_(keys[start : start + BATCH])))
