"""Workshops: announced to everybody, their content for members."""

from datetime import timedelta

import pytest

from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.workshops import queries as workshops, rules
from forum.workshops.models import Workshop, WorkshopHost, WorkshopThread
from forum.workshops.policy import POLICY, Can, gate
from tests.support import factories as make


def workshop(**given) -> Workshop:
    """A workshop in ten days, two hours long, in Nablus."""
    starts = given.pop("starts_at", clock.now() + timedelta(days=10))
    defaults = {
        "title_ar": "نظم المعلومات الجغرافية", "title_en": "Maps for small authorities", "starts_at": starts,
        "ends_at": starts + timedelta(hours=2), "place": "نابلس", "region": "north",
        "hosts": [WorkshopHost(name="م. لؤي حرب")],
        "agenda": [{"at": "10:00", "what": "تطبيق عملي"}], "notes": "",
    }
    if "platform_id" not in given:
        given["platform_id"] = make.platform().id
    return make.save(Workshop(**defaults | given))


def held(**given) -> Workshop:
    """A workshop of last month with its notes."""
    return workshop(
        **{"starts_at": clock.now() - timedelta(days=30), "notes": "توحيد نظام الإحداثيات شرط", "attended": 25} | given
    )


WHO = {
    "visitor": lambda platform: ANYONE,
    "member elsewhere": lambda platform: make.outsider(),
    "member": lambda platform: make.seat(platform),
    "moderator": lambda platform: make.moderator(platform),
    "association": lambda platform: make.association(),
}
HERE = {"moderator", "association"}
MAY = dict.fromkeys(Can, HERE) | {
    Can.SEE: set(WHO),
    Can.READ_NOTES: set(WHO) - {"visitor"},
    Can.WITHDRAW: set(WHO) - {"visitor"},
    Can.REGISTER: HERE | {"member"},
    # not its hour yet
    **{key: set() for key in (Can.SHOW_CODE, Can.TYPE_CODE, Can.ENTER_ATTENDANCE, Can.CLOSE, Can.PUBLISH_NOTE)},
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("to", list(Can))
def test_who_may_do_what(app, who, to):
    platform = make.platform()
    decision = gate.may(WHO[who](platform), to, workshop(platform_id=platform.id))
    assert bool(decision) == (who in MAY[to])
    assert decision or decision.reason
    assert set(POLICY) == set(MAY)


def test_a_visitor_sees_title_day_and_place_and_not_what_was_said(client):
    found = held()
    page = client.get(f"/workshops/{found.id}").text
    assert "نظم المعلومات الجغرافية" in page
    assert "نابلس" in page
    assert "توحيد نظام الإحداثيات شرط" not in page
    assert "م. لؤي حرب" not in page
    assert "تطبيق عملي" not in page
    assert "ويلزم تسجيل الدخول لقراءتها" in page


def test_a_member_of_another_platform_learns_from_it_too(client, acting_as):
    found = held()
    acting_as(make.outsider())
    page = client.get(f"/workshops/{found.id}").text
    assert "توحيد نظام الإحداثيات شرط" in page
    assert "م. لؤي حرب" in page
    assert "تطبيق عملي" in page
    assert "25 مشاركًا" in page


def test_threads_about_it_are_shown_to_those_who_may_read_them(client, acting_as):
    board = make.board()
    thread = make.thread(board=board, title="من أين نبدأ بوحدة الخرائط؟")
    found = held(platform_id=board.platform_id)
    make.save(WorkshopThread(workshop_id=found.id, thread_id=thread.id))
    acting_as(make.outsider())
    assert "من أين نبدأ" not in client.get(f"/workshops/{found.id}").text
    acting_as(make.seat(board))
    assert "من أين نبدأ" in client.get(f"/workshops/{found.id}").text


def test_the_list_parts_what_is_ahead_from_what_was_held(client):
    later = workshop(title_ar="ورشة الشهر القادم", starts_at=clock.now() + timedelta(days=40))
    soon = workshop(title_ar="ورشة هذا الأسبوع", starts_at=clock.now() + timedelta(days=2))
    past = held(title_ar="ورشة الشهر الماضي")
    page = client.get("/workshops").text
    places = [page.index(w.title_ar) for w in (soon, later, past)]
    assert places == sorted(places)
    assert page.index("القادمة") < places[0] < page.index("السابقة") < places[2]


def test_a_workshop_that_is_going_on_is_still_ahead(app):
    now = workshop(starts_at=clock.now() - timedelta(minutes=30))
    assert [row.id for row in workshops.ahead()] == [now.id]
    assert not now.is_past


def test_a_platform_shows_its_own(client):
    water = make.platform(slug="water")
    workshop(title_ar="ورشة المياه", platform_id=water.id)
    workshop(title_ar="ورشة الموازنة")
    page = client.get("/workshops?platform=water").text
    assert "ورشة المياه" in page
    assert "ورشة الموازنة" not in page


def test_an_unknown_platform_shows_all(client):
    workshop(title_ar="ورشة المياه")
    assert "ورشة المياه" in client.get("/workshops?platform=none").text


def test_an_empty_list_says_so(client):
    assert "لا ورشات مقررة في الوقت الحالي." in client.get("/workshops").text


def test_an_unknown_workshop_is_not_found(client):
    answer = client.get("/workshops/99")
    assert answer.status_code == 404
    assert "الورشة غير موجودة." in answer.text
    assert client.get(f"/workshops/{2**63}").status_code == 404


def test_english_readers_get_the_english_title_or_the_arabic_one(client):
    workshop(title_ar="خرائط", title_en="Maps")
    workshop(title_ar="موازنة", title_en="")
    page = client.in_english().get("/workshops").text
    assert "Maps" in page
    assert "موازنة" in page


def test_older_ones_stand_on_further_pages_and_none_is_lost(client, app):
    platform = make.platform()
    for n in range(rules.PAST_A_PAGE + 3):
        held(title_ar=f"لقاء رقم {n:02}", platform_id=platform.id, starts_at=clock.now() - timedelta(days=20 + n))
    first = workshops.held()
    second = workshops.held(after=first.next)
    assert (len(first), len(second), second.next) == (rules.PAST_A_PAGE, 3, None)
    assert len({row.id for row in (*first, *second)}) == rules.PAST_A_PAGE + 3
    assert f"after={first.next}" in client.get("/workshops").text
    page = client.get(f"/workshops?after={first.next}").text
    assert "لقاء رقم 14" in page
    assert "القادمة" not in page


def test_demonstration_content_says_what_it_is(client):
    found = held(demo_key="ws-test")
    assert "بيانات تجريبية" in client.get("/workshops").text
    assert "بيانات تجريبية" in client.get(f"/workshops/{found.id}").text


@pytest.mark.parametrize("how_many", [1, 11])
def test_the_list_costs_three_statements_whatever_it_holds(client, queries, how_many):
    for _ in range(how_many):
        workshop()
        held()
    with queries.at_most(3):
        client.get("/workshops")


def test_a_platforms_page_shows_its_next_workshops_to_everybody(client):
    water = make.platform(slug="water")
    workshop(title_ar="ورشة المياه", platform_id=water.id)
    held(title_ar="ورشة مضت", platform_id=water.id)
    workshop(title_ar="ورشة الموازنة")
    page = client.get("/platforms/water").text
    assert "ورشة المياه" in page
    assert "ورشة مضت" not in page
    assert "ورشة الموازنة" not in page
