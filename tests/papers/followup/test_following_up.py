"""What a paper asks, what is answered, what is done: kept by moderators, read by everybody."""

import pytest
from sqlalchemy import select

from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.kernel.errors import Refused
from forum.papers.followup import actions, queries
from forum.papers.followup.days import today
from forum.papers.followup.models import FollowUpStep, Recommendation
from forum.papers.followup.policy import CanFollowUp, gate
from tests.support import factories as make

NEW = {
    "addressee": "وزارة المالية", "ask": "جدولة الديون", "asked_on": "2026-01-05", "responsible": "لجنة المالية",
    "review_on": "2026-06-01",
}


def test_a_moderator_adds_a_recommendation_and_a_visitor_reads_it(client, acting_as, case, published):
    acting_as(case.moderator)
    assert client.get(f"/papers/{published.id}/recommendations/new").status_code == 200
    answer = client.post(f"/papers/{published.id}/recommendations", data=NEW)
    assert answer.status_code == 303 and "#recommendation-" in answer.location
    acting_as(ANYONE)
    page = client.get(f"/papers/{published.id}/follow-up").text
    assert "جدولة الديون" in page and "لا جواب بعد" in page and "لجنة المالية" in page
    assert "تسجيل جواب" not in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ask", " ", "يلزم كتابة المطلوب."),
        ("addressee", "", "يلزم ذكر الجهة المطلوب منها."),
        ("asked_on", "2999-01-01", "لم يأتِ هذا اليوم بعد."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(client, acting_as, case, published, field, value, sentence):
    acting_as(case.moderator)
    answer = client.post(f"/papers/{published.id}/recommendations", data=NEW | {field: value})
    assert answer.status_code == 422 and sentence in answer.text and "لجنة المالية" in answer.text
    assert db.session.scalars(select(Recommendation)).all() == []


def test_an_answer_and_progress_are_kept_with_their_days(client, acting_as, case, asked):
    acting_as(case.moderator)
    answered = {"answer": "partly", "answer_words": "كتاب رقم 12", "answered_on": "2026-02-01"}
    assert client.post(f"/recommendations/{asked.id}/answers", data=answered).status_code == 303
    done = {"progress": "done", "progress_words": "صدر التعميم", "progressed_on": "2026-03-01"}
    assert client.post(f"/recommendations/{asked.id}/progress", data=done).status_code == 303
    desk = client.get(f"/recommendations/{asked.id}").text
    assert "كتاب رقم 12" in desk and "صدر التعميم" in desk
    acting_as(ANYONE)
    page = client.get(f"/papers/{asked.paper_id}/follow-up").text
    assert "موافقة جزئية" in page and "كتاب رقم 12" in page and "نُفّذت" in page and "صدر التعميم" in page
    assert len(db.session.scalars(select(FollowUpStep)).all()) == 2


def test_an_answer_without_words_is_not_taken(client, acting_as, case, asked):
    acting_as(case.moderator)
    answer = client.post(f"/recommendations/{asked.id}/answers", data={"answer": "agree", "answered_on": "2026-02-01"})
    assert answer.status_code == 422 and "يلزم ذكر ما أجابوا به" in answer.text
    assert queries.of_paper(asked.paper_id)[0].answer == "none"


def test_members_and_moderators_elsewhere_read_only(client, acting_as, case, asked):
    for who in (make.seat(case.board), make.moderator(make.board())):
        acting_as(who)
        assert client.get(f"/papers/{asked.paper_id}/follow-up").status_code == 200
        assert client.get(f"/recommendations/{asked.id}").status_code == 403
        assert client.post(f"/papers/{asked.paper_id}/recommendations", data=NEW).status_code == 403
        assert not gate.may(who, CanFollowUp.KEEP, asked.paper)


def test_a_draft_asks_nobody_anything_yet(client, acting_as, case):
    paper = case.draft("نص")
    acting_as(case.moderator)
    assert client.get(f"/papers/{paper.id}/follow-up").status_code == 404
    with pytest.raises(Refused):
        actions.recommend(paper, "وزارة", "طلب", asked_on=today(), by=case.moderator)


def test_the_wording_can_be_put_right(client, acting_as, case, asked):
    acting_as(case.moderator)
    assert client.post(f"/recommendations/{asked.id}/wording", data=NEW).status_code == 303
    assert "جدولة الديون" in client.get(f"/papers/{asked.paper_id}/follow-up").text


def test_what_all_papers_ask_stands_on_one_page_by_answer(client, acting_as, case, published, asked, queries):
    with transaction():
        for number in range(30):
            actions.recommend(published, "جهة", f"مطلب رقم {number}", asked_on=today(), by=case.moderator)
        actions.note_answer(asked, "agree", "موافقون", on=today(), by=case.moderator)
    db.session.expunge_all()
    client.get("/follow-up")
    with queries.at_most(4):
        page = client.get("/follow-up").text
    assert "مطلب رقم 7" in page and "موافقون" in page
    only = client.get("/follow-up?answer=agree&platform=nowhere").text
    assert "موافقون" in only and "مطلب رقم 7" not in only
    with queries.at_most(5):
        client.get(f"/papers/{published.id}/follow-up")


def test_what_is_no_longer_asked_is_not_counted(case, asked):
    with transaction():
        actions.note_answer(asked, "reject", "لا", on=today(), by=case.moderator)
        actions.note_progress(asked, "dropped", "تغير القانون", on=today(), by=case.moderator)
    assert queries.tallied([asked])["asked"] == 0 and queries.tallied([asked])["reject"] == 0
