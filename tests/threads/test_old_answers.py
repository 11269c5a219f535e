"""Answers of long ago: their authors are asked once, what was said stands beside them, obsolete ones warn."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.activity.models import Event
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.notifications.models import Notification
from forum.search.engine import Request
from forum.search.query import parse
from forum.threads import actions
from forum.threads.freshness.actions import ask_authors, review
from forum.threads.freshness.models import AnswerAsking, AnswerReview
from forum.threads.freshness.rules import ASKED_A_DAY, GROWS_OLD, OBSOLETE, TRUE
from tests.support import factories as make

LONG_AGO = GROWS_OLD + timedelta(days=3)


@pytest.fixture
def board(app):
    return make.board()


def _answered(board, age=LONG_AGO, **given):
    """A question and its accepted answer, so long ago; who asked, who answered."""
    asker, author = make.seat(board), make.seat(board)
    with clock.standing(clock.now() - age):
        thread = make.thread(board=board, author_id=asker.member_id, **given)
        answer = make.post(thread, "اتصلوا بالرقم القديم.", author=db.session.get(Member, author.member_id))
        with transaction():
            actions.accept(thread, answer, by=asker)
    return thread, answer, asker, author


def test_the_author_is_asked_once_by_page_and_mail(board, run_jobs):
    _thread, answer, _asker, author = _answered(board)
    _answered(board, age=GROWS_OLD - timedelta(days=1))
    run_jobs()
    for expected in (1, 0):
        with transaction():
            assert ask_authors() == expected
        run_jobs()

    told = db.session.scalars(select(Notification).where(Notification.kind == "asked_if_true")).all()
    assert [(n.member_id, n.detail["post_id"]) for n in told] == [(author.member_id, answer.id)]
    assert told[0].mail_at is not None


def test_a_year_after_the_confirmation_the_author_is_asked_again(board):
    _thread, answer, _asker, author = _answered(board)
    with transaction():
        ask_authors()
        review(answer, TRUE, "", by=author)
        assert ask_authors() == 0
    with clock.standing(clock.now() + LONG_AGO), transaction():
        assert (ask_authors(), ask_authors()) == (1, 0)


def test_a_day_asks_only_so_many(board):
    for _ in range(ASKED_A_DAY + 2):
        _answered(board)
    with transaction():
        assert ask_authors() == ASKED_A_DAY
        assert ask_authors() == 2
    assert db.session.scalar(select(func.count()).select_from(AnswerAsking)) == ASKED_A_DAY + 2


@pytest.mark.parametrize(
    ("who", "status"),
    [("asker", 200), ("author", 200), ("moderator", 200), ("association", 200), ("member", 403), ("outsider", 404)],
)
def test_author_asker_and_moderators_say_what_holds(client, acting_as, board, who, status):
    thread, answer, asker, author = _answered(board)
    people = {
        "asker": asker, "author": author, "moderator": make.moderator(board), "member": make.seat(board),
        "association": make.association(), "outsider": make.outsider(),
    }
    acting_as(people[who])
    seen = client.get(f"/threads/{thread.id}")

    assert client.get(f"/posts/{answer.id}/confirmation").status_code == status
    sent = client.post(f"/posts/{answer.id}/confirmations", data={"state": "true", "words": ""})

    assert sent.status_code == (303 if status == 200 else status)
    if status == 200:
        assert "لم يؤكد أحد هذه الإجابة" in seen.text and f"/posts/{answer.id}/confirmation" in seen.text
        after = client.get(f"/threads/{thread.id}").text
        assert "ما زالت صحيحة" in after and "لم يؤكد أحد" not in after
    elif who == "member":
        assert "لم يؤكد أحد" in seen.text and "/confirmation" not in seen.text


@pytest.mark.parametrize("form", [
    {}, {"state": "x", "words": "ا"}, {"state": "obsolete", "words": " "}, {"state": "changed"},
    {"state": "true", "words": "ا" * 501}, {"state": "obsolete", "words": "قبل\0بعد"},
])
def test_what_says_nothing_is_sent_back_with_a_sentence(client, acting_as, board, form):
    _thread, answer, asker, _author = _answered(board)
    acting_as(asker)

    sent = client.post(f"/posts/{answer.id}/confirmations", data=form)

    assert sent.status_code == 422 and db.session.get(AnswerReview, answer.id) is None
    assert "يلزم" in sent.text or "الحد الأقصى" in sent.text or "لا يمكن حفظها" in sent.text


def test_only_the_accepted_answer_is_confirmed(client, acting_as, board):
    thread, _answer, asker, _author = _answered(board)
    other = make.post(thread)
    acting_as(asker)

    assert client.post(f"/posts/{other.id}/confirmations", data={"state": "true"}).status_code == 403


def test_an_obsolete_answer_warns_is_told_and_sinks_in_search(client, acting_as, board, run_jobs):
    titled = {"title": "ترخيص الأبنية القديمة"}
    thread, answer, asker, author = _answered(board, **titled)
    newer, _post, *_people = _answered(board, **titled)
    search = client.application.extensions["search"]
    search.engine.replace_all(search.everything())
    acting_as(author)
    client.post(f"/posts/{answer.id}/confirmations", data={"state": "obsolete", "words": "صدر نظام جديد للرسوم"})
    run_jobs()
    acting_as(make.seat(board))

    page = client.get(f"/threads/{thread.id}").text

    assert "لم تعد صالحة، فلا يُعمل بها" in page and "صدر نظام جديد للرسوم" in page
    assert "post.marked_obsolete" in set(db.session.scalars(select(Event.kind)))
    heard = select(Notification.member_id).where(Notification.kind == "said_obsolete")
    assert asker.member_id in set(db.session.scalars(heard))
    hits = search.engine.search(Request(parse("الرقم القديم"))).hits
    assert [hit.group for hit in hits] == [f"thread:{newer.id}", f"thread:{thread.id}"]
    with clock.standing(clock.now() + LONG_AGO), transaction():
        assert answer.id not in set(_asked_now()), "nobody is asked about what is over"


def _asked_now() -> list[int]:
    ask_authors()
    return list(db.session.scalars(select(AnswerAsking.post_id)))


def test_the_last_word_counts_and_earlier_ones_are_events(board):
    _thread, answer, asker, author = _answered(board)
    with transaction():
        review(answer, OBSOLETE, "تغيّر القانون", by=asker)
        review(answer, TRUE, "", by=author)

    kept = db.session.scalars(select(AnswerReview)).one()
    assert (kept.state, kept.member_id) == (TRUE, author.member_id)
    said = select(Event.kind).where(Event.kind.in_(("post.marked_obsolete", "post.confirmed"))).order_by(Event.id)
    assert db.session.scalars(said).all() == ["post.marked_obsolete", "post.confirmed"]
