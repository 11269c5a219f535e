"""Searches are kept under a name, and tell once a day what is new."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.notifications.models import Notification
from forum.search.keeping import actions
from forum.search.keeping.models import SavedSearch
from forum.search.keeping.views import tell_news
from tests.search.asking import results
from tests.support import factories as make
from tests.support.client import CheckingClient

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index")


def keep(client: CheckingClient, address: str = "q=الإنارة&page=3", **given: str):
    """Send the fold under the results."""
    return client.post("/search/kept", data={"name": "الإنارة عندنا", "address": address} | given)


def saved() -> list[SavedSearch]:
    """What is kept now."""
    db.session.expire_all()
    return list(db.session.scalars(select(SavedSearch).order_by(SavedSearch.id)))


def looked_yesterday() -> None:
    """Everything kept was looked at a day ago."""
    with transaction():
        for one in saved():
            one.told_at = clock.now() - timedelta(days=1)


def told() -> list[int]:
    """Who was told of news in kept searches."""
    rows = db.session.scalars(select(Notification).where(Notification.subject_kind == "saved_search"))
    return [row.member_id for row in rows]


def test_a_search_is_kept_listed_repeated_and_dropped(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("نص", board=board, title="الإنارة في القرى")
    index()
    acting_as(make.seat(board))
    assert "حفظ هذا البحث" in client.get("/search?q=الإنارة").text

    assert keep(client).status_code == 303

    assert "page" not in saved()[0].address, "from its first page"
    page = client.get("/search/kept")
    assert "الإنارة عندنا" in page.text
    assert len(results(client.get(f"/search?{saved()[0].address}"))) == 1
    assert "Only you see them" in client.in_english().get("/search/kept").text
    client.post(f"/search/kept/{saved()[0].id}/removal")
    assert saved() == []
    assert "You keep no search yet" in client.get("/search/kept").text


def test_the_same_name_replaces(client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))
    keep(client)
    keep(client, "q=المياه")

    assert [one.address for one in saved()] == ["q=%D8%A7%D9%84%D9%85%D9%8A%D8%A7%D9%87"]


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "س" * 200}, {"address": ""}, {"address": "page=2&x=y"}])
def test_what_cannot_be_kept_is_said(wrong: dict[str, str], client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))

    assert keep(client, **({"address": "q=الإنارة"} | wrong)).status_code == 422
    assert saved() == []


def test_a_full_list_says_so(client: CheckingClient, acting_as, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    acting_as(make.seat(make.board()))
    keep(client)

    assert keep(client, name="أخرى").status_code == 409
    assert len(saved()) == 1


def test_nobody_touches_the_searches_of_others(client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))
    keep(client)
    number = saved()[0].id
    acting_as(make.outsider())

    assert "الإنارة عندنا" not in client.get("/search/kept").text
    assert client.post(f"/search/kept/{number}/removal").status_code == 404
    assert client.post(f"/search/kept/{number}/news", data={"wants": "yes"}).status_code == 404
    assert len(saved()) == 1


def test_who_wishes_is_told_of_new_results_once(client: CheckingClient, acting_as, index, run_jobs):
    board = make.board()
    reader = acting_as(make.seat(board))
    keep(client, wants_news="y")
    acting_as(make.seat(board))
    keep(client)
    looked_yesterday()
    make.thread("نص", board=board, title="الإنارة في القرى", created_at=clock.now() - timedelta(hours=1))
    index()

    for _day in range(2):
        with transaction():
            tell_news()
        run_jobs()

    assert told() == [reader.member_id]
    acting_as(reader)
    page = client.get("/notifications")
    assert "الإنارة عندنا" in page.text
    assert "نتيجة جديدة واحدة" in page.text


def test_nobody_is_told_of_what_stands_on_platforms_of_others(client: CheckingClient, acting_as, index, run_jobs):
    board = make.board()
    acting_as(make.outsider())
    keep(client, wants_news="y")
    looked_yesterday()
    make.thread("نص", board=board, title="الإنارة في القرى", created_at=clock.now() - timedelta(hours=1))
    index()

    with transaction():
        tell_news()
    run_jobs()

    assert told() == []


def test_the_wish_can_be_taken_back(client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))
    keep(client, wants_news="y")
    number = saved()[0].id

    client.post(f"/search/kept/{number}/news", data={"wants": "no"})
    assert not saved()[0].wants_news
    client.post(f"/search/kept/{number}/news", data={"wants": "yes"})
    assert saved()[0].wants_news


def test_the_list_costs_few_statements(client: CheckingClient, acting_as, queries):
    acting_as(make.seat(make.board()))
    for n in range(5):
        keep(client, name=f"بحث {n}")
    client.get("/search/kept")

    with queries.at_most(3):
        client.get("/search/kept")


def test_kept_searches_are_among_what_a_member_takes_along(client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))
    keep(client)

    assert "الإنارة عندنا" in client.get("/account/data.json").get_data(as_text=True)
