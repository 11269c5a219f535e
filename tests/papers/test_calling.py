"""The grid of who was heard, and the call that invites the silent."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db
from forum.notifications.models import Notification
from forum.papers.coverage import coverage
from forum.papers.models import IssueFileThread
from forum.papers.queries import cards
from forum.papers.reviews import CallInvitation, ExperienceCall
from forum.threads.models import Thread
from tests.support import factories as make


@pytest.fixture
def silent(case):
    """Two people of a silent northern village, one of a southern town that has spoken, a town without members."""
    case.take()
    village = make.authority(name_ar="كوبر", region="north", kind="village_council")
    people = [make.seat(case.board, member=make.member(authority=village)) for _ in range(2)]
    make.authority(region="gaza")
    return village, people


def test_the_grid_tells_heard_silent_and_absent_apart(case, silent):
    grid = coverage(case.file, cards(case.file.id)).cells

    village = grid["north", "village_council"]
    assert (village.heard, village.invited, village.silent, village.absent, village.total) == (0, 0, 1, 0, 1)
    assert grid["south", "municipality"].heard == 1
    gaza = grid["gaza", "municipality"]
    assert (gaza.silent, gaza.absent, gaza.total) == (0, 1, 1)


def call(client, case, **given):
    day = (clock.now() + timedelta(days=10)).date().isoformat()
    data = {
        "board": case.board.id, "call_title": "كم اعتراضا وصلكم؟", "call_question": "بالأرقام من فضلكم",
        "closes_on": day, "squares": ["north village_council"],
    }
    return client.post(f"/issue-files/{case.file.id}/calls", data=data | given)


def test_one_click_invites_the_silent_and_asks_on_the_board(client, acting_as, case, silent, run_jobs):
    village, people = silent
    acting_as(case.moderator)

    page = client.get(f"/issue-files/{case.file.id}/coverage").text
    form = client.get(f"/issue-files/{case.file.id}/call?square=north village_council").text
    answer = call(client, case)

    assert "دعوة هيئة لم تشارك" in page and "1 من 1" in page
    assert "مجلس قروي، شمال الضفة الغربية: هيئة واحدة لم تشارك بعد" in form
    made = db.session.scalars(select(ExperienceCall)).one()
    assert answer.status_code == 303 and answer.location.endswith(f"/threads/{made.thread_id}")
    assert db.session.get_one(Thread, made.thread_id).title == "كم اعتراضا وصلكم؟"
    assert db.session.get(IssueFileThread, (case.file.id, made.thread_id)) is not None
    assert db.session.scalars(select(CallInvitation.authority_id)).all() == [village.id]
    run_jobs()
    told = set(db.session.scalars(select(Notification.member_id).where(Notification.kind == "called")))
    assert told == {person.member_id for person in people}
    acting_as(people[0])
    assert "تجربتكم مطلوبة" in client.get("/notifications").text


def test_who_was_asked_is_not_asked_again(client, acting_as, case, silent):
    acting_as(case.moderator)
    call(client, case)
    village = coverage(case.file, cards(case.file.id)).cells["north", "village_council"]
    assert (village.silent, village.invited) == (0, 1)
    call(client, case, call_title="كم اعتراضا قُبل عندكم؟")
    assert len(db.session.scalars(select(CallInvitation)).all()) == 1
    assert "هيئة مدعوة" in client.get(f"/issue-files/{case.file.id}/coverage").text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"call_title": ""}, "يلزم عنوان للسؤال"),
        ({"call_question": " "}, "تلزم كتابة السؤال"),
        ({"closes_on": "2020-01-01"}, "يلزم اختيار يوم بعد اليوم"),
        ({"closes_on": "x"}, ""),
        ({"board": "4711"}, ""),
    ],
)
def test_a_call_that_cannot_be_made_is_sent_back(client, acting_as, case, silent, given, sentence):
    acting_as(case.moderator)
    answer = call(client, case, **given)
    assert answer.status_code == 422 and sentence in answer.text
    assert db.session.scalars(select(ExperienceCall)).all() == []


def test_calls_are_made_by_those_who_collect(client, acting_as, case, silent):
    for who in (make.seat(case.board), make.moderator(make.board())):
        acting_as(who)
        assert client.get(f"/issue-files/{case.file.id}/coverage").status_code == 404
        assert call(client, case).status_code == 404


def test_the_grid_costs_a_fixed_number_of_queries(client, acting_as, case, silent, queries):
    acting_as(case.moderator)
    with queries.at_most(8):
        client.get(f"/issue-files/{case.file.id}/coverage")
