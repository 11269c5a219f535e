"""A moderator tags, moves, merges, pins, closes and hides; nothing is lost by it."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.moderation.models import Flag, FlagDecision
from forum.notifications.actions import follow
from forum.notifications.models import Subscription
from forum.threads.models import Post, Thread
from forum.threads.states import Closure, Merge, Pin, PostHiding, ThreadTopic
from tests.support import factories as make


def _topics(thread) -> set[int]:
    return set(db.session.scalars(select(ThreadTopic.topic_id).where(ThreadTopic.thread_id == thread.id)))


def test_a_moderator_tags_from_the_vocabulary(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    land, water = make.topic(), make.topic(label_ar="المياه", label_en="Water")
    acting_as(make.moderator(board))

    client.post(f"/threads/{thread.id}/topics", data={"topics": [land.id]})
    client.post(f"/threads/{thread.id}/topics", data={"add": "المياه"})
    assert _topics(thread) == {land.id, water.id}

    client.post(f"/threads/{thread.id}/topics", data={"topics": [water.id]})
    assert _topics(thread) == {water.id}


def test_a_topic_that_is_not_in_the_vocabulary_is_named(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.moderator(board))

    answer = client.post(f"/threads/{thread.id}/topics", data={"add": "كلام عام"})

    assert answer.status_code == 422 and "«كلام عام»" in answer.text


def test_acting_from_the_desk_leads_back_to_the_desk_and_nowhere_else(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.moderator(board))

    assert client.post(f"/threads/{thread.id}/pin", data={"next": "/desk?tray=new"}).location == "/desk?tray=new"
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = client.post(f"/threads/{thread.id}/unpinning", data={"next": elsewhere})
        assert answer.location == f"/threads/{thread.id}"


def test_a_pinned_thread_stands_first_and_not_twice(client, acting_as):
    board = make.board()
    old = make.thread(board=board, title="القديم المثبّت في الأعلى")
    make.thread(board=board, title="الأحدث بلا تثبيت")
    acting_as(make.moderator(board))
    client.post(f"/threads/{old.id}/pin")

    page = client.get(f"/boards/{board.id}").text

    assert page.index("القديم المثبّت في الأعلى") < page.index("الأحدث بلا تثبيت")
    assert page.count("القديم المثبّت في الأعلى") == 1
    client.post(f"/threads/{old.id}/unpinning")
    assert db.session.scalars(select(Pin)).all() == []


def test_closing_needs_a_reason_which_readers_see(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.moderator(board))

    assert client.post(f"/threads/{thread.id}/closure", data={"reason": ""}).status_code == 422
    assert client.post(f"/threads/{thread.id}/closure", data={"reason": "صدر تعميم جديد"}).status_code == 303

    acting_as(make.seat(board))
    assert "صدر تعميم جديد" in client.get(f"/threads/{thread.id}").text
    acting_as(make.moderator(board))
    client.post(f"/threads/{thread.id}/reopening")
    assert db.session.scalars(select(Closure)).all() == []


def test_a_hidden_thread_is_gone_for_members_and_comes_back(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    member, moderator = make.seat(board), make.moderator(board)
    acting_as(moderator)
    client.post(f"/threads/{thread.id}/hiding", data={"reason": "بيانات مواطن"})
    assert "بيانات مواطن" in client.get(f"/threads/{thread.id}").text

    acting_as(member)
    assert client.get(f"/threads/{thread.id}").status_code == 404
    assert thread.title not in client.get(f"/boards/{board.id}").text

    acting_as(moderator)
    client.post(f"/threads/{thread.id}/restoration")
    acting_as(member)
    assert client.get(f"/threads/{thread.id}").status_code == 200


def test_a_hidden_post_leaves_its_place_and_the_reason(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    post = make.post(thread, "رقم هاتف مواطن هنا")
    acting_as(make.moderator(board))

    answer = client.post(f"/posts/{post.id}/hiding", data={"reason": "رقم هاتف"})
    assert answer.status_code == 303

    acting_as(make.seat(board))
    page = client.get(f"/threads/{thread.id}").text
    assert "رقم هاتف مواطن هنا" not in page and "رقم هاتف" in page
    assert client.get(f"/posts/{post.id}").status_code == 404
    assert client.get(f"/posts/{post.id}/history").status_code == 404
    acting_as(make.moderator(board))
    client.post(f"/posts/{post.id}/restoration")
    assert db.session.scalars(select(PostHiding)).all() == []


def test_a_hidden_answer_is_no_longer_accepted(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    post = make.post(thread)
    acting_as(make.moderator(board))
    client.post(f"/posts/{post.id}/acceptance")

    client.post(f"/posts/{post.id}/hiding", data={"reason": "خطأ"})

    assert db.session.get_one(Thread, thread.id).accepted_post_id is None


def test_a_moved_thread_keeps_its_address_and_changes_its_readers(client, acting_as):
    board, elsewhere = make.board(), make.board()
    thread = make.thread(board=board)
    acting_as(make.association())

    client.post(f"/threads/{thread.id}/board", data={"board": elsewhere.id})

    moved = db.session.get_one(Thread, thread.id)
    assert (moved.board_id, moved.platform_id) == (elsewhere.id, elsewhere.platform_id)
    acting_as(make.seat(elsewhere))
    assert client.get(f"/threads/{thread.id}").status_code == 200
    acting_as(make.seat(board))
    assert client.get(f"/threads/{thread.id}").status_code == 404


def test_a_moderator_moves_threads_only_to_boards_of_theirs(client, acting_as):
    board, elsewhere = make.board(), make.board()
    thread = make.thread(board=board)
    acting_as(make.moderator(board))

    assert client.post(f"/threads/{thread.id}/board", data={"board": elsewhere.id}).status_code == 422
    assert db.session.get_one(Thread, thread.id).board_id == board.id


def test_merging_moves_the_posts_and_the_old_address_leads_on(client, acting_as):
    board = make.board()
    stays, goes = make.thread("الأصل الباقي", board=board), make.thread("النسخة المكررة", board=board)
    first = make.post(stays, "رد على الأصل")
    second = make.post(goes, "رد على النسخة")
    reader = make.seat(board)
    with transaction():
        follow(reader.member_id, "thread", goes.id)
    acting_as(make.moderator(board))

    answer = client.post(
        f"/threads/{goes.id}/merge", data={"into": f"http://localhost/threads/{stays.id}#post-{first.id}", "sure": "y"}
    )

    assert answer.location == f"/threads/{stays.id}"
    assert client.get(f"/threads/{goes.id}").location == f"/threads/{stays.id}"
    page = client.get(f"/threads/{stays.id}").text
    for words in ("الأصل الباقي", "النسخة المكررة", "رد على الأصل", "رد على النسخة"):
        assert words in page
    merged = db.session.get_one(Thread, stays.id)
    assert (merged.reply_count, merged.last_number) == (3, 4)
    assert db.session.get_one(Post, second.id).thread_id == stays.id
    assert db.session.get(Subscription, (reader.member_id, "thread", stays.id)) is not None
    assert f'href="/threads/{goes.id}"' not in client.get(f"/boards/{board.id}").text


@pytest.mark.parametrize("into", ["", "كلام", "0", "999999999999"])
def test_a_merge_into_nothing_says_so(client, acting_as, into: str):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.moderator(board))

    answer = client.post(f"/threads/{thread.id}/merge", data={"into": into, "sure": "y"})

    assert answer.status_code in (404, 422)
    assert db.session.scalars(select(Merge)).all() == []


@pytest.mark.parametrize("act", ["closure", "hiding", "pin", "topics", "board", "merge"])
def test_a_member_curates_nothing(client, acting_as, act: str):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))

    answer = client.post(f"/threads/{thread.id}/{act}", data={"reason": "لا", "board": 1, "into": "1", "sure": "y"})

    assert answer.status_code == 403
    assert "مشرفي المنصة" in answer.text
    assert client.get(f"/threads/{thread.id}/manage").status_code == 403


def test_hiding_a_post_on_its_thread_settles_what_was_flagged(client, acting_as):
    board = make.board()
    post = make.post(make.thread(board=board))
    acting_as(make.seat(board))
    client.post("/flags", data={"kind": "post", "id": post.id, "reason": "personal", "note": ""})
    acting_as(make.moderator(board))

    client.post(f"/posts/{post.id}/hiding", data={"reason": "بيانات مواطن"})

    (decision,) = db.session.scalars(select(FlagDecision)).all()
    assert (decision.outcome, decision.reason) == ("hidden", "بيانات مواطن")
    assert not db.session.scalars(select(Flag)).one().is_open
