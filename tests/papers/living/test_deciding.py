"""Review tasks show what changed and are closed with a decision and a sentence."""

import pytest
from sqlalchemy import insert, select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.errors import Refused
from forum.papers import actions as collecting, queries as cards
from forum.papers.living import queries as living
from forum.papers.living.actions import decide, look_at_everything
from forum.papers.living.models import ReviewDecision, ReviewTask
from forum.papers.models import Evidence
from forum.threads import actions as threads, queries as of_threads
from forum.threads.policy import CanPost
from tests.support import factories as make
from tests.support.accounts import actor_of


@pytest.fixture
def task(case, published) -> ReviewTask:
    """The cited number was edited away."""
    author = actor_of(case.post.author)
    with transaction():
        post = of_threads.held_post(author, case.post.id, to=CanPost.EDIT)
        threads.edit(post, "بلغ عدد الاعتراضات 320 وقُبل منها 5 فقط.", by=author)
        look_at_everything()
    return living.tasks_of_paper(published.id)[0]


def test_the_difference_stands_on_the_papers_page_the_files_and_the_tasks(client, acting_as, case, task):
    acting_as(case.moderator)
    for address in (
        f"/papers/{task.paper_id}/living-evidence", f"/issue-files/{case.file.id}/living-evidence",
        f"/review-tasks/{task.id}",
    ):
        page = client.get(address).text
        assert "<del>318" in page and "<ins>320" in page and "لم تعد" in page, address


def test_a_task_is_closed_with_a_decision_and_a_sentence(client, acting_as, case, task):
    acting_as(case.moderator)
    where = f"/review-tasks/{task.id}/decision"
    empty = client.post(where, data={"outcome": "amend", "reason": "  "})
    assert empty.status_code == 422 and "يلزم" in empty.text
    assert client.post(where, data={"outcome": "amend", "reason": "نذكر الرقم الجديد"}).status_code == 303
    page = client.get(f"/papers/{task.paper_id}/living-evidence").text
    assert "نذكر الرقم الجديد" in page and "تتغيّر الصياغة" in page
    again = client.post(where, data={"outcome": "stands", "reason": "لا"})
    assert again.status_code == 403
    assert len(db.session.scalars(select(ReviewDecision)).all()) == 1


def test_others_do_not_know_of_the_task(client, acting_as, case, task):
    for who in (make.seat(case.board), make.moderator(make.board())):
        acting_as(who)
        assert client.get(f"/review-tasks/{task.id}").status_code == 404
        assert client.get(f"/papers/{task.paper_id}/living-evidence").status_code == 404
        assert client.post(f"/review-tasks/{task.id}/decision", data={}).status_code == 404
        with pytest.raises(Refused):
            decide(task, "stands", "لا", by=who)


def test_the_desk_shows_it_and_takes_the_decision(client, acting_as, case, task):
    acting_as(case.moderator)
    page = client.get("/desk?tray=sources").text
    assert "عُدّل المصدر" in page and f"/review-tasks/{task.id}" in page
    data = {"outcome": "stands", "reason": "الرقم قريب", "next": "/desk?tray=sources"}
    answer = client.post(f"/review-tasks/{task.id}/decision", data=data)
    assert answer.status_code == 303 and answer.location.endswith("/desk?tray=sources")
    assert "حُسم أمر كل تغيير" in client.get("/desk?tray=sources").text


def test_an_authors_correction_is_shown_to_moderators_and_not_to_members(client, acting_as, case, card, published):
    author = actor_of(case.post.author)
    with transaction():
        collecting.answer_consent(cards.card(author, card.id), "authority", "العدد 381 لا 318", by=author)
    acting_as(case.moderator)
    assert "العدد 381" in client.get(f"/evidence/{card.id}").text
    assert "العدد 381" in client.get(f"/issue-files/{case.file.id}").text
    acting_as(make.seat(case.board))
    assert "العدد 381" not in client.get(f"/evidence/{card.id}").text


def test_a_hundred_tasks_open_in_a_handful_of_queries(client, acting_as, case, task, card, queries):
    row = {c.name: getattr(card, c.name) for c in Evidence.__table__.columns if c.name != "id"}
    with transaction():
        db.session.execute(insert(Evidence), [row] * 30)
        ids = db.session.scalars(select(Evidence.id).where(Evidence.id != card.id)).all()
        same = {"paper_id": task.paper_id, "cause": "edited", "mark": "2", "at": clock.now()}
        db.session.execute(insert(ReviewTask), [same | {"evidence_id": number} for number in ids])
    acting_as(case.moderator)
    client.get(f"/papers/{task.paper_id}/living-evidence")
    for address in (f"/papers/{task.paper_id}/living-evidence", f"/issue-files/{case.file.id}/living-evidence"):
        with queries.at_most(5):
            assert client.get(address).text.count("<ins>320") == 31
