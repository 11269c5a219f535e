"""The demonstration: whole, alive, labelled, and there only once."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from forum.authorities.models import Authority
from forum.demonstration import accounts, loader, rules, sources
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job
from forum.members.models import Member, MembershipRequest, Office
from forum.moderation.models import Flag
from forum.platforms.models import Board, Platform, Seat
from forum.registry import brought
from forum.threads.models import Post, Thread
from forum.threads.reaching.models import PeerAsking
from forum.threads.reaching.queries import still_waits
from forum.threads.reaching.rules import OFFERED
from forum.threads.states import Acceptance, Helpful, Pin, Reading, ThreadTopic
from forum.workshops.models import Workshop, WorkshopThread
from tests.support.invented import demonstration


@pytest.fixture
def loaded(app) -> None:
    """The forum with its platforms and the demonstration."""
    demonstration(app)


def count(what) -> int:
    return db.session.scalar(select(func.count()).select_from(what))


def test_everything_is_there_once(app):
    for seed in brought(app, "seeds"):
        with transaction():
            seed()
    assert loader.load() == loader.Loaded(people=70, threads=69, replies=264, workshops=17)
    assert loader.load() is None
    assert (count(Thread), count(Post), count(Member)) == (75, 349, 76)
    assert count(Acceptance) == 25
    assert count(Pin) == len(rules.PINNED)


def test_a_question_of_16_days_waits_for_its_consolidated_reply(loaded):
    thread = db.session.scalars(select(Thread).where(Thread.demo_key == "demo-answers-1")).one()

    assert timedelta(days=16) <= clock.now() - thread.created_at < timedelta(days=17)
    assert thread.accepted_post_id is None and still_waits(thread.id)
    assert len(db.session.scalars(select(PeerAsking).where(PeerAsking.thread_id == thread.id)).all()) == 3
    reasons = set(db.session.scalars(select(PeerAsking.reason).where(PeerAsking.thread_id == thread.id)))
    assert OFFERED in reasons, "who can help with its topic was asked"


def test_all_of_it_carries_its_label(loaded):
    for model in (Thread, Post, Member, Workshop):
        assert db.session.scalars(select(model.id).where(model.demo_key.is_(None))).all() == []


def test_the_forum_is_alive_on_the_day_it_is_loaded(loaded):
    newest = db.session.scalar(select(func.max(Post.created_at)))
    assert timedelta(days=1) < clock.now() - newest < timedelta(days=9)
    assert db.session.scalar(select(func.max(Thread.last_post_at))) == newest
    waiting = db.session.scalars(
        select(Platform.slug).join(Thread, Thread.platform_id == Platform.id)
        .where(Thread.kind == "question", Thread.reply_count == 0)
    )
    ahead = db.session.scalars(
        select(Platform.slug).join(Workshop, Workshop.platform_id == Platform.id)
        .where(Workshop.starts_at > clock.now())
    )
    every_platform = Counter(db.session.scalars(select(Platform.slug)))
    assert Counter(waiting) == every_platform
    assert Counter(ahead) == every_platform


def test_posts_of_a_thread_follow_each_other_and_were_written_before_now(loaded):
    last: dict[int, datetime] = {}
    for thread_id, number, at in db.session.execute(
        select(Post.thread_id, Post.number, Post.created_at).order_by(Post.thread_id, Post.number)
    ):
        assert number == 1 or at > last[thread_id]
        assert at < clock.now()
        last[thread_id] = at
    for thread_id, at, replies in db.session.execute(select(Thread.id, Thread.last_post_at, Thread.reply_count)):
        assert last[thread_id] == at
        assert db.session.scalar(select(func.count()).where(Post.thread_id == thread_id)) == replies + 1


def test_a_post_shows_the_office_its_author_held(loaded):
    post = db.session.scalars(select(Post).where(Post.demo_key == "demo-eng-01-r1")).one()
    author = db.session.get(Member, post.author_id)
    assert post.job_title == author.job_title != ""
    assert post.authority_id == author.authority_id is not None


def test_every_platform_has_one_coordinator_and_one_moderator(loaded):
    roles = Counter(db.session.execute(select(Seat.platform_id, Seat.role).where(Seat.role != "member")))
    assert len(roles) == 10
    assert set(roles.values()) == {1}


def test_nobody_of_a_municipality_sits_with_the_village_councils(loaded):
    kinds = db.session.scalars(
        select(Authority.kind).join(Member, Member.authority_id == Authority.id)
        .join(Seat, Seat.member_id == Member.id).join(Platform, Platform.id == Seat.platform_id)
        .where(Platform.slug == "village-councils")
    )
    assert set(kinds) == {"village_council"}


def test_every_board_has_something_to_read(loaded):
    assert set(db.session.scalars(select(Board.id))) == set(db.session.scalars(select(Thread.board_id)))


def test_topics_and_marks_are_carried_along(loaded):
    about = db.session.scalars(select(Thread.demo_key).where(Thread.id.not_in(select(ThreadTopic.thread_id))))
    assert set(about) == {"demo-fin-14", "demo-vc-14"}
    marks = dict(db.session.execute(select(Helpful.post_id, func.count()).group_by(Helpful.post_id)).all())
    copies = dict(db.session.execute(select(Post.id, Post.helpful_count).where(Post.helpful_count > 0)).all())
    assert marks == copies
    assert len(marks) > 50


def test_old_threads_are_read_and_only_news_waits_for_the_worker(loaded):
    behind = db.session.scalars(
        select(Thread.last_post_at).join(Reading, Reading.thread_id == Thread.id)
        .where(Reading.number < Thread.last_number)
    ).all()
    assert len([at for at in behind if at < clock.now() - rules.NEWS]) <= len(rules.FOLLOWED)
    jobs = Counter(job.kind for job in db.session.scalars(select(Job)))
    assert set(jobs) == {"attachments.read", "event.announce", "search.rebuild", "threads.reach", "workshop.remind"}
    assert jobs["search.rebuild"] == 1
    assert 0 < jobs["event.announce"] < 200


def test_workshops_know_their_threads_and_keep_their_hours(loaded):
    held = db.session.scalars(select(Workshop).where(Workshop.demo_key == "ws-02")).one()
    linked = db.session.scalars(
        select(Thread.demo_key).join(WorkshopThread, WorkshopThread.thread_id == Thread.id)
        .where(WorkshopThread.workshop_id == held.id)
    )
    assert set(linked) == {"demo-fin-01", "demo-fin-12"}
    assert held.starts_at.astimezone(sources.HERE).strftime("%H:%M %a") == "10:00 Wed"
    assert held.agenda[0] == {"at": "10:00", "what": "عرض تجربة عنبتا"}


def test_only_the_three_known_accounts_can_sign_in(loaded):
    able = set(db.session.scalars(select(Member.email).where(Member.password_hash.is_not(None))))
    assert able == {account.email for account in accounts.ACCOUNTS}
    offices = db.session.execute(
        select(Member.email, Office.kind).join(Office, Office.member_id == Member.id)
    )
    assert set(offices) == {
        (accounts.ASSOCIATION.email, "association"),
        ("legal@demo.example", "legal_unit"), ("executive@demo.example", "executive"),
    }


@pytest.mark.parametrize("today", [date(2026, 11, 23) + timedelta(days=n) for n in range(7)])
def test_dates_move_by_whole_weeks_to_two_to_eight_days_ago(today: date):
    weeks = sources.weeks_forward(today)
    newest = max(said.at for c in sources.conversations(weeks) for said in (c.opening, *c.replies))
    assert 2 <= (today - newest.astimezone(sources.HERE).date()).days <= 8


def test_hours_stay_within_the_working_day():
    hours = [c.opening.at.astimezone(sources.HERE).hour for c in sources.conversations(0)]
    assert min(hours) >= 7
    assert max(hours) <= 17
    assert sources.moved("2020-01-29", time(9, 30), 0) == datetime(2020, 1, 29, 7, 30, tzinfo=UTC)


def test_desks_of_moderators_are_not_empty(loaded):
    waiting = db.session.scalars(select(MembershipRequest).where(MembershipRequest.decided_at.is_(None))).all()
    assert {request.email.partition("@")[2] for request in waiting} == {rules.MAIL_DOMAIN}
    assert len(waiting) == 2
    flagged = db.session.scalars(select(Flag)).one()
    about = db.session.scalars(select(Post.demo_key).where(Post.id == flagged.subject_id)).one()
    assert (flagged.subject_kind, about) == ("post", "demo-eng-12-r1")
