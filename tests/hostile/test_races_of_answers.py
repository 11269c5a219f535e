"""Marks, pointers and the steps of a waiting question, pressed at the same moment on every database."""

from datetime import timedelta

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db
from forum.threads.freshness.models import AnswerReview
from forum.threads.pointers.models import Pointer
from forum.threads.reaching.models import PeerAsking
from forum.threads.reaching.rules import LIKE_THEM
from forum.threads.sharing.models import AnsweredMe, SharedProblem
from tests.hostile.races import count
from tests.support import factories as make


def test_a_double_tap_shares_a_problem_once(board, race):
    thread, who = make.thread(board=board), make.seat(board)

    assert race(*[(who, f"/threads/{thread.id}/shared-problems", {})] * 2) == [303, 303]
    assert count(SharedProblem) == 1


def test_many_authorities_at_once_are_all_counted(board, race):
    thread = make.thread(board=board)
    make.post(thread)
    people = [make.seat(board) for _ in range(4)]

    race(*[(who, f"/threads/{thread.id}/shared-problems", {}) for who in people])
    race(*[(who, f"/threads/{thread.id}/answered", {}) for who in people])

    assert (count(SharedProblem), count(AnsweredMe)) == (4, 4)


def test_two_threads_pointed_at_each_other_close_no_circle(board, two, race):
    one, other = make.thread(board=board), make.thread(board=board)

    race(
        (two[0], f"/threads/{one.id}/pointers", {"answer": str(other.id)}),
        (two[1], f"/threads/{other.id}/pointers", {"answer": str(one.id)}),
    )

    assert count(Pointer) == 1


def test_four_pointers_at_once_close_no_circle(board, race):
    threads = [make.thread(board=board) for _ in range(4)]
    people = [make.moderator(board) for _ in threads]

    race(*[
        (who, f"/threads/{here.id}/pointers", {"answer": str(there.id)})
        for who, here, there in zip(people, threads, threads[1:] + threads[:1], strict=True)
    ])

    assert count(Pointer) == 3


def test_two_people_say_at_once_what_holds(board, two, race):
    thread = make.thread(board=board, created_at=clock.now() - timedelta(days=400))
    post = make.post(thread)
    race((two[0], f"/posts/{post.id}/acceptance", {}))

    race(*[
        (who, f"/posts/{post.id}/confirmations", {"state": state, "words": "سبب"})
        for who, state in zip(two, ("true", "obsolete"), strict=True)
    ])

    assert count(AnswerReview) == 1


def test_not_me_pressed_twice_asks_one_more(board, race):
    like = {"kind": "village_council", "region": "south", "population": 900, "size_class": ""}
    thread = make.thread(board=board, author=make.member(authority=make.authority(**like)))
    people = [make.seat(board, member=make.member(authority=make.authority(**like))) for _ in range(4)]
    for who in people:
        other = make.thread(board=board, author_id=who.member_id)
        assert other.id
    make.save(PeerAsking(thread_id=thread.id, member_id=people[0].member_id, reason=LIKE_THEM))

    race(*[(people[0], f"/threads/{thread.id}/peer-refusals", {})] * 2)

    assert count(PeerAsking) == 2
    assert db.session.scalars(select(PeerAsking.member_id).where(PeerAsking.declined_at.is_not(None))).all() == [
        people[0].member_id
    ]
