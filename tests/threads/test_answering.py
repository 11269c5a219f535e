"""Accepting an answer, finding a post helpful."""

from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.db import db
from forum.threads.models import Post, Thread
from forum.threads.states import Acceptance, Helpful
from tests.support import factories as make


def _answered(acting_as):
    board = make.board()
    asker = acting_as(make.seat(board))
    thread = make.thread(board=board, author_id=asker.member_id)
    return board, thread, make.post(thread, "الجواب الوافي هنا.")


def test_the_asker_accepts_an_answer_and_it_stands_under_the_question(client, acting_as):
    _board, thread, post = _answered(acting_as)

    answer = client.post(f"/posts/{post.id}/acceptance")

    assert answer.status_code == 303
    assert db.session.get_one(Thread, thread.id).accepted_post_id == post.id
    page = client.get(f"/threads/{thread.id}").text
    assert page.count("الجواب الوافي هنا.") == 2, "once pinned, once in its place"
    assert "إجابة معتمدة" in page


def test_another_answer_replaces_the_first(client, acting_as):
    _board, thread, first = _answered(acting_as)
    second = make.post(thread, "جواب أفضل.")

    client.post(f"/posts/{first.id}/acceptance")
    client.post(f"/posts/{second.id}/acceptance")

    assert db.session.scalars(select(Acceptance)).one().post_id == second.id


def test_an_acceptance_can_be_withdrawn(client, acting_as):
    _board, thread, post = _answered(acting_as)
    client.post(f"/posts/{post.id}/acceptance")

    client.post(f"/threads/{thread.id}/acceptance/withdrawal")

    assert db.session.get_one(Thread, thread.id).accepted_post_id is None
    assert db.session.scalars(select(Acceptance)).all() == []


def test_another_member_does_not_choose_the_answer(client, acting_as):
    board, _thread, post = _answered(acting_as)
    acting_as(make.seat(board))

    assert client.post(f"/posts/{post.id}/acceptance").status_code == 403


def test_the_question_itself_is_no_answer(client, acting_as):
    _board, thread, _post = _answered(acting_as)
    opening = db.session.scalars(select(Post).where(Post.thread_id == thread.id, Post.number == 1)).one()

    assert client.post(f"/posts/{opening.id}/acceptance").status_code == 404


def test_helpful_counts_once_for_each_colleague_and_can_be_taken_back(client, acting_as):
    board, _thread, post = _answered(acting_as)
    for _ in range(2):
        acting_as(make.seat(board))
        client.post(f"/posts/{post.id}/helpful")
        client.post(f"/posts/{post.id}/helpful")
    assert db.session.get_one(Post, post.id).helpful_count == 2

    client.post(f"/posts/{post.id}/helpful/withdrawal")

    assert db.session.get_one(Post, post.id).helpful_count == 1
    assert len(db.session.scalars(select(Helpful)).all()) == 1


def test_nobody_finds_their_own_post_helpful(client, acting_as):
    board = make.board()
    actor = acting_as(make.seat(board))
    thread = make.thread(board=board, author_id=actor.member_id)
    opening = db.session.scalars(select(Post).where(Post.thread_id == thread.id)).one()

    assert client.post(f"/posts/{opening.id}/helpful").status_code == 403
    assert db.session.scalars(select(Event).where(Event.kind == "post.found_helpful")).all() == []
