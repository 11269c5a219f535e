"""The page of notifications: by thread, newest first, read or not; following and its end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.notifications import rules
from forum.notifications.models import Notification, Subscription
from forum.notifications.queries import unread_count
from forum.notifications.records import forget_old_news
from forum.threads import actions
from tests.support import factories as make


@pytest.fixture
def board(app):
    return make.board()


def news(board, reader, threads: int = 1, replies: int = 1, run_jobs=None) -> list:
    """Threads that ``reader`` asked, with replies that the worker has announced."""
    helper = make.seat(board)
    made = []
    start = clock.now() - timedelta(days=2)
    for number in range(threads):
        with clock.standing(start + timedelta(minutes=number)), transaction():
            thread = actions.ask(
                board, title=f"سؤال رقم {number} عن النفايات", kind="question", body="كيف؟", by=reader
            )
        made.append(thread)
        for _ in range(replies):
            with clock.standing(start + timedelta(hours=1, minutes=number)), transaction():
                actions.reply(thread, "هكذا.", by=helper)
    run_jobs()
    return made


def test_news_stand_under_their_thread_and_lead_to_the_reply(client, acting_as, board, run_jobs):
    me = acting_as(make.seat(board))
    (thread,) = news(board, me, replies=2, run_jobs=run_jobs)

    page = client.get("/notifications")

    assert page.text.count(thread.title) == 1
    assert page.text.count("رد جديد من") == 2
    assert "جديدان" in page.text
    assert f'href="/threads/{thread.id}"' in page.text
    assert 'href="/posts/' in page.text


def test_the_header_counts_what_is_new_until_it_is_read(client, acting_as, board, run_jobs):
    me = acting_as(make.seat(board))
    first, second = news(board, me, threads=2, run_jobs=run_jobs)
    assert '<span class="top__count">2</span>' in client.get("/notifications").text

    client.post("/notifications/reading", data={"kind": "thread", "id": first.id})
    assert unread_count(me) == 1
    client.post("/notifications/reading")
    assert unread_count(me) == 0
    page = client.get("/notifications")
    assert "top__count" not in page.text
    assert second.title in page.text


def test_reading_the_thread_is_having_read_its_news(client, acting_as, board, run_jobs):
    me = acting_as(make.seat(board))
    first, _second = news(board, me, threads=2, run_jobs=run_jobs)

    client.get(f"/threads/{first.id}")

    unread = select(Notification.subject_id).where(Notification.read_at.is_(None))
    assert db.session.scalars(unread).all() == [_second.id]


def test_nobody_reads_or_marks_what_others_were_told(client, acting_as, board, run_jobs):
    me, other = make.seat(board), make.seat(board)
    (thread,) = news(board, me, run_jobs=run_jobs)
    acting_as(other)

    assert thread.title not in client.get("/notifications").text
    client.post("/notifications/reading")

    assert unread_count(me) == 1


def test_each_page_holds_the_next_threads_and_none_twice(client, acting_as, board, run_jobs):
    me = acting_as(make.seat(board))
    threads = news(board, me, threads=rules.GROUPS_A_PAGE + 3, run_jobs=run_jobs)

    first = client.get("/notifications")
    older = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older)

    shown = [[t.id for t in threads if f'"/threads/{t.id}"' in page.text] for page in (first, second)]
    assert [len(ids) for ids in shown] == [rules.GROUPS_A_PAGE, 3]
    assert set(shown[0]) | set(shown[1]) == {t.id for t in threads}
    assert set(shown[1]) == {t.id for t in threads[:3]}, "the oldest stand on the last page"


def test_the_page_costs_the_same_for_one_thread_and_for_twenty(client, acting_as, board, run_jobs, queries):
    me = acting_as(make.seat(board))
    news(board, me, run_jobs=run_jobs)
    client.get("/notifications")
    with queries.seen() as few:
        client.get("/notifications")
    news(board, me, threads=19, replies=6, run_jobs=run_jobs)
    with queries.at_most(len(few)):
        client.get("/notifications")
    assert len(few) <= 8, str(few)


def test_a_thread_that_became_unreadable_is_no_longer_listed(client, acting_as, board, run_jobs):
    me = acting_as(make.seat(board))
    (thread,) = news(board, me, run_jobs=run_jobs)
    acting_as(Actor(member_id=me.member_id, name=me.name))

    assert thread.title not in client.get("/notifications").text


def test_a_member_follows_and_unfollows_what_may_be_read(client, acting_as, board):
    me = acting_as(make.seat(board))
    thread, closed = make.thread(board=board), make.thread()
    form = {"kind": "thread", "id": thread.id, "next": f"/threads/{thread.id}"}

    answer = client.post("/subscriptions", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/threads/{thread.id}")
    client.post("/subscriptions", data=form)
    assert [(s.member_id, s.subject_id) for s in db.session.scalars(select(Subscription))] == [
        (me.member_id, thread.id)
    ]
    assert client.post("/subscriptions", data={"kind": "thread", "id": closed.id}).status_code == 404

    client.post("/subscriptions/end", data=form)
    assert db.session.scalars(select(Subscription)).all() == []


@pytest.mark.parametrize("number", ["", "0x1", "-1", "9" * 40, "2147483648", "١", "1\x00", "\ud800"])
@pytest.mark.parametrize("address", ["/subscriptions", "/subscriptions/end", "/notifications/reading"])
def test_numbers_that_no_row_has_are_not_found(number, address, client, acting_as, board):
    acting_as(make.seat(board))
    data = {"kind": "thread", "id": number.encode("utf-8", "surrogatepass")}

    assert client.post(address, data=data).status_code in (404, 422)


def test_what_i_follow_is_listed_with_a_way_out(client, acting_as, board):
    acting_as(make.seat(board))
    thread = make.thread(board=board)
    client.post("/subscriptions", data={"kind": "thread", "id": thread.id})
    client.post("/subscriptions", data={"kind": "board", "id": board.id})

    page = client.get("/notifications/following")

    assert thread.title in page.text
    assert board.name_ar in page.text
    assert page.text.count("إلغاء المتابعة") == 2


def test_mails_are_switched_off_and_on(client, acting_as, board):
    me = acting_as(make.seat(board))

    client.post("/notifications/mail", data={"wants": "no"})
    assert not db.session.get_one(Member, me.member_id).wants_mail
    assert "تفعيل الرسائل" in client.get("/notifications/following").text

    client.post("/notifications/mail", data={"wants": "yes"})
    assert db.session.get_one(Member, me.member_id).wants_mail


def test_empty_pages_teach_the_next_step(client, acting_as, board):
    acting_as(make.seat(board))

    assert "لا شيء بعد" in client.get("/notifications").text
    assert "لا متابعات بعد" in client.get("/notifications/following").text
    assert "Nothing yet" in client.in_english().get("/notifications").text


def test_news_of_last_year_are_forgotten_and_those_of_last_month_are_not(board, run_jobs):
    me = make.seat(board)
    news(board, me, threads=2, run_jobs=run_jobs)
    first, second = db.session.scalars(select(Notification).order_by(Notification.id)).all()
    with transaction():
        first.at, second.at = clock.now() - rules.KEPT * 1.01, clock.now() - timedelta(days=30)
    with transaction():
        forget_old_news()

    assert db.session.scalars(select(Notification.id)).all() == [second.id]
