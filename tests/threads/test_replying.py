"""Replying, and who is refused."""

import threading

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.threads import actions, queries as threads
from forum.threads.models import Post
from forum.threads.states import Reading
from tests.support import factories as make


def _replies(thread) -> list[Post]:
    return list(db.session.scalars(select(Post).where(Post.thread_id == thread.id, Post.number > 1)))


def test_a_colleague_replies_and_lands_on_the_reply(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    actor = acting_as(make.seat(board))

    answer = client.post(f"/threads/{thread.id}/replies", data={"body": "نجمعها ليلًا."})

    (post,) = _replies(thread)
    assert answer.status_code == 303
    assert answer.location == f"/threads/{thread.id}#post-{post.id}"
    assert "نجمعها ليلًا." in client.get(f"/threads/{thread.id}").text
    assert db.session.get(Reading, (actor.member_id, thread.id)).number == 2


def test_an_empty_reply_says_what_to_do_and_saves_nothing(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))

    answer = client.post(f"/threads/{thread.id}/replies", data={"body": "  \n "})

    assert answer.status_code == 422
    assert "يلزم كتابة الرد قبل نشره." in answer.text
    assert _replies(thread) == []


def test_a_closed_thread_refuses_and_says_whom_to_ask(client, acting_as):
    board = make.board()
    thread = make.closed_thread(board=board)
    acting_as(make.seat(board))

    answer = client.post(f"/threads/{thread.id}/replies", data={"body": "كلام متأخر قليلًا"})

    assert answer.status_code == 403
    assert "يمكن طلب إعادة فتحه من مشرف المنصة" in answer.text
    assert "كلام متأخر قليلًا" in answer.text, "what was typed is not lost"


def test_a_reply_sent_twice_is_one_reply(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))

    for _ in range(2):
        client.post(f"/threads/{thread.id}/replies", data={"body": "مرة واحدة", "once": "x"})

    assert len(_replies(thread)) == 1


def test_the_reply_of_a_long_thread_is_on_its_last_page(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    for n in range(20):
        make.post(thread, f"رد {n}")
    acting_as(make.seat(board))

    answer = client.post(f"/threads/{thread.id}/replies", data={"body": "الأخير"})

    assert "page=2#post-" in answer.location
    assert "الأخير" in client.get(f"/threads/{thread.id}?page=2").text
    assert client.get(f"/threads/{thread.id}?page=3").status_code == 404
    assert client.get(f"/threads/{thread.id}?page=٢").status_code == 404


def test_replies_that_race_get_a_number_each(app):
    board = make.board()
    thread_id = make.thread(board=board).id
    actors = [make.seat(board) for _ in range(4)]
    failures: list[BaseException] = []

    def reply(actor) -> None:
        try:
            with app.app_context():
                for n in range(5):
                    found = threads.thread(actor, thread_id)
                    with transaction():
                        actions.reply(found, f"رد {n}", by=actor)
                    db.session.remove()
        except BaseException as error:  # reported by the main thread
            failures.append(error)

    runners = [threading.Thread(target=reply, args=(actor,)) for actor in actors]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()

    assert failures == []
    numbers = db.session.scalars(select(Post.number).where(Post.thread_id == thread_id).order_by(Post.number)).all()
    assert numbers == list(range(1, 22))
    found = threads.thread(actors[0], thread_id)
    assert (found.reply_count, found.last_number) == (20, 21)


@pytest.mark.parametrize("number", ["9223372036854775808", "99999999999999999999999", "2147483648", "-1", "1%00", "x"])
def test_addresses_that_no_thread_has_are_not_found(client, acting_as, number: str):
    acting_as(make.association())

    assert client.get(f"/threads/{number}").status_code == 404
