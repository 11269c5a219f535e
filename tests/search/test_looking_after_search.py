"""What members miss is counted without them, and moderators do something about it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.search.curating import actions, queries as curation, rules
from forum.search.curating.models import GapDismissal, SearchOpening, SearchQuestion
from forum.search.query import parse
from tests.support import factories as make
from tests.support.client import CheckingClient

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index")


def questions() -> list[tuple[str, int, int, int]]:
    """What is counted now: words, missed, found, opened."""
    db.session.expire_all()
    found = db.session.scalars(select(SearchQuestion).order_by(SearchQuestion.id))
    return [(one.words, one.missed, one.found, one.opened) for one in found]


def test_a_search_without_result_is_counted_without_the_person(client: CheckingClient, acting_as, index):
    board = make.board()
    index()
    acting_as(make.seat(board))
    client.get("/search?q=القِنديل")
    acting_as(make.seat(board))
    client.get("/search?q=القنديل")

    assert questions() == [("القنديل", 2, 0, 0)]
    columns = set(SearchQuestion.__table__.columns.keys()) | set(SearchOpening.__table__.columns.keys())
    assert not [name for name in columns if "member" in name or "author" in name or "address" in name]


@pytest.mark.parametrize(
    "asked",
    [
        "سلمى@municipality.ps", "هاتف 0599 123 456", "author:سلمى قنديل", "قنديل region:gaza", "is:answered قنديل",
        "قنديل -بحر",
    ],
)
def test_what_may_point_at_a_person_or_is_narrowed_is_not_counted(asked: str):
    assert rules.kept_words(parse(asked)) == ""


def test_visitors_and_searches_that_find_are_not_counted_by_the_page(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread(board=board, title="ضريبة الأملاك")
    index()
    client.get("/search?q=قنديل")
    acting_as(make.seat(board))
    client.get("/search?q=ضريبة")
    client.get("/search?q=ضريبة&answered=yes")

    assert questions() == []


def test_a_browser_tells_what_was_looked_at_and_opened(client: CheckingClient, acting_as, index):
    board = make.board()
    thread = make.thread(board=board, title="ضريبة الأملاك")
    index()
    acting_as(make.seat(board))
    page = client.get("/search?q=ضريبة")
    key = page.text.split('data-result="')[1].split('"')[0]
    platform = board.platform_id

    assert 'data-looks="/search/looks"' in page.text
    assert f'href="/posts/{key.removeprefix("post:")}' in page.text, "the link stays an address"
    for more in ({}, {}, {"result": key}):
        assert client.post("/search/looks", data={"q": "ضريبة", "platform": platform} | more).status_code == 204
    assert questions() == [("ضريبه", 0, 2, 1)]
    assert db.session.scalars(select(SearchOpening.result)).all() == [key]
    assert thread.id


@pytest.mark.parametrize("result", ["post:999999", "post:x", "nothing:1", "post:" + "9" * 40, "post", ":", "post:٣"])
def test_an_opening_of_what_is_no_result_counts_nothing(result: str, client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))

    assert client.post("/search/looks", data={"q": "ضريبة", "result": result}).status_code == 204
    assert questions() == []


def test_the_list_shows_moderators_what_was_missed_on_their_platforms(client: CheckingClient, acting_as, queries):
    own, other = make.board(), make.board(platform=make.platform(slug="other", name_ar="الابتكار"))
    with transaction():
        for words, platform in (("قنديل", own.platform_id), ("مرجان", other.platform_id), ("محار", 0)):
            actions.note_missed(words, platform)
    acting_as(make.moderator(own))
    client.get("/search/gaps")

    with queries.at_most(4):
        page = client.get("/search/gaps")

    assert "قنديل" in page.text
    assert "محار" in page.text
    assert "مرجان" not in page.text
    assert "/ask?title=%D9%82%D9%86%D8%AF%D9%8A%D9%84" in page.text
    assert "/search/synonyms/new?term=%D9%82%D9%86%D8%AF%D9%8A%D9%84" in page.text
    assert "/search/gaps" in client.get("/desk").text
    acting_as(make.association())
    assert "مرجان" in client.in_english().get("/search/gaps").text


def test_members_do_not_see_the_list(client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))

    assert client.get("/search/gaps").status_code == 403
    assert client.get("/search/synonyms").status_code == 403


def test_what_is_found_again_leaves_the_list(client: CheckingClient, acting_as):
    board = make.board()
    with transaction():
        actions.note_missed("قنديل", 0)
    with transaction():
        actions.note_found("قنديل", 0)
    acting_as(make.moderator(board))

    page = client.get("/search/gaps")

    assert "قنديل" not in page.text
    assert "كل ما بحث عنه الزملاء مؤخرًا له نتائج." in page.text


def test_found_but_never_opened_is_a_pile_of_its_own(client: CheckingClient, acting_as):
    board = make.board()
    with transaction():
        for words in ("قنديل", "قنديل", "محار", "محار"):
            actions.note_found(words, board.platform_id)
        post = make.post(make.thread(board=board, title="عن المحار"), "نص")
        actions.note_opened("محار", board.platform_id, f"post:{post.id}")
    acting_as(make.moderator(board))

    page = client.get("/search/gaps?pile=unopened")
    assert "قنديل" in page.text
    assert "محار" not in page.text

    opened = client.get("/search/gaps?pile=opened")
    assert "عن المحار" in opened.text
    assert "مرة واحدة" in opened.text


def test_a_question_is_taken_off_the_list_with_a_reason_and_put_back(client: CheckingClient, acting_as):
    board = make.board()
    with transaction():
        actions.note_missed("قنديل", board.platform_id)
    number = db.session.scalar(select(SearchQuestion.id))
    acting_as(make.moderator(board))

    assert client.post(f"/search/gaps/{number}/dismissal", data={"reason": " "}).status_code == 422
    answer = client.post(f"/search/gaps/{number}/dismissal", data={"reason": "ليس من عمل البلديات"})
    assert answer.status_code == 303
    assert "قنديل" not in client.get("/search/gaps").text
    assert "ليس من عمل البلديات" in client.get("/search/gaps?pile=dismissed").text

    client.post(f"/search/gaps/{number}/return")
    assert db.session.scalars(select(GapDismissal)).all() == []
    assert "قنديل" in client.get("/search/gaps").text


def test_moderators_of_others_take_nothing_off(client: CheckingClient, acting_as):
    with transaction():
        actions.note_missed("قنديل", make.board().platform_id)
    number = db.session.scalar(select(SearchQuestion.id))
    acting_as(make.moderator(make.platform(slug="other", name_ar="الابتكار")))

    assert client.post(f"/search/gaps/{number}/dismissal", data={"reason": "سبب"}).status_code == 404
    assert client.post("/search/gaps/99999999999/dismissal").status_code == 404


def test_what_nobody_asked_for_a_year_is_forgotten():
    with transaction():
        actions.note_missed("قنديل", 0)
        actions.note_missed("محار", 0)
    with transaction():
        old = db.session.scalars(select(SearchQuestion).where(SearchQuestion.words == "قنديل")).one()
        old.last_at = clock.now() - rules.KEPT - timedelta(hours=1)
    with transaction():
        actions.forget_old_questions()

    assert questions() == [("محار", 1, 0, 0)]
    assert curation.PILES[0] == curation.MISSED
