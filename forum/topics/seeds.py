"""The controlled vocabulary as it ships."""

from sqlalchemy import insert, select

from forum.kernel.db import db, keep_equal, shipped
from forum.platforms.models import Platform
from forum.topics.models import Topic, TopicPlatform


def seed() -> None:
    """Make topics, their tree and their platforms equal to ``forum/data``; what was added later stays."""
    rows = shipped("topics")
    words = ("slug", "label_ar", "label_en", "synonyms_ar", "synonyms_en")
    keep_equal(
        Topic, ["slug"],
        ({**{name: row[name] for name in words}, "position": n} for n, row in enumerate(rows, 1)),
    )
    ids = dict(db.session.execute(select(Topic.slug, Topic.id)).all())
    ids[""] = None
    keep_equal(Topic, ["slug"], ({"slug": row["slug"], "parent_id": ids[row["parent"]]} for row in rows))
    _offer(rows, ids)


def _offer(rows: list[dict[str, str]], topics: dict[str, int]) -> None:
    """Say for which platforms each topic is offered first."""
    platforms = dict(db.session.execute(select(Platform.slug, Platform.id)).all())
    pairs = select(TopicPlatform.topic_id, TopicPlatform.platform_id)
    known = {tuple(row) for row in db.session.execute(pairs)}
    wanted = {(topics[row["slug"]], platforms[slug]) for row in rows for slug in row["platforms"].split()}
    if missing := sorted(wanted - known):
        db.session.execute(insert(TopicPlatform), [{"topic_id": t, "platform_id": p} for t, p in missing])
