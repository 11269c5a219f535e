"""Meaning as the rest of search uses it: what the worker does for it, and what a question is near to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Flask

from forum.kernel.db import db, transaction
from forum.kernel.jobs import JobKind
from forum.search.meaning import encoding, service, vectors
from forum.search.meaning.nearest import Memory, Near
from forum.search.port import Document, Searchable

#: So many near documents are asked for: the reader may not see all of them.
ASKED = 30


class Meaning:
    """The meaning search of one forum; without an encoder it finds nothing and costs nothing."""

    def __init__(
        self, encoder: encoding.Encoder | None, place: Path, adapters: Mapping[str, Searchable] | None = None
    ) -> None:
        self.encoder = encoder
        self.place = place
        self.adapters = adapters or {}

    def near(self, text: str) -> list[Near]:
        """What is near to a question in meaning, best first; nothing where the worker does not answer in time."""
        return service.ask(self.place, text, ASKED) if self.encoder and text.strip() else []

    def follow(self, documents: Sequence[Document], gone: Sequence[str]) -> None:
        """Documents were learnt or forgotten: their vectors follow."""
        without = [one.key for one in documents if not vectors.has_meaning(one)]
        if self.encoder:
            with transaction():
                vectors.forget([*gone, *without])
                for kind in {document.kind for document in documents}:
                    vectors.plan([one for one in documents if one.kind == kind], self.encoder, iter(range(10**6)))

    def following(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents, on their way into a new index."""
        return vectors.planning(documents, self.encoder)

    def learn(self, payloads: Sequence[dict[str, Any]]) -> None:
        """The job: make vectors of documents as they are now."""
        for payload in payloads if self.encoder else ():
            if adapter := self.adapters.get(payload["kind"]):
                vectors.make(list(adapter.documents(payload["ids"])), self.encoder)

    def serve(self, app: Flask) -> service.Service | None:
        """In the worker: answer web processes from now on."""
        if not self.encoder:
            return None
        memory = Memory(self.encoder)

        def answering(text: str, size: int) -> list[Near]:
            with app.app_context():
                try:
                    return memory.near(text, size)
                finally:
                    db.session.remove()

        made = service.Service(self.place, answering)
        made.begin()
        return made


def job(meaning_of: Any) -> JobKind:
    """The kind of job that makes vectors, given where the meaning search is."""
    return JobKind(vectors.MEANING, lambda payloads: meaning_of().learn(payloads), waits=True, slow=True)
