"""A name is shown only when two officers agree; it is recorded, and the author is told."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.activity.models import Event
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.notifications.models import Notification
from forum.threads.anonymity import actions
from forum.threads.anonymity.models import Unmasking
from tests.support import factories as make
from tests.support.accounts import actor_of

NAME = "ليلى الحسن"
WHY = {"reason": "تهديد صريح لزميل"}


@pytest.fixture
def asked(app):
    """A board, its coordinator, and a thread that somebody opened there without name."""
    board = make.board()
    coordinator = make.coordinator(board)
    for _ in range(5):
        make.seat(board)
    author = make.seat(board, member=make.member(name=NAME))
    with transaction():
        actions.allow(board.platform, by=coordinator)
        thread = actions.ask(
            board, "platform", by=author, title="كيف أبلغ عن ضغط؟", kind="question", body="نص يكفي."
        )
    return board, coordinator, thread, author


def test_the_way_to_a_name_takes_two_and_leaves_its_traces(client, acting_as, asked, run_jobs):
    board, coordinator, thread, author = asked
    acting_as(coordinator)
    assert f"/threads/{thread.id}/name" in client.get(f"/threads/{thread.id}/manage").text
    there = client.post(f"/threads/{thread.id}/unmaskings", data=WHY).location
    assert client.get(f"{there}/name").status_code == 403
    assert client.post(f"{there}/confirmation", data=WHY).status_code == 403
    second = make.association()
    acting_as(second)
    assert WHY["reason"] in client.get(there).text
    assert client.post(f"{there}/confirmation", data=WHY).status_code == 303
    for officer in (coordinator, second):
        acting_as(officer)
        assert NAME in client.get(f"{there}/name").text and NAME not in client.get(there).text
    for other in (make.association(), make.coordinator(board), make.moderator(board), make.administrator()):
        acting_as(other)
        answer = client.get(f"{there}/name")
        assert answer.status_code in (403, 404) and NAME not in answer.text
    run_jobs()

    looked = select(Event.member_id).where(Event.kind == "unmasking.looked").order_by(Event.id)
    assert db.session.scalars(looked).all() == [coordinator.member_id, second.member_id]
    told = select(Notification.kind).where(Notification.member_id == author.member_id)
    assert db.session.scalars(told).all() == ["shown"]
    acting_as(actor_of(db.session.get_one(Member, author.member_id)))
    assert WHY["reason"] in client.get("/notifications").text


def test_one_person_cannot_be_both_officers(client, acting_as, asked):
    _, _, thread, _ = asked
    officer = make.association()
    acting_as(officer)
    there = client.post(f"/threads/{thread.id}/unmaskings", data=WHY).location

    answer = client.post(f"{there}/confirmation", data=WHY)

    assert answer.status_code == 403 and "مسؤولان" in answer.text
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(update(Unmasking).values(decided_by_id=officer.member_id))


def test_nobody_asks_for_or_decides_on_their_own_name(client, acting_as, asked):
    board, coordinator, _, _ = asked
    with transaction():
        own = actions.ask(board, "platform", by=coordinator, title="سؤال المنسقة", kind="question", body="نص يكفي.")
    acting_as(actor_of(db.session.get_one(Member, coordinator.member_id)))

    assert client.get(f"/threads/{own.id}/name").status_code == 403
    assert client.post(f"/threads/{own.id}/unmaskings", data=WHY).status_code == 403


def test_a_refusal_keeps_the_name_and_a_reason_is_needed(client, acting_as, asked):
    _, coordinator, thread, _ = asked
    acting_as(coordinator)
    assert client.post(f"/threads/{thread.id}/unmaskings", data={"reason": " "}).status_code == 422
    there = client.post(f"/threads/{thread.id}/unmaskings", data=WHY).location
    assert client.post(f"/threads/{thread.id}/unmaskings", data=WHY).status_code == 409
    acting_as(make.association())
    assert client.post(f"{there}/refusal", data={"reason": ""}).status_code == 422
    client.post(f"{there}/refusal", data=WHY)
    assert client.post(f"{there}/confirmation", data=WHY).status_code == 403

    acting_as(coordinator)
    assert client.get(f"{there}/name").status_code == 403
    assert "الاسم محفوظ" in client.get("/unmaskings").text


def test_the_rule_of_a_platform_is_its_coordinators(client, acting_as):
    board = make.board()
    slug = board.platform.slug
    acting_as(make.moderator(board))
    assert client.post(f"/platforms/{slug}/names/allowance").status_code == 403
    acting_as(make.coordinator(board))
    assert f"/platforms/{slug}/names" in client.get(f"/platforms/{slug}").text
    client.post(f"/platforms/{slug}/names/allowance")
    assert "بأي اسم" in client.get(f"/boards/{board.id}/ask").text
    client.post(f"/platforms/{slug}/names/allowance/end")
    assert "بأي اسم" not in client.get(f"/boards/{board.id}/ask").text
