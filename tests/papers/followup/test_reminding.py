"""Review days are remembered, and everyone cited hears of the outcome."""

from datetime import timedelta

from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.notifications.models import Notification
from forum.papers.followup import actions
from forum.papers.followup.days import today
from tests.support import factories as make
from tests.support.accounts import actor_of


def told(member_id: int) -> list[str]:
    query = select(Notification.kind).where(Notification.member_id == member_id).order_by(Notification.id)
    return [kind for kind in db.session.scalars(query) if kind.startswith(("answer_", "outcome_", "review_due"))]


def test_moderators_are_reminded_once_when_the_day_has_come(client, acting_as, case, asked, run_jobs):
    member = make.seat(case.board)
    for _day in range(2):
        with transaction():
            actions.remind()
        run_jobs()
    assert told(case.moderator.member_id) == ["review_due"]
    assert told(member.member_id) == []
    acting_as(case.moderator)
    page = client.get("/notifications").text
    assert "حان موعد مراجعة إحدى التوصيات" in page and f"/recommendations/{asked.id}" in page


def test_another_review_day_reminds_again_and_what_is_settled_never(case, asked, run_jobs):
    with transaction():
        actions.remind()
        asked.review_on = today() - timedelta(days=1)
    with transaction():
        actions.remind()
        actions.note_progress(asked, "done", "صدر التعميم", on=today(), by=case.moderator)
        asked.review_on = today()
    with transaction():
        actions.remind()
    run_jobs()
    assert told(case.moderator.member_id) == ["review_due", "review_due"]


def test_a_review_day_to_come_reminds_nobody(case, asked, run_jobs):
    with transaction():
        asked.review_on = today() + timedelta(days=1)
    with transaction():
        actions.remind()
    run_jobs()
    assert told(case.moderator.member_id) == []


def test_everyone_cited_hears_of_the_answer_and_of_the_end(client, acting_as, case, asked, run_jobs):
    bystander = make.seat(case.board)
    author = actor_of(case.post.author)
    with transaction():
        actions.note_answer(asked, "reject", "لا تمويل", on=today(), by=case.moderator)
        actions.note_progress(asked, "under_way", "مذكرة ثانية", on=today(), by=case.moderator)
        actions.note_progress(asked, "done", "صدر التعميم", on=today(), by=case.moderator)
    run_jobs()
    assert told(author.member_id) == ["answer_reject", "outcome_done"]
    assert told(bystander.member_id) == []
    acting_as(author)
    page = client.get("/notifications").text
    assert "رفضت الجهة المعنية" in page and f"/papers/{asked.paper_id}/follow-up" in page
