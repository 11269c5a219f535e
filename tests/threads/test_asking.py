"""Asking: a new thread from an empty form to a page that colleagues read."""

from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job
from forum.members.models import Member
from forum.notifications.models import Subscription
from forum.threads.models import Post, Thread
from forum.threads.states import ThreadTopic
from forum.topics.models import TopicPlatform
from tests.support import factories as make

GOOD = {
    "kind": "question",
    "title": "كيف ننشئ وحدة GIS في بلدية صغيرة؟",
    "body": "عندنا موظف واحد.\n\n- حاسوب\n- طابعة",
}


def _threads() -> list[Thread]:
    return list(db.session.scalars(select(Thread)))


def test_a_member_asks_and_lands_on_the_thread(client, acting_as):
    board = make.board()
    topic = make.topic()
    make.save(TopicPlatform(topic_id=topic.id, platform_id=board.platform_id))
    actor = acting_as(make.seat(board))

    answer = client.post(f"/boards/{board.id}/threads", data={**GOOD, "topics": [topic.id]})

    (thread,) = _threads()
    assert answer.status_code == 303 and answer.location == f"/threads/{thread.id}"
    assert (thread.title, thread.author_id, thread.board_id) == (GOOD["title"], actor.member_id, board.id)
    assert db.session.get(ThreadTopic, (thread.id, topic.id)) is not None
    assert db.session.get(Subscription, (actor.member_id, "thread", thread.id)) is not None
    page = client.get(answer.location)
    assert GOOD["title"] in page.text and "<li" in page.text and "حاسوب" in page.text


def test_event_index_and_thread_are_one_transaction(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    client.post(f"/boards/{board.id}/threads", data=GOOD)

    assert "thread.asked" in set(db.session.scalars(select(Event.kind)))
    assert {"search.index", "event.announce"} <= set(db.session.scalars(select(Job.kind)))


def test_an_empty_title_says_so_and_keeps_the_text(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    answer = client.post(f"/boards/{board.id}/threads", data={**GOOD, "title": " "})

    assert answer.status_code == 422
    assert "العنوان مطلوب." in answer.text and "عندنا موظف واحد." in answer.text
    assert _threads() == []


def test_preview_shows_the_text_and_saves_nothing(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    page = client.post(f"/boards/{board.id}/threads", data={**GOOD, "body": "نص **مهم**", "preview": "1"})
    part = client.post(
        f"/boards/{board.id}/threads", data={"body": "نص **مهم**", "preview": "1"}, headers={"X-Part": "preview"}
    )

    assert "<strong>مهم</strong>" in page.text and "<strong>مهم</strong>" in part.text
    assert "<html" not in part.text
    assert _threads() == []


def test_a_form_sent_twice_makes_one_thread(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    first = client.post(f"/boards/{board.id}/threads", data={**GOOD, "once": "abc"})
    second = client.post(f"/boards/{board.id}/threads", data={**GOOD, "once": "abc"})

    assert first.location == second.location
    assert len(_threads()) == 1


def test_the_same_form_with_another_text_is_another_thread(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    client.post(f"/boards/{board.id}/threads", data={**GOOD, "once": "abc"})
    client.post(f"/boards/{board.id}/threads", data={**GOOD, "body": "سؤال آخر تمامًا", "once": "abc"})

    assert len(_threads()) == 2


def test_a_member_of_another_platform_is_refused_with_the_way_in(client, acting_as):
    board = make.board()
    acting_as(make.outsider())

    answer = client.post(f"/boards/{board.id}/threads", data=GOOD)

    assert answer.status_code == 403
    assert "يمكن طلب الانضمام إليها" in answer.text and GOOD["body"].split("\n")[0] in answer.text
    assert _threads() == []


def test_text_that_no_database_keeps_is_named_and_the_rest_kept(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    answer = client.post(f"/boards/{board.id}/threads", data={**GOOD, "body": "قبل\0بعد"})

    assert answer.status_code == 422
    assert "رموز لا يمكن حفظها" in answer.text and "قبل\N{REPLACEMENT CHARACTER}بعد" in answer.text


def test_a_post_keeps_job_and_authority_of_its_day(client, acting_as):
    board = make.board()
    actor = acting_as(make.seat(board))
    client.post(f"/boards/{board.id}/threads", data=GOOD)
    (thread,) = _threads()
    elsewhere = make.authority(name_ar="بلدية أخرى")
    with transaction():
        member = db.session.get_one(Member, actor.member_id)
        member.authority_id, member.job_title = elsewhere.id, "مديرة التخطيط"

    page = client.get(f"/threads/{thread.id}")

    assert "مهندسة تخطيط" in page.text and "بلدية أخرى" not in page.text
    assert db.session.scalars(select(Post)).one().authority_id == actor.authority_id


def test_the_form_takes_a_title_from_a_search(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    assert 'value="رسوم النفايات"' in client.get(f"/boards/{board.id}/ask?title=رسوم النفايات").text
    assert "title=" in client.get("/ask?title=رسوم النفايات").text
