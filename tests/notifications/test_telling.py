"""An event becomes notifications: of those who follow and may read, once each."""

import pytest
from sqlalchemy import select

from forum.activity.actions import ANNOUNCE
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, transaction
from forum.kernel.jobs import enqueue, run_pending
from forum.members.models import Departure, Member
from forum.notifications.actions import follow, unfollow
from forum.notifications.announcing import ANNOUNCING
from forum.notifications.models import Notification
from forum.notifications.queries import follows, unread_count
from forum.platforms.models import Seat
from forum.threads import actions, curation, queries
from tests.support import factories as make


def told(member_id: int) -> list[str]:
    """The kinds of what somebody was told, oldest first."""
    query = select(Notification.kind).where(Notification.member_id == member_id).order_by(Notification.id)
    return list(db.session.scalars(query))


def ask(by: Actor, board, title: str = "تنظيم جمع النفايات ليلا", body: str = "كيف تنظمون ذلك؟"):
    with transaction():
        return actions.ask(board, title=title, kind="question", body=body, by=by)


def reply(by: Actor, thread, body: str = "نجمعها ليلا."):
    with transaction():
        return actions.reply(queries.thread(by, thread.id), body, by=by)


@pytest.fixture
def board(app):
    return make.board()


def test_a_reply_reaches_those_who_follow_but_not_its_author(board, run_jobs):
    asker, helper, third = make.seat(board), make.seat(board), make.seat(board)
    thread = ask(asker, board)
    reply(helper, thread)
    reply(third, thread)

    run_jobs()

    assert told(asker.member_id) == ["replied", "replied"]
    assert told(helper.member_id) == ["replied"]
    assert told(third.member_id) == []


def test_an_event_announced_twice_is_told_once(board, run_jobs):
    asker = make.seat(board)
    thread = ask(asker, board)
    reply(make.seat(board), thread)
    run_jobs()
    event_id = db.session.scalars(select(Notification.event_id)).one()

    with transaction():
        enqueue(ANNOUNCE, event_id=event_id)
        enqueue(ANNOUNCE, event_id=event_id)
    run_jobs()

    assert told(asker.member_id) == ["replied"]


def test_who_lost_the_seat_hears_no_more(board, run_jobs):
    asker = make.seat(board)
    thread = ask(asker, board)
    with transaction():
        db.session.delete(db.session.get_one(Seat, (asker.member_id, board.platform_id)))
    reply(make.seat(board), thread)

    run_jobs()

    assert told(asker.member_id) == []


def test_who_has_left_hears_no_more(board, run_jobs):
    asker = make.seat(board)
    thread = ask(asker, board)
    make.save(Departure(member_id=asker.member_id))
    reply(make.seat(board), thread)

    run_jobs()

    assert told(asker.member_id) == []


def test_a_hidden_thread_is_announced_only_to_moderators_who_follow(board, run_jobs):
    asker, moderator = make.seat(board), make.moderator(board)
    thread = ask(asker, board)
    with transaction():
        follow(moderator.member_id, "thread", thread.id)
    reply(make.seat(board), thread)
    with transaction():
        curation.hide(queries.thread(moderator, thread.id), "بيانات شخصية", by=make.moderator(board))

    run_jobs()

    assert told(asker.member_id) == ["thread_hidden"]
    assert told(moderator.member_id) == ["replied"]


def test_the_author_of_the_accepted_reply_hears_it_in_other_words(board, run_jobs):
    asker, helper, third = make.seat(board), make.seat(board), make.seat(board)
    thread = ask(asker, board)
    post = reply(helper, thread)
    reply(third, thread)
    with transaction():
        actions.accept(queries.thread(asker, thread.id), post, by=asker)

    run_jobs()

    assert told(helper.member_id) == ["replied", "your_answer"]
    assert told(third.member_id) == ["answered"]


def test_the_author_of_a_hidden_post_is_told_why(board, run_jobs, client, acting_as):
    asker, helper = make.seat(board), make.seat(board)
    thread = ask(asker, board)
    post = reply(helper, thread)
    moderator = make.moderator(board)
    with transaction():
        curation.hide_post(queries.post(moderator, post.id), "فيه رقم هوية مواطن", by=moderator)
    run_jobs()

    acting_as(helper)
    page = client.get("/notifications")

    assert told(helper.member_id) == ["post_hidden"]
    assert "أخفى الإشراف مشاركتك: فيه رقم هوية مواطن" in page.text
    acting_as(asker)
    assert "رد جديد" not in client.get("/notifications").text


def test_a_member_called_by_name_is_told_even_without_following(board, run_jobs):
    called = make.seat(board, member=make.member(name="رائد المجد"))
    outsider = make.seat(make.board(), member=make.member(name="سامي عودة"))
    asker = make.seat(board)
    thread = ask(asker, board)

    reply(make.seat(board), thread, "ما رأي @رائد المجد و@سامي عودة في هذا؟")
    run_jobs()

    assert told(called.member_id) == ["mentioned"]
    assert told(outsider.member_id) == []


def test_who_follows_a_board_hears_of_its_new_threads(board, run_jobs):
    reader = make.seat(board)
    with transaction():
        follow(reader.member_id, "board", board.id)
    ask(make.seat(board), board)

    run_jobs()

    assert told(reader.member_id) == ["asked"]


def test_a_merged_threads_followers_follow_the_other(board, run_jobs):
    first, second, moderator = make.seat(board), make.seat(board), make.moderator(board)
    double, stays = ask(first, board), ask(second, board)
    with transaction():
        curation.merge(queries.thread(moderator, double.id), queries.thread(moderator, stays.id), by=moderator)
    reply(make.seat(board), stays)

    run_jobs()

    assert follows(first, "thread", stays.id)
    assert told(first.member_id) == ["merged", "replied"]
    assert told(second.member_id) == ["replied"]


def test_following_twice_is_following_and_ends_at_once(app):
    person = make.seat(make.board())
    with transaction():
        follow(person.member_id, "thread", 7)
        follow(person.member_id, "thread", 7)
    assert follows(person, "thread", 7)

    with transaction():
        unfollow(person.member_id, "thread", 7)
        unfollow(person.member_id, "thread", 7)
    assert not follows(person, "thread", 7)
    assert not follows(ANYONE, "thread", 7)


def test_a_batch_of_events_costs_a_fixed_number_of_queries(board, queries_of_telling):
    few = queries_of_telling(board, replies=2)
    many = queries_of_telling(board, replies=20)

    assert many == few <= 10


@pytest.fixture
def queries_of_telling(queries):
    """How many reading statements it takes to announce some replies to their followers."""

    def count(board, replies: int) -> int:
        thread = ask(make.seat(board), board)
        helper = make.seat(board)
        for _number in range(replies):
            reply(helper, thread)
        with transaction():
            db.session.execute(Member.__table__.update().values(wants_mail=False))
        with queries.seen() as seen:
            run_pending({ANNOUNCING.name: ANNOUNCING})
        return sum(s.lstrip().upper().startswith("SELECT") and "FROM job" not in s for s in seen.statements)

    return count


def test_the_unread_count_is_one_query_and_none_for_visitors(board, run_jobs, queries):
    asker = make.seat(board)
    thread = ask(asker, board)
    reply(make.seat(board), thread)
    run_jobs()

    with queries.exactly(1):
        assert unread_count(asker) == 1
    with queries.exactly(0):
        assert unread_count(ANYONE) == 0
