"""Editing one's own post: the new text shows, the old one stays readable."""

from sqlalchemy import select

from forum.kernel.db import db
from forum.members.models import Member
from forum.threads.difference import compare
from forum.threads.models import Post
from forum.threads.states import PostRevision
from tests.support import factories as make


def _own_post(acting_as):
    board = make.board()
    actor = acting_as(make.seat(board))
    thread = make.thread(board=board)
    post = make.post(thread, "نجمعها ليلا.", author=db.session.get_one(Member, actor.member_id))
    return thread, post


def test_the_author_edits_and_the_history_shows_both_texts(client, acting_as):
    thread, post = _own_post(acting_as)

    answer = client.post(f"/posts/{post.id}/revisions", data={"body": "نجمعها فجرا.", "reason": "تصحيح الموعد"})

    assert answer.status_code == 303
    page = client.get(f"/threads/{thread.id}")
    assert "نجمعها فجرا." in page.text and f"/posts/{post.id}/history" in page.text
    history = client.get(f"/posts/{post.id}/history")
    assert "<del>ليلا</del>" in history.text and "<ins>فجرا</ins>" in history.text
    assert "تصحيح الموعد" in history.text
    assert db.session.scalars(select(PostRevision)).one().source == "نجمعها ليلا."


def test_saving_without_a_change_makes_no_history(client, acting_as):
    _thread, post = _own_post(acting_as)

    client.post(f"/posts/{post.id}/revisions", data={"body": "نجمعها ليلا."})

    assert db.session.scalars(select(PostRevision)).all() == []


def test_the_asker_edits_the_title_with_the_opening_text(client, acting_as):
    board = make.board()
    actor = acting_as(make.seat(board))
    thread = make.thread(board=board, author_id=actor.member_id)
    client.post(
        f"/posts/{_opening(thread).id}/revisions",
        data={"title": "جمع النفايات في القرى الصغيرة", "body": "نص جديد كامل", "reason": ""},
    )

    assert "جمع النفايات في القرى الصغيرة" in client.get(f"/threads/{thread.id}").text
    assert db.session.scalars(select(PostRevision)).one().title == "جمع النفايات في الأحياء القديمة"


def test_nobody_edits_the_words_of_another_not_even_a_moderator(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    post = make.post(thread)

    for actor in (make.seat(board), make.moderator(board), make.association()):
        acting_as(actor)
        answer = client.post(f"/posts/{post.id}/revisions", data={"body": "كلام ليس لها"})
        assert answer.status_code == 403
        assert "يعدّل المشاركةَ صاحبُها وحده" in answer.text
    assert db.session.scalars(select(PostRevision)).all() == []


def test_an_emptied_post_is_refused_and_says_what_to_do(client, acting_as):
    _thread, post = _own_post(acting_as)

    answer = client.post(f"/posts/{post.id}/revisions", data={"body": " "})

    assert answer.status_code == 422
    assert "لا تُحفظ مشاركة فارغة" in answer.text


def test_a_difference_is_of_words_and_ignores_diacritics():
    assert compare("نجمع ليلا", "نجمع فجرا") == [("same", "نجمع "), ("gone", "ليلا"), ("new", "فجرا")]
    assert compare("كَتَبَ الموظف", "كتب الموظف") == [("same", "كتب الموظف")]
    assert compare("", "نص") == [("new", "نص")]


def _opening(thread):
    return db.session.scalars(select(Post).where(Post.thread_id == thread.id, Post.number == 1)).one()
