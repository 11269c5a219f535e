"""Two browsers at once, on every database: one row, one decision, no crash, nothing lost."""


import pytest
from sqlalchemy import select

from forum.kernel.db import db
from forum.members.models import Member
from forum.threads.models import LISTED, Post, Thread
from forum.threads.states import Acceptance, Closure, Helpful, Merge, PostHiding, ThreadHiding
from tests.hostile.races import count
from tests.support import factories as make

PASSWORD = "زيت وزعتر وخبز الطابون"


def test_the_same_form_twice_is_one_thread(board, two, race):
    form = {"title": "كيف نجمع النفايات؟", "body": "نص", "kind": "question", "once": "a"}

    assert race(*[(two[0], f"/boards/{board.id}/threads", form)] * 2) == [303, 303]
    assert (count(Thread), count(Post)) == (1, 1)


def test_the_same_reply_twice_is_one_post(board, two, race):
    thread = make.thread(board=board)

    race(*[(two[0], f"/threads/{thread.id}/replies", {"body": "نجمعها ليلا", "once": "a"})] * 2)

    assert count(Post) == 2
    kept = db.session.get_one(Thread, thread.id)
    assert (kept.last_number, kept.reply_count) == (2, 1)


def test_two_replies_at_once_get_two_numbers(board, two, race):
    thread = make.thread(board=board)

    race(*[(who, f"/threads/{thread.id}/replies", {"body": "رد", "once": "a"}) for who in two])

    assert sorted(db.session.scalars(select(Post.number))) == [1, 2, 3]


#: What two moderators do to one thread at the same moment, and what may be there once at most.
ON_THREADS = {
    "closure": ({"reason": "اكتمل النقاش"}, Closure),
    "hiding": ({"reason": "معلومات شخصية"}, ThreadHiding),
    "pin": ({}, None),
    "topics": ({}, None),
}


@pytest.mark.parametrize("what", ON_THREADS)
def test_two_moderators_do_the_same_to_a_thread(board, two, race, what):
    thread = make.thread(board=board)
    form, model = ON_THREADS[what]
    if what == "topics":
        form = {"topics": str(make.topic().id)}

    race(*[(who, f"/threads/{thread.id}/{what}", form) for who in two])

    assert model is None or count(model) == 1


def test_two_moderators_hide_the_same_post(board, two, race):
    post = make.post(make.thread(board=board))

    race(*[(who, f"/posts/{post.id}/hiding", {"reason": "معلومات شخصية"}) for who in two])

    assert count(PostHiding) == 1


def test_two_answers_accepted_at_once_leave_one(board, two, race):
    thread = make.thread(board=board)
    posts = [make.post(thread), make.post(thread)]

    race(*[(who, f"/posts/{post.id}/acceptance", {}) for who, post in zip(two, posts, strict=True)])

    kept = db.session.get_one(Thread, thread.id)
    assert db.session.scalars(select(Acceptance.post_id)).one() == kept.accepted_post_id


def test_an_answer_hidden_while_it_is_accepted_is_not_the_answer(board, two, race):
    post = make.post(make.thread(board=board))

    race((two[0], f"/posts/{post.id}/acceptance", {}), (two[1], f"/posts/{post.id}/hiding", {"reason": "خطأ"}))

    assert count(PostHiding) == 1
    assert not count(Acceptance)


def test_a_double_tap_counts_once_as_helpful(board, two, race):
    post = make.post(make.thread(board=board))

    race(*[(two[0], f"/posts/{post.id}/helpful", {})] * 2)

    assert count(Helpful) == db.session.get_one(Post, post.id).helpful_count == 1


def test_a_mark_taken_back_twice_is_taken_back_once(board, two, race):
    post = make.post(make.thread(board=board))
    race((two[0], f"/posts/{post.id}/helpful", {}))

    race(*[(two[0], f"/posts/{post.id}/helpful/withdrawal", {})] * 2)

    assert db.session.get_one(Post, post.id).helpful_count == count(Helpful) == 0


def test_two_threads_merged_into_each_other_lose_nothing(board, two, race):
    one, other = make.thread(board=board), make.thread(board=board)

    race(*[
        (who, f"/threads/{here.id}/merge", {"into": str(there.id), "sure": "y"})
        for who, here, there in [(two[0], one, other), (two[1], other, one)]
    ])

    assert count(Merge) == 1
    kept = db.session.scalars(select(Thread).where(Thread.shelf == LISTED)).one()
    assert set(db.session.scalars(select(Post.thread_id))) == {kept.id}


def test_a_reply_to_a_thread_that_is_merged_meanwhile_is_not_left_behind(board, two, race):
    thread, into = make.thread(board=board), make.thread(board=board)

    race(
        (two[0], f"/threads/{thread.id}/merge", {"into": str(into.id), "sure": "y"}),
        (two[1], f"/threads/{thread.id}/replies", {"body": "رد متأخر"}),
    )

    assert count(Merge) == 1
    assert set(db.session.scalars(select(Post.thread_id))) == {into.id}


def test_no_reply_comes_into_a_thread_after_it_was_closed(board, two, race):
    thread = make.thread(board=board)

    statuses = race(
        (two[0], f"/threads/{thread.id}/closure", {"reason": "اكتمل"}),
        (two[1], f"/threads/{thread.id}/replies", {"body": "رد متأخر"}),
    )

    closed = db.session.scalars(select(Closure)).one()
    late = db.session.scalars(select(Post).where(Post.number == 2)).one_or_none()
    assert (late is None) == (403 in statuses)
    assert late is None or late.created_at <= closed.at


def test_moved_to_its_own_board_a_thread_stays(board, two, race):
    thread = make.thread(board=board)

    assert race(*[(who, f"/threads/{thread.id}/board", {"board": str(board.id)}) for who in two]) == [303, 303]
    assert db.session.get_one(Thread, thread.id).version == 1


def test_two_people_edit_the_same_post(board, two, race):
    writer = make.seat(board)
    post = make.post(make.thread(board=board), author=db.session.get_one(Member, writer.member_id))

    race(*[(writer, f"/posts/{post.id}/revisions", {"body": text}) for text in ("نص أول", "نص ثان")])

    assert db.session.get_one(Post, post.id).revision == 3
