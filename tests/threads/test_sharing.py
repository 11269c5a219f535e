"""«I have this too» and «this answers me»: counted, taken back, told."""

import pytest
from sqlalchemy import func, select

from forum.kernel.db import db, transaction
from forum.notifications.models import Notification
from forum.threads import actions, curation, lists
from forum.threads.models import Thread
from forum.threads.sharing.models import AnsweredMe, SharedProblem
from tests.support import factories as make

SHARE, FIND = "shared-problems", "answered"


def _count(kind) -> int:
    return db.session.scalar(select(func.count()).select_from(kind))


def _two_of_one_authority(board):
    own = make.authority()
    return [make.seat(board, member=make.member(authority_id=own.id)) for _ in range(2)]


def test_two_colleagues_of_one_authority_count_once_and_taking_back_is_exact(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    one, other = _two_of_one_authority(board)
    for who in (one, other, make.seat(board)):
        acting_as(who)
        assert client.post(f"/threads/{thread.id}/{SHARE}").status_code == 303
        assert client.post(f"/threads/{thread.id}/{SHARE}", data={"once": "again"}).status_code == 303

    assert _count(SharedProblem) == 3
    assert "عند هيئتين المشكلة نفسها" in client.get(f"/threads/{thread.id}").text
    acting_as(one)
    client.post(f"/threads/{thread.id}/{SHARE}/withdrawal")
    assert "عند هيئتين المشكلة نفسها" in client.get(f"/threads/{thread.id}").text, "the colleague still has it"
    acting_as(other)
    client.post(f"/threads/{thread.id}/{SHARE}/withdrawal")
    assert "عند هيئة واحدة المشكلة نفسها" in client.get(f"/threads/{thread.id}").text


def test_the_asker_people_without_authority_and_outsiders_do_not_share(client, acting_as):
    board = make.board()
    asker = make.seat(board)
    thread = make.thread(board=board, author_id=asker.member_id)
    for who, status in ((asker, 403), (make.association(), 403), (make.outsider(), 404), (make.seat(board), 303)):
        acting_as(who)
        assert client.post(f"/threads/{thread.id}/{SHARE}").status_code == status
    assert _count(SharedProblem) == 1


def test_only_questions_are_shared(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    assert client.post(f"/threads/{make.thread(board=board, kind='practice').id}/{SHARE}").status_code == 403


def test_what_most_authorities_share_stands_first_among_the_unanswered(app):
    board = make.board()
    shared, newer = make.thread(board=board, title="مشكلة مشتركة"), make.thread(board=board, title="سؤال أحدث")
    with transaction():
        for who in (make.seat(board), make.seat(board)):
            db.session.add(
                SharedProblem(thread_id=shared.id, member_id=who.member_id, authority_id=who.authority_id)
            )

    rows = lists.unanswered(make.seat(board), board.platform_id, 5)

    assert [(row.id, row.shared) for row in rows] == [(shared.id, 2), (newer.id, 0)]


def test_whoever_shares_a_problem_hears_of_its_answer(app, run_jobs):
    board = make.board()
    asker, sharer = make.seat(board), make.seat(board)
    thread = make.thread(board=board, author_id=asker.member_id)
    answer = make.post(thread)
    with transaction():
        db.session.add(
            SharedProblem(thread_id=thread.id, member_id=sharer.member_id, authority_id=sharer.authority_id)
        )
        actions.accept(thread, answer, by=asker)
    run_jobs()

    told = db.session.execute(select(Notification.member_id, Notification.kind)).all()
    assert (sharer.member_id, "shared_answered") in [tuple(row) for row in told]


def test_this_answers_me_needs_something_that_answers(client, acting_as):
    board = make.board()
    asker, reader = make.seat(board), make.seat(board)
    thread = make.thread(board=board, author_id=asker.member_id)
    acting_as(reader)
    assert client.post(f"/threads/{thread.id}/{FIND}").status_code == 403
    make.post(thread)

    for _ in range(2):
        assert client.post(f"/threads/{thread.id}/{FIND}").status_code == 303
    page = client.get(f"/threads/{thread.id}").text
    acting_as(asker)

    assert _count(AnsweredMe) == 1 and "أجاب شخصًا واحدًا" in page
    assert client.post(f"/threads/{thread.id}/{FIND}").status_code == 403, "nobody answers themselves"
    acting_as(reader)
    client.post(f"/threads/{thread.id}/{FIND}/withdrawal")
    assert _count(AnsweredMe) == 0


def test_under_a_title_the_same_is_counted_for_the_thread_of_the_post(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    post = make.post(thread)
    acting_as(make.seat(board))

    part = client.post(f"/posts/{post.id}/answered", headers={"X-Part": "answered"})
    whole = client.post(f"/posts/{post.id}/answered")

    assert f'href="/threads/{thread.id}"' in part.text and "<html" not in part.text
    assert whole.status_code == 303 and _count(AnsweredMe) == 1


def test_similar_questions_show_authority_state_and_the_button(client, acting_as, run_jobs):
    board = make.board()
    writer = make.member(authority=make.authority(name_ar="بلدية السرو"))
    thread = make.thread(board=board, title="جمع النفايات من الأحياء القديمة", author=writer)
    acting_as(make.seat(board))
    app = client.application
    app.extensions["search"].engine.replace_all(app.extensions["search"].everything())

    waiting = client.get("/search/similar?title=جمع النفايات القديمة").text
    make.post(thread)
    replied = client.get("/search/similar?title=جمع النفايات القديمة").text

    assert "بلدية السرو" in waiting and "بلا إجابة" in waiting and "data-answers" not in waiting
    assert "data-answers=" in replied and client.get("/search/similar?title=جمع").text.strip() == ""


def test_a_merge_takes_the_marks_along(app):
    board = make.board()
    by, sharer, both = make.moderator(board), make.seat(board), make.seat(board)
    thread, into = make.thread(board=board), make.thread(board=board)
    with transaction():
        for who, where in ((sharer, thread), (both, thread), (both, into)):
            db.session.add(
                SharedProblem(thread_id=where.id, member_id=who.member_id, authority_id=who.authority_id)
            )
        db.session.add(AnsweredMe(thread_id=thread.id, member_id=sharer.member_id))
    with transaction():
        curation.merge(thread, into, by=by)

    kept = db.session.execute(select(SharedProblem.thread_id, SharedProblem.member_id)).all()
    assert {tuple(row) for row in kept} == {(into.id, sharer.member_id), (into.id, both.member_id)}
    assert db.session.scalars(select(AnsweredMe.thread_id)).all() == [into.id]


@pytest.mark.parametrize("what", [SHARE, FIND])
def test_a_hidden_thread_takes_no_marks(client, acting_as, what):
    board = make.board()
    acting_as(make.seat(board))

    assert client.post(f"/threads/{make.hidden_thread(board=board).id}/{what}").status_code == 404
    assert client.post(f"/threads/{2**70}/{what}").status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Thread)) == 1
