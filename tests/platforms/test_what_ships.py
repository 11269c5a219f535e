"""The platforms and boards that the forum begins with."""

import pytest
from sqlalchemy import func, select

from forum.authorities import rules as authority_rules
from forum.kernel.db import db, shipped, transaction
from forum.platforms.models import Board, Platform
from forum.platforms.seeds import seed


def _seed() -> None:
    with transaction():
        seed()


def test_the_five_platforms_stand_in_their_order(app):
    _seed()

    assert db.session.scalars(select(Platform.slug).order_by(Platform.position)).all() == [
        "public-relations", "engineering", "finance", "village-councils", "innovation",
    ]


def test_every_platform_has_its_boards(app):
    _seed()

    boards = select(Platform.slug, func.count()).join(Board, Board.platform_id == Platform.id)
    count = boards.group_by(Platform.slug)
    assert dict(db.session.execute(count).all()) == {
        "public-relations": 4, "engineering": 5, "finance": 4, "village-councils": 8, "innovation": 3,
    }


def test_only_people_of_village_councils_sit_on_their_platform(app):
    _seed()

    limited = select(Platform.slug, Platform.for_kind).where(Platform.for_kind != "")
    assert db.session.execute(limited).all() == [("village-councils", "village_council")]
    assert "village_council" in authority_rules.KINDS


@pytest.mark.parametrize("table", ["platforms", "boards"])
def test_every_name_and_purpose_is_there_in_both_languages(table):
    for row in shipped(table):
        for field in ("name_ar", "name_en", "purpose_ar", "purpose_en"):
            assert row[field].strip(), f"{row['slug']} has no {field}"
        for field in ("purpose_ar", "purpose_en"):
            is_one_sentence = row[field].endswith(".") and ". " not in row[field]
            assert is_one_sentence, f"{row['slug']}: {field} is one sentence"


def test_filling_a_second_time_only_looks(app, queries):
    _seed()

    with queries.at_most(3) as sent:
        _seed()

    assert all(text.lstrip().startswith("SELECT") for text in sent.statements)


def test_a_board_that_the_association_added_stays(app):
    _seed()
    with transaction():
        platform = db.session.scalars(select(Platform)).first()
        db.session.add(Board(platform_id=platform.id, slug="new", name_ar="جديد", name_en="New"))

    _seed()

    assert db.session.scalars(select(Board).where(Board.slug == "new")).one()
