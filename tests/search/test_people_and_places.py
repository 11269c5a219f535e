"""People, authorities and workshops are found beside threads and papers, by those who may see them."""

from datetime import timedelta

import pytest

from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.members import actions as members
from forum.members.models import Member
from forum.platforms import actions as platforms
from forum.platforms.models import Platform, Seat
from forum.platforms.policy import Can, gate
from forum.search.directory.people import SearchablePeople, seat_number, seen_by
from forum.search.query import parse
from forum.workshops.models import Workshop, WorkshopHost
from tests.search.asking import results
from tests.support import factories as make
from tests.support.client import CheckingClient

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index")


@pytest.fixture
def muna(index):
    """A colleague on a platform, and the platform's board."""
    board = make.board()
    person = make.member(name="منى حمدان", job_title="مهندسة مساحة")
    make.seat(board, member=person)
    index()
    return person, board


def workshop(platform: Platform) -> Workshop:
    """A workshop that was held."""
    begins = clock.now() - timedelta(days=3)
    return make.save(
        Workshop(
            platform_id=platform.id, title_ar="ورشة الإنارة الشمسية", hosts=[WorkshopHost(name="نهى الصباح")],
            starts_at=begins, ends_at=begins + timedelta(hours=2),
            place="قاعة البلدية", notes="اتفقنا على دفتر الشروط", agenda=[],
        )
    )


def test_a_colleague_is_found_by_name_by_the_people_of_the_platform(client: CheckingClient, acting_as, muna):
    person, board = muna
    acting_as(make.seat(board))

    beside = client.get("/search?q=منى حمدان")
    assert f'href="/members/{person.id}"' in beside.text
    alone = client.get("/search?q=مهندسة&kind=person")
    assert len(results(alone)) == 1
    assert "عضو" in alone.text
    assert "Colleague" in client.in_english().get("/search?q=منى&kind=person").text


def test_nobody_else_finds_a_colleague(client: CheckingClient, acting_as, muna):
    person, _ = muna
    for page in (client.get("/search?q=منى&kind=person"), client.get("/search?q=منى")):
        assert "منى حمدان" not in page.text
    acting_as(make.outsider())
    for address in ("/search?q=منى&kind=person", "/search?q=منى", "/search?q=author:منى", "/search/suggest?q=منى"):
        page = client.get(address)
        assert "منى حمدان" not in page.text
        assert f"/members/{person.id}" not in page.text


def test_who_is_found_and_who_may_be_seen_are_the_same_people():
    one, other = make.platform(), make.platform(slug="other", name_ar="الابتكار")
    for actor in (ANYONE, make.seat(one), make.moderator(other), make.association(), make.administrator()):
        for platform in (one, other):
            seat = db.session.query(Seat).filter(Seat.platform_id == platform.id).first()
            listed = db.session.query(Seat).filter(seen_by(actor), Seat.platform_id == platform.id).count() > 0
            number = seat_number(seat.member_id, seat.platform_id) if seat else 0
            shown = number in SearchablePeople().cards(actor, [number])
            assert listed == shown == bool(seat and gate.may(actor, Can.SEE_PEOPLE, platform))


def test_a_person_with_two_seats_is_one_result(client: CheckingClient, acting_as, index, muna):
    person, _ = muna
    other = make.platform(slug="other", name_ar="الابتكار")
    make.seat(other, member=person)
    index()
    acting_as(make.association())

    assert len(results(client.get("/search?q=منى حمدان&kind=person"))) == 1


def test_search_learns_by_itself_who_comes_and_goes(client: CheckingClient, acting_as, run_jobs, muna):
    person, _board = muna
    other = make.platform(slug="other", name_ar="الابتكار")
    by = acting_as(make.association())
    reader = make.seat(other)
    with transaction():
        platforms.give_seat(other, db.session.get_one(Member, person.id), "member", by=by)
    run_jobs()
    acting_as(reader)
    assert len(results(client.get("/search?q=منى حمدان&kind=person"))) == 1

    with transaction():
        db.session.get_one(Member, person.id).name = "منى الخطيب"
    run_jobs()
    assert len(results(client.get("/search?q=الخطيب&kind=person"))) == 1

    with transaction():
        members.close_account(db.session.get_one(Member, person.id), "", by=by)
    assert results(client.get("/search?q=الخطيب&kind=person")) == [], "the database has the last word"
    run_jobs()
    assert "منى" not in client.get("/search?q=الخطيب").text


def test_an_authority_leads_to_all_that_comes_from_it(client: CheckingClient, acting_as, index):
    authority = make.authority(name_ar="طوباس", name_en="Tubas")
    board = make.board()
    writer = make.member(authority_id=authority.id, name="كاتبة من طوباس")
    make.seat(board, member=writer)
    make.thread("نص", board=board, author=writer, title="سؤال عن الآبار")
    make.thread("نص", board=board, title="سؤال آخر عن الآبار")
    index()
    acting_as(make.seat(board))

    assert f'href="/search?authority={authority.id}"' in client.get("/search?q=بلدية طوباس").text
    assert f'href="/search?authority={authority.id}"' in client.get("/search?q=طوباس").text
    assert f'href="/search?authority={authority.id}"' in client.in_english().get("/search?q=Tubas").text
    client.set_cookie("language", "ar")
    assert len(results(client.get(f"/search?authority={authority.id}&kind=post"))) == 1
    narrowed = client.get(f"/search?authority={authority.id}")
    assert "كاتبة من طوباس" in narrowed.text
    assert 'aria-current="true"' in narrowed.text, "the filter can be taken away"
    for wrong in ("x", "9" * 30, "-1"):
        assert client.get(f"/search?authority={wrong}").status_code == 200


def test_a_workshop_is_announced_to_all_and_its_notes_are_for_members(client: CheckingClient, acting_as, index):
    platform = make.platform()
    held = workshop(platform)
    index()

    assert len(results(client.get("/search?q=الإنارة الشمسية"))) == 1
    assert results(client.get("/search?q=دفتر الشروط")) == []
    assert results(client.get("/search?q=نهى الصباح&kind=workshop")) == []
    acting_as(make.outsider())
    page = client.get("/search?q=دفتر الشروط&kind=workshop")
    assert len(results(page)) == 1
    assert f'href="/workshops/{held.id}"' in page.text
    assert len(results(client.get("/search?q=الإنارة الشمسية"))) == 1, "one result, though both parts match"


def test_kinds_are_tabs_with_counts(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("نص", board=board, title="الإنارة في القرى")
    workshop(board.platform)
    index()
    acting_as(make.seat(board))

    page = client.get("/search?q=الإنارة")

    assert "kind=post" in page.text
    assert "kind=workshop" in page.text
    assert "kind=paper" not in page.text


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("كاتب:منى", ("labels", (("author", "منى"),))),
        ("منصة:الهندسة", ("labels", (("board", "الهندسة"),))),
        ("تصنيف:الموازنة", ("labels", (("topic", "الموازنة"),))),
        ("هيئة:نابلس", ("labels", (("authority", "نابلس"),))),
        ("منطقة:الجنوب", ("regions", frozenset({"south"}))),
        ("حالة:مجاب", ("answered", True)),
        ("فيه:ملف", ("has_file", True)),
    ],
)
def test_every_filter_has_an_arabic_name(said: str, held: tuple[str, object]):
    assert getattr(parse(said), held[0]) == held[1]


@pytest.mark.parametrize(("said", "days"), [("منذ:شهر", 31), ("since:week", 7), ("بعد:سنة", 366)])
def test_since_a_while_ago(said: str, days: int):
    assert abs(clock.now() - parse(said).since - timedelta(days=days)) < timedelta(minutes=1)
