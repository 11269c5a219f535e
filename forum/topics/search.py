"""How topics appear in search: as ways to narrow it, and by any of their synonyms."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.search.port import EVERYONE, Card, Document
from forum.topics.models import Topic
from forum.topics.queries import label


class SearchableTopics:
    """Every topic of the vocabulary; it leads to what can be found about it."""

    kind = "topic"

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that exist."""
        return map(_document, db.session.scalars(select(Topic).where(Topic.id.in_(ids))))

    def everything(self, batch: int) -> Iterable[Document]:
        """The whole vocabulary; it is small."""
        return map(_document, db.session.scalars(select(Topic)).all())

    def audiences(self, actor: Actor) -> frozenset[str]:
        """The vocabulary is open."""
        return frozenset({EVERYONE})

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """Topics by their labels in the reader's language."""
        found = db.session.scalars(select(Topic).where(Topic.id.in_(ids)))
        return {topic.id: Card("topic", topic.id, f"/search?topic={topic.id}", label(topic)) for topic in found}


def _document(topic: Topic) -> Document:
    synonyms = f"{topic.synonyms_ar};{topic.synonyms_en}".replace(";", " · ")
    return Document("topic", topic.id, title=f"{topic.label_ar} · {topic.label_en}", body=synonyms)
