"""Posts by the million: the numbers on threads are exact, the words are Arabic, a broken run goes on."""

import random
from collections import Counter

import pytest
from sqlalchemy import func, select

from forum.demonstration import scale
from forum.demonstration.prose import Prose
from forum.kernel import clock, rendering
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.platforms.models import Board, Seat
from forum.registry import brought
from forum.threads import actions
from forum.threads.models import Post, Thread
from forum.threads.states import Acceptance, Helpful, ThreadTopic
from tests.support import factories as make


@pytest.fixture
def prepared(app, monkeypatch):
    """A forum with its platforms, and small batches."""
    monkeypatch.setattr(scale, "BATCH", 700)
    for seed in brought(app, "seeds"):
        with transaction():
            seed()


def test_it_makes_exactly_as_many_posts_as_asked_for_and_goes_on_where_it_stopped(prepared):
    reported: list[int] = []
    assert scale.fill(1_500, reported.append) == 1_500
    assert reported == [700, 700, 100]
    assert scale.fill(1_500) == 0
    assert scale.fill(2_300) == 800
    assert db.session.scalar(select(func.count(Post.id))) == 2_300


def test_copies_on_threads_and_posts_are_exact(prepared):
    scale.fill(2_000)
    counted = (
        select(Post.thread_id, func.count().label("posts"), func.max(Post.number).label("last"),
               func.max(Post.created_at).label("at"), func.min(Post.created_at).label("opened"))
        .group_by(Post.thread_id).subquery()
    )
    seen = 0
    for thread, posts, last, at, opened in db.session.execute(
        select(Thread, counted.c.posts, counted.c.last, counted.c.at, counted.c.opened)
        .join(counted, counted.c.thread_id == Thread.id)
    ):
        seen += posts
        assert (thread.reply_count, thread.last_number) == (posts - 1, last) == (posts - 1, posts)
        assert (thread.last_post_at, thread.created_at) == (at, opened)
    assert seen == 2_000
    boards = dict(db.session.execute(select(Board.id, Board.platform_id)).all())
    for thread in db.session.scalars(select(Thread)):
        assert thread.platform_id == boards[thread.board_id]
    accepted = dict(db.session.execute(select(Acceptance.thread_id, Acceptance.post_id)).all())
    copies = select(Thread.id, Thread.accepted_post_id).where(Thread.accepted_post_id.is_not(None))
    assert accepted == dict(db.session.execute(copies).all())
    assert accepted
    marks = dict(db.session.execute(select(Helpful.post_id, func.count()).group_by(Helpful.post_id)).all())
    helped = select(Post.id, Post.helpful_count).where(Post.helpful_count > 0)
    assert marks == dict(db.session.execute(helped).all())


def test_an_accepted_answer_is_a_reply_to_a_question_of_its_thread(prepared):
    scale.fill(2_000)
    for kind, thread_id, number, its_thread in db.session.execute(
        select(Thread.kind, Thread.id, Post.number, Post.thread_id).join(Post, Post.id == Thread.accepted_post_id)
    ):
        assert kind == "question"
        assert its_thread == thread_id
        assert number > 1


def test_everybody_writes_from_a_seat_and_under_the_office_of_the_day(prepared):
    scale.fill(2_000)
    without_seat = (
        select(func.count()).select_from(Post).join(Thread, Thread.id == Post.thread_id)
        .outerjoin(Seat, (Seat.member_id == Post.author_id) & (Seat.platform_id == Thread.platform_id))
        .where(Seat.member_id.is_(None))
    )
    assert db.session.scalar(without_seat) == 0
    differing = select(func.count()).select_from(Post).join(Member, Member.id == Post.author_id).where(
        Post.authority_id != Member.authority_id
    )
    assert db.session.scalar(differing) == 0
    assert db.session.scalar(select(func.count(func.distinct(Post.authority_id)))) > 150


def test_it_covers_every_board_most_topics_and_years(prepared):
    scale.fill(3_000)
    assert set(db.session.scalars(select(Thread.board_id))) == set(db.session.scalars(select(Board.id)))
    assert db.session.scalar(select(func.count(func.distinct(ThreadTopic.topic_id)))) > 40
    oldest, newest = db.session.execute(select(func.min(Post.created_at), func.max(Post.created_at))).one()
    assert (newest - oldest).days > 5 * 365
    assert newest <= clock.now()
    assert db.session.scalars(select(Thread.id).where(Thread.demo_key.is_(None))).all() == []


def test_the_next_real_post_gets_the_next_number(prepared):
    scale.fill(300)
    last = db.session.scalar(select(func.max(Post.id)))
    board = db.session.scalars(select(Board).limit(1)).one()
    with transaction():
        actions.ask(board, title="سؤال حقيقي بعد التعبئة", kind="question", body="نص السؤال", by=make.seat(board))
    assert db.session.scalar(select(func.max(Post.id))) == last + 1


def test_the_same_seed_writes_the_same():
    prose = Prose()
    first, second = ([prose.opening(random.Random(7)), prose.title(random.Random(8))] for _ in range(2))
    assert first == second
    assert prose.opening(random.Random(9)) != first[0]


def test_texts_hold_no_marks_so_their_html_is_what_the_renderer_would_make():
    prose, chance = Prose(), random.Random(3)
    for _ in range(150):
        text = prose.opening(chance)
        assert rendering.to_html(text) == rendering.paragraphs(text)
        assert 8 <= len(prose.title(chance)) <= 160


def test_words_are_as_unequal_as_in_life():
    prose, chance = Prose(), random.Random(5)
    words = Counter(word for _ in range(1_500) for word in prose.reply(chance).split())
    often = [times for _word, times in words.most_common()]
    assert len(often) > 4_000
    assert often[0] > 10 * often[60]
    assert sum(1 for times in often if times == 1) > len(often) / 3
    assert sum(often[:10]) < sum(often) / 4
