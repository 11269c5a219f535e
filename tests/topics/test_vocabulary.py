"""The controlled vocabulary as it ships."""

from sqlalchemy import func, select

from forum.kernel.db import db, shipped, transaction
from forum.platforms.models import Platform
from forum.platforms.seeds import seed as seed_platforms
from forum.topics.models import Topic, TopicPlatform
from forum.topics.seeds import seed


def _seed() -> None:
    with transaction():
        seed_platforms()
        seed()


def test_the_vocabulary_is_a_tree_of_two_levels(app):
    _seed()
    topics = db.session.scalars(select(Topic)).all()

    roots = {topic.id for topic in topics if topic.parent_id is None}

    assert (len(topics), len(roots)) == (154, 16)
    assert {topic.parent_id for topic in topics} - {None} <= roots


def test_every_topic_has_a_label_in_both_languages_and_a_platform(app):
    _seed()

    nameless = select(Topic.slug).where((Topic.label_ar == "") | (Topic.label_en == ""))
    unnamed = db.session.scalars(nameless).all()
    homeless = db.session.scalars(
        select(Topic.slug).outerjoin(TopicPlatform, TopicPlatform.topic_id == Topic.id)
        .where(TopicPlatform.topic_id.is_(None))
    ).all()

    assert unnamed == [] and homeless == []


def test_a_topic_is_offered_where_the_table_says(app):
    _seed()

    places = db.session.scalars(
        select(Platform.slug).join(TopicPlatform, TopicPlatform.platform_id == Platform.id)
        .join(Topic, Topic.id == TopicPlatform.topic_id).where(Topic.slug == "gis-setup")
    ).all()

    assert places == ["engineering"]


def test_labels_are_unambiguous():
    rows = shipped("topics")

    for language in ("ar", "en"):
        labels = [row[f"label_{language}"] for row in rows]
        assert len(set(labels)) == len(labels)


def test_filling_a_second_time_only_looks_and_keeps_what_was_added(app, queries):
    _seed()
    with transaction():
        db.session.add(Topic(slug="new", label_ar="جديد", label_en="New"))

    with queries.at_most(8) as sent:
        _seed()

    assert all(text.lstrip().startswith("SELECT") for text in sent.statements)
    assert db.session.scalar(select(func.count()).select_from(Topic)) == 155
