"""Reading the controlled vocabulary."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from forum.kernel.db import db
from forum.kernel.i18n import locale
from forum.topics.models import Topic, TopicPlatform


def label(topic: Topic) -> str:
    """The topic in the reader's language."""
    return topic.label_ar if locale() == "ar" else topic.label_en


def by_slug(slug: str | None) -> Topic | None:
    """The topic with this word in its address, if there is one."""
    if not slug:
        return None
    return db.session.scalars(select(Topic).where(Topic.slug == slug)).one_or_none()


def by_label(words: str) -> Topic | None:
    """The topic that somebody typed by its name, in either language."""
    words = " ".join(words.split())
    query = select(Topic).where((Topic.label_ar == words) | (func.lower(Topic.label_en) == words.lower()))
    return db.session.scalars(query.limit(1)).one_or_none()


def of_ids(ids: Collection[int]) -> Sequence[Topic]:
    """Topics by id, in the order of the vocabulary."""
    if not ids:
        return []
    return db.session.scalars(select(Topic).where(Topic.id.in_(ids)).order_by(Topic.position)).all()


def of_slugs(slugs: Collection[str]) -> dict[str, Topic]:
    """Topics by slug."""
    return {t.slug: t for t in db.session.scalars(select(Topic).where(Topic.slug.in_(slugs)))}


def offered(platform_id: int) -> Sequence[Topic]:
    """The topics that a platform offers first, in the order of the vocabulary."""
    query = (
        select(Topic)
        .join(TopicPlatform, TopicPlatform.topic_id == Topic.id)
        .where(TopicPlatform.platform_id == platform_id)
        .order_by(Topic.position)
    )
    return db.session.scalars(query).all()


def everything() -> Sequence[Topic]:
    """The whole vocabulary in its order."""
    return db.session.scalars(select(Topic).order_by(Topic.position)).all()
