"""Moderators say which words mean the same, and searches use it at once."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db
from forum.search.curating import rules
from forum.search.curating.models import SynonymChange, SynonymGroup
from tests.search.asking import results
from tests.support import factories as make
from tests.support.client import CheckingClient

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index", "forgotten")


@pytest.fixture
def forgotten(app):
    """What a test taught the thesaurus is unlearnt, as the database forgets it too."""
    yield
    app.extensions["search"].thesaurus.amend([])
    app.extensions["search"]._learnt = 0


def group(**given: str) -> dict[str, str]:
    """A filled-in form."""
    return {"phrases": "القنديل\nمصباح الشارع", "likeness": "same", "reason": "هكذا يكتبها الناس"} | given


def test_a_group_is_effective_at_once_and_without_a_rebuild(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("نستبدلها كل عام", board=board, title="صيانة مصباح الشارع")
    index()
    acting_as(make.coordinator(board))
    assert results(client.get("/search?q=قنديل")) == []

    assert client.post("/search/synonyms", data=group()).status_code == 303

    page = client.get("/search?q=قنديل")
    assert len(results(page)) == 1
    assert "<bdi>مصباح الشارع</bdi>" in page.text, "said why"
    added = db.session.scalars(select(SynonymChange)).one()
    assert (added.what, added.reason) == ("added", "هكذا يكتبها الناس")


def test_a_preview_shows_before_and_after_and_changes_nothing(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("نستبدلها كل عام", board=board, title="صيانة مصباح الشارع")
    index()
    acting_as(make.moderator(board))

    page = client.post("/search/synonyms", data=group(question="قنديل", preview="1", reason=""))

    assert page.status_code == 200
    before, after = page.text.split("النتائج بعد الإضافة")
    assert "صيانة مصباح الشارع" not in before.split("النتائج الآن")[1]
    assert "صيانة مصباح الشارع" in after
    assert "جديدة" in after
    assert "هكذا" not in page.text
    assert db.session.scalars(select(SynonymGroup)).all() == []
    assert results(client.get("/search?q=قنديل")) == []


def test_a_group_is_changed_and_removed_and_its_history_stays(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("نص", board=board, title="صيانة مصباح الشارع")
    index()
    acting_as(make.moderator(board))
    client.post("/search/synonyms", data=group())
    number = db.session.scalar(select(SynonymGroup.id))

    page = client.get(f"/search/synonyms/{number}")
    assert "هكذا يكتبها الناس" in page.text
    client.post(f"/search/synonyms/{number}/changes", data=group(phrases="القنديل\nسراج", reason="تصحيح"))
    assert results(client.get("/search?q=قنديل")) == []
    client.post(f"/search/synonyms/{number}/changes", data=group(reason="كما كانت"))
    assert len(results(client.get("/search?q=قنديل"))) == 1

    assert client.post(f"/search/synonyms/{number}/removal", data={"reason": ""}).status_code == 422
    assert client.post(f"/search/synonyms/{number}/removal", data={"reason": "لا حاجة إليها"}).status_code == 303
    assert results(client.get("/search?q=قنديل")) == []
    shown = client.in_english().get("/search/synonyms")
    assert "لا حاجة إليها" in shown.text
    assert "Nobody has added words yet" in shown.text
    assert client.get(f"/search/synonyms/{number}").status_code == 404


def test_one_way_words_lead_one_way(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("نص", board=board, title="سراج قديم")
    make.thread("نص", board=board, title="قنديل قديم")
    index()
    acting_as(make.moderator(board))
    client.post("/search/synonyms", data=group(phrases="قنديل\nسراج", likeness="one_way"))

    assert len(results(client.get("/search?q=قنديل"))) == 2
    assert len(results(client.get("/search?q=سراج"))) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"phrases": "قنديل"}, {"phrases": "قنديل\nالقنديل\nوالقِنديل"}, {"phrases": ""}, {"reason": ""}, {"likeness": "x"},
     {"phrases": "\n".join(f"كلمة{n} {n}" for n in range(20))}, {"phrases": "س" * 90 + "\nسراج"}, {"phrases": "!\n؟"}],
)  # fmt: skip
def test_what_makes_no_group_is_said_and_kept(wrong: dict[str, str], client: CheckingClient, acting_as):
    acting_as(make.moderator(make.board()))

    page = client.post("/search/synonyms", data=group(**wrong))

    assert page.status_code == 422
    assert "هكذا يكتبها الناس" in page.text or "reason" in wrong
    assert db.session.scalars(select(SynonymGroup)).all() == []


def test_members_change_no_words(client: CheckingClient, acting_as):
    acting_as(make.seat(make.board()))

    assert client.post("/search/synonyms", data=group()).status_code == 403
    assert client.get("/search/synonyms/new").status_code == 403


def test_the_first_phrase_comes_from_what_was_missed(client: CheckingClient, acting_as):
    acting_as(make.moderator(make.board()))

    assert "قنديل" in client.get("/search/synonyms/new?term=قنديل").text


def test_the_pages_cost_few_statements(client: CheckingClient, acting_as, queries):
    acting_as(make.moderator(make.board()))
    for n in range(5):
        client.post("/search/synonyms", data=group(phrases=f"قنديل {n}\nسراج {n}"))
    client.get("/search/synonyms")

    with queries.at_most(4):
        client.get("/search/synonyms")


def test_phrases_that_search_takes_for_one_are_one():
    assert rules.phrases_of(" قنديل  البحر \nقِنديل البحر\n\nسراج") == ["قنديل البحر", "سراج"]
