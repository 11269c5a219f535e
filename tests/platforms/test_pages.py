"""What visitors, members and those who look after a platform see of it."""

import pytest

from forum.kernel.db import db
from forum.members.models import Departure, Member
from tests.support import factories as make


@pytest.fixture
def engineering(app):
    """A platform with two boards and a coordinator."""
    platform = make.platform(
        slug="engineering", purpose_ar="مكان يسأل فيه المهندسون.", purpose_en="Where engineers ask."
    )
    make.board(platform=platform, name_ar="نظم المعلومات الجغرافية", name_en="GIS")
    make.board(platform=platform, name_ar="إدارة المشاريع", name_en="Project management")
    make.seat(platform, role="coordinator", member=make.member(name="منى حمدان"))
    make.seat(platform, member=make.member(name="رائد المجد"))
    return platform


def test_everybody_reads_what_the_platforms_are_at_a_fixed_price(client, engineering, queries):
    for _ in range(4):
        make.platform()

    with queries.at_most(2):
        page = client.get("/platforms").text

    assert "مكان يسأل فيه المهندسون." in page and "عضوان" in page and "طلب عضوية" in page


def test_a_visitor_sees_purpose_and_boards_but_neither_threads_nor_people(client, engineering, queries):
    with queries.at_most(8):
        page = client.get("/platforms/engineering").text

    for words in ("مكان يسأل فيه المهندسون.", "نظم المعلومات الجغرافية", "طلب الانضمام", "منى حمدان"):
        assert words in page
    assert "رائد المجد" not in page
    assert "/boards/" not in page and "/platforms/engineering/people" not in page


def test_a_member_finds_the_way_to_boards_and_people(client, acting_as, engineering, queries):
    acting_as(make.seat(engineering))

    with queries.at_most(14):
        page = client.get("/platforms/engineering").text

    assert "/boards/" in page and "/platforms/engineering/people" in page and "مغادرة المنصة" in page
    assert "/platforms/engineering/seats" not in page


def test_a_board_for_every_member_is_a_link_for_members_of_other_platforms(client, acting_as, engineering):
    open_board = make.board(platform=engineering, audience="members")
    acting_as(make.outsider())

    page = client.get("/platforms/engineering").text

    assert page.count("/boards/") == 1 and f"/boards/{open_board.id}" in page


def test_boards_by_region_stand_apart_from_boards_by_theme(client):
    platform = make.platform(slug="village-councils")
    make.board(platform=platform, grouping="region", name_ar="شمال الضفة الغربية")
    make.board(platform=platform, grouping="theme", name_ar="النفايات الصلبة")

    page = client.get("/platforms/village-councils").text

    order = [page.index(words) for words in ("حسب المنطقة", "شمال الضفة الغربية", "حسب المجال", "النفايات الصلبة")]
    assert order == sorted(order)


def test_in_english_it_says_the_same(client, engineering):
    page = client.in_english().get("/platforms/engineering").text

    assert "Where engineers ask." in page and "Project management" in page and "Ask for a seat" in page


@pytest.mark.parametrize("slug", ["nothing", "x" * 300, "%00", "..", "ENGINEERING"])
def test_there_is_no_such_platform(client, engineering, slug):
    assert client.get(f"/platforms/{slug}").status_code == 404


def test_people_are_listed_by_name_without_those_who_left(client, acting_as, engineering, queries):
    for name in ("ياسر قاسم", "أحمد نصر"):
        make.seat(engineering, member=make.member(name=name))
    gone = make.seat(engineering, member=make.member(name="خالد الغائب"))
    make.save(Departure(member_id=gone.member_id))
    acting_as(make.association())

    with queries.at_most(5):
        page = client.get("/platforms/engineering/people").text

    assert page.index("منى حمدان") < page.index("أحمد نصر") < page.index("رائد المجد") < page.index("ياسر قاسم")
    assert "خالد الغائب" not in page
    assert "4 أعضاء" in client.get("/platforms/engineering").text


def test_pages_of_people_skip_and_repeat_nobody(client, acting_as, engineering, queries, monkeypatch):
    monkeypatch.setattr("forum.platforms.queries.PEOPLE_A_PAGE", 3)
    for number in range(7):
        make.seat(engineering, member=make.member(name=f"زميل {number % 4}"))
    acting_as(make.association())
    address, seen = "/platforms/engineering/people", []

    while address:
        with queries.at_most(6):
            page = client.get(address).text
        rows = page.split("<h2>الأعضاء</h2>")[1]
        seen += [part.split('"')[0] for part in rows.split("/members/")[1:]]
        address = page.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in page else None

    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize("after", ["", "x", "-1", "99999999999999999999", "0"])
def test_a_mistyped_place_in_the_list_shows_a_list(client, acting_as, engineering, after):
    acting_as(make.association())

    assert client.get(f"/platforms/engineering/people?after={after}").status_code == 200


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_people_are_for_the_platforms_own_people(client, acting_as, engineering, who):
    acting_as(getattr(make, who)())

    answer = client.get("/platforms/engineering/people")

    assert answer.status_code == 403 and "رائد المجد" not in answer.text


def test_one_can_leave_a_platform_but_a_coordinator_hands_it_over_first(client, acting_as, engineering):
    member = acting_as(make.seat(engineering))
    assert client.post("/platforms/engineering/leaving").location == "/platforms/engineering"
    acting_as(db.session.get(Member, member.member_id))
    assert "مغادرة المنصة" not in client.get("/platforms/engineering").text

    acting_as(make.coordinator(engineering))
    answer = client.post("/platforms/engineering/leaving")
    assert answer.status_code == 403 and "يسلّم المنسق المنصة" in answer.text
