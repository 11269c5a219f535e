"""A question that waits reaches three peers, the coordinator, a consolidated reply; each step once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job
from forum.members.models import Member
from forum.notifications.models import Notification
from forum.threads import actions
from forum.threads.models import Post
from forum.threads.people.actions import offer
from forum.threads.pointers.actions import point
from forum.threads.reaching import rules
from forum.threads.reaching.actions import REACH, plan, reach_out
from forum.threads.reaching.matching import peers
from forum.threads.reaching.models import ConsolidatedReply, PeerAsking, ReachStep
from forum.threads.states import Reading, ThreadTopic
from tests.support import factories as make

HOUR = timedelta(hours=1)


@pytest.fixture
def board(app):
    return make.board()


@pytest.fixture
def topic(app):
    return make.topic()


def _question(board, topic, age, **given):
    with clock.standing(clock.now() - age):
        thread = make.thread(board=board, **given)
    make.save(ThreadTopic(thread_id=thread.id, topic_id=topic.id, member_id=thread.author_id))
    return thread


def _expert(board, topic, *, answers: int = 1, accepted: bool = False, **given):
    """Somebody who answered about the topic lately."""
    who = make.seat(board, member=make.member(**given))
    for _ in range(answers):
        old = make.thread(board=board, created_at=clock.now() - timedelta(days=60))
        make.save(ThreadTopic(thread_id=old.id, topic_id=topic.id, member_id=old.author_id))
        post = make.post(old, author=db.session.get(Member, who.member_id))
        if accepted:
            with transaction():
                actions.accept(old, post, by=make.association())
    return who


def _run(times: int = 1) -> None:
    for _ in range(times):
        with transaction():
            reach_out([{}])


def _asked(thread) -> set[int]:
    query = select(PeerAsking.member_id).where(PeerAsking.thread_id == thread.id, PeerAsking.declined_at.is_(None))
    return set(db.session.scalars(query))


def _steps(thread) -> set[str]:
    return set(db.session.scalars(select(ReachStep.step).where(ReachStep.thread_id == thread.id)))


def test_after_72_hours_three_peers_of_other_authorities_are_asked_once(board, topic, run_jobs):
    thread = _question(board, topic, rules.AFTER[rules.PEERS] + HOUR)
    best = _expert(board, topic, accepted=True)
    good = [_expert(board, topic) for _ in range(3)]
    _expert(board, topic, authority_id=thread.authority_id)  # a colleague of the asker
    _expert(board, topic, authority_id=best.authority_id)  # of an authority that is asked already
    fresh = _question(board, topic, rules.AFTER[rules.PEERS] - HOUR)

    _run(times=2)
    run_jobs()

    asked = _asked(thread)
    assert len(asked) == 3 and best.member_id in asked and asked <= {best.member_id, *(g.member_id for g in good)}
    assert _asked(fresh) == set()
    told = db.session.execute(
        select(Notification.member_id, func.count()).where(Notification.kind == "peer_asked")
        .group_by(Notification.member_id)
    )
    assert {tuple(row) for row in told} == {(member_id, 1) for member_id in asked}


def test_who_says_not_me_is_followed_by_the_next(client, acting_as, board, topic):
    thread = _question(board, topic, rules.AFTER[rules.PEERS] + HOUR)
    for _ in range(4):
        _expert(board, topic)
    _run()
    first = _asked(thread)
    refusing = min(first)
    acting_as(db.session.get(Member, refusing))
    assert "ربما تكون الإجابة عندك" in client.get(f"/threads/{thread.id}").text

    for once in ("a", "b"):
        assert client.post(f"/threads/{thread.id}/peer-refusals", data={"once": once}).status_code == 303

    now = _asked(thread)
    assert refusing not in now and len(now) == 3 and first - {refusing} < now
    assert "ربما تكون الإجابة عندك" not in client.get(f"/threads/{thread.id}").text
    acting_as(make.seat(board))
    assert client.post(f"/threads/{thread.id}/peer-refusals").status_code == 404


def test_nobody_is_asked_too_often_or_after_being_away(board, topic):
    tired, away, present = (_expert(board, topic) for _ in range(3))
    for _ in range(rules.ASKED_AT_MOST):
        earlier = make.thread(board=board)
        make.save(PeerAsking(thread_id=earlier.id, member_id=tired.member_id, reason=rules.ANSWERED))
    long_ago = clock.now() - rules.ACTIVE - HOUR
    with transaction():
        for post in db.session.scalars(select(Post).where(Post.author_id == away.member_id)):
            post.created_at = long_ago
    thread = _question(board, topic, rules.AFTER[rules.PEERS] + HOUR)
    _run()

    assert _asked(thread) == {present.member_id}


def test_without_answers_on_the_topic_an_authority_alike_makes_a_peer(board, topic):
    like = {"kind": "village_council", "size_class": "", "region": "south", "population": 900}
    own, alike = make.authority(**like), make.authority(**like)
    other = make.authority(kind="municipality", size_class="A", region="gaza", population=400_000)
    peer, far = (make.seat(board, member=make.member(authority_id=a.id)) for a in (alike, other))
    thread = _question(board, topic, rules.AFTER[rules.PEERS] + HOUR, author=make.member(authority_id=own.id))
    for who in (peer, far):
        make.save(Reading(member_id=who.member_id, thread_id=thread.id, number=1))
    _run()

    assert _asked(thread) == {peer.member_id}


@pytest.mark.parametrize("offers", ["topic", "field"])
def test_a_question_goes_first_to_the_peer_who_offered_to_help_with_its_topic(client, acting_as, board, offers):
    field = make.topic(label_ar="المياه")
    topic, other = make.topic(label_ar="تصريف الأمطار", parent_id=field.id), make.topic()
    thread = _question(board, topic, rules.AFTER[rules.PEERS] + HOUR)
    willing, elsewhere = make.seat(board), make.seat(board)
    offered = topic if offers == "topic" else field
    _expert(board, topic, accepted=True)
    with transaction():
        offer([offered.id], "", "", shows_contact=False, by=willing)
        offer([other.id], "", "", shows_contact=False, by=elsewhere)

    best = peers(thread, 3)

    assert (best[0].member_id, best[0].reason, best[0].topic_id) == (willing.member_id, rules.OFFERED, offered.id)
    assert rules.OFFERED not in {peer.reason for peer in best[1:]}, "an offer about something else says nothing"
    _run()
    acting_as(db.session.get(Member, willing.member_id))
    assert f"لأن ملفك يذكر إمكان المساعدة في «{offered.label_ar}»" in client.get(f"/threads/{thread.id}").text


@pytest.mark.parametrize("stopped_by", ["accepted", "helpful", "consolidated", "closed", "pointed", "hidden"])
@pytest.mark.parametrize("step", list(rules.AFTER))
def test_the_clock_stops_when_there_is_an_answer(board, topic, step, stopped_by):
    thread = _question(board, topic, rules.AFTER[step] + HOUR)
    _expert(board, topic)
    by = make.moderator(board)
    with transaction():
        if stopped_by in ("accepted", "helpful", "consolidated"):
            post = make.post(thread)
            if stopped_by == "accepted":
                actions.accept(thread, post, by=by)
            elif stopped_by == "helpful":
                post.helpful_count = 1
            else:
                db.session.add(ConsolidatedReply(post_id=post.id, member_id=by.member_id))
        elif stopped_by == "closed":
            thread.closure = make.closed_thread(board=board).closure.__class__(member_id=by.member_id, reason="اكتمل")
        elif stopped_by == "hidden":
            thread.shelf = "hidden"
        else:
            point(thread, make.thread(board=board), by=by)
    _run()

    assert _steps(thread) == set()


@pytest.mark.parametrize(("age", "steps"), [
    (rules.AFTER[rules.PEERS] - HOUR, set()),
    (rules.AFTER[rules.PEERS] + HOUR, {rules.PEERS}),
    (rules.AFTER[rules.COORDINATOR] + HOUR, {rules.COORDINATOR}),
    (rules.AFTER[rules.CONSOLIDATE] + HOUR, {rules.CONSOLIDATE}),
    (rules.UNTIL[rules.CONSOLIDATE] + HOUR, set()),
])
def test_a_worker_that_was_away_takes_the_step_that_is_due_now(board, topic, age, steps):
    thread = _question(board, topic, age)
    _run(times=2)

    assert _steps(thread) == steps


def test_a_reply_without_an_answer_spares_the_peers_and_not_the_coordinator(board, topic):
    heard = _question(board, topic, rules.AFTER[rules.PEERS] + HOUR)
    later = _question(board, topic, rules.AFTER[rules.COORDINATOR] + HOUR)
    own = _question(board, topic, rules.AFTER[rules.PEERS] + HOUR)
    _expert(board, topic)
    make.post(heard), make.post(later), make.post(own, author_id=own.author_id)
    _run()

    assert (_steps(heard), _steps(later), _steps(own)) == (set(), {rules.COORDINATOR}, {rules.PEERS})


def test_the_coordinator_hears_after_a_week_and_gets_the_skeleton_after_15_days(board, topic, run_jobs):
    coordinator, moderator = make.coordinator(board), make.moderator(board)
    _question(board, topic, rules.AFTER[rules.COORDINATOR] + HOUR)
    _question(board, topic, rules.AFTER[rules.CONSOLIDATE] + HOUR)
    _run(times=2)
    run_jobs()

    told = db.session.execute(select(Notification.member_id, Notification.kind)).all()
    kinds = sorted(kind for member_id, kind in told if member_id == coordinator.member_id)
    assert kinds == ["waits_a_week", "wants_consolidating"]
    assert moderator.member_id not in {member_id for member_id, _kind in told}


def test_one_look_plans_one_next_look_however_often_it_runs(board):
    _run(times=3)
    with transaction():
        plan()

    assert db.session.scalar(select(func.count()).where(Job.kind == REACH)) == 1
