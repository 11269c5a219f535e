"""What tests stand on: an empty database each time, a counter, a client that starts afresh."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.members.models import Member
from forum.threads.models import Post, Thread
from tests.support import factories as make


@pytest.mark.parametrize("time", [1, 2])
def test_each_test_begins_with_nothing(app, time: int):
    assert db.session.scalar(select(func.count()).select_from(Member)) == 0
    make.hidden_thread()
    assert db.session.scalar(select(func.count()).select_from(Thread)) == 1


def test_the_counter_lists_what_was_sent(app, queries):
    with queries.at_most(1):
        db.session.scalars(select(Member)).all()
    with pytest.raises(AssertionError, match=r"2 queries, at most 1 allowed:\n +1\. SELECT"), queries.at_most(1):
        db.session.scalars(select(Member)).all()
        db.session.scalars(select(Post)).all()


def test_a_thread_counts_its_posts(app):
    thread = make.thread()
    last = make.post(thread, "**نعم**")

    assert (thread.reply_count, thread.last_number, last.number) == (1, 2, 2)
    assert thread.last_post_at == last.created_at
    assert "<strong>" in last.html


def test_a_moderator_has_a_seat_of_the_board_s_platform(app):
    board = make.board()

    assert make.moderator(board).moderates == {board.platform_id}
    assert make.seat(board).moderates == frozenset()


def test_a_client_is_one_person_at_a_time(app, client, acting_as):
    member = acting_as(make.seat(make.board()))
    signed_in = client.get("/no-such-page")
    acting_as(ANYONE)

    assert member.is_signed_in
    assert signed_in.status_code == 404
    assert client.get("/no-such-page").status_code == 404


def test_a_standing_clock_stands_in_requests_too(app, client):
    at = datetime(2026, 1, 31, 9, tzinfo=UTC)
    app.extensions["session_loader"], real = (lambda _key: seen.append(clock.now())), app.extensions["session_loader"]
    seen: list[datetime] = []
    with client.session_transaction() as session:
        session["_user_id"] = "somebody"
    with clock.standing(at):
        client.get("/no-such-page")
    app.extensions["session_loader"] = real

    assert seen == [at]
