"""The directory that everything else hangs on is complete and stays as shipped."""

from sqlalchemy import func, select

from forum.authorities import rules
from forum.authorities.models import Authority, Governorate
from forum.authorities.seeds import seed
from forum.kernel.db import db, transaction
from tests.support import factories as make


def _seed() -> None:
    with transaction():
        seed()


def test_the_directory_holds_every_governorate_and_authority(app):
    _seed()

    assert db.session.scalar(select(func.count()).select_from(Governorate)) == 16
    assert db.session.scalar(select(func.count()).select_from(Authority)) == 429
    kinds = dict(db.session.execute(select(Authority.kind, func.count()).group_by(Authority.kind)).all())
    assert kinds == {"municipality": 141, "village_council": 279, "joint_service_council": 9}
    assert set(db.session.scalars(select(Authority.region))) == set(rules.REGIONS)


def test_an_authority_is_in_the_region_of_its_governorate_unless_it_serves_several(app):
    _seed()

    strays = db.session.scalars(
        select(Authority.code).join(Authority.governorate).where(Authority.region != Governorate.region)
    ).all()

    assert all(code.startswith("JSC-") for code in strays)


def test_filling_a_second_time_changes_nothing_and_asks_three_questions(app, queries):
    _seed()
    before = db.session.execute(select(Authority.id, Authority.code).order_by(Authority.id)).all()

    with queries.exactly(3) as sent:
        _seed()

    assert all(text.lstrip().startswith("SELECT") for text in sent.statements)
    assert db.session.execute(select(Authority.id, Authority.code).order_by(Authority.id)).all() == before


def test_a_name_that_was_corrected_in_the_table_is_corrected_in_the_database(app):
    _seed()
    nablus = select(Authority).where(Authority.code == "NBS-NABLUS")
    with transaction():
        db.session.scalars(nablus).one().name_ar = "نابلص"

    _seed()

    db.session.expire_all()
    assert db.session.scalars(nablus).one().name_ar == "نابلس"


def test_an_authority_added_by_hand_stays(app):
    _seed()
    make.authority(code="NEW")

    _seed()

    assert db.session.scalar(select(func.count()).select_from(Authority)) == 430
