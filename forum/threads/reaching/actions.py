"""Bringing a waiting question to people. Every step is done once, whoever runs it how often."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db
from forum.kernel.jobs import Job, JobKind, enqueue
from forum.threads import queries as threads
from forum.threads.actions import changed, reply
from forum.threads.models import Post, Thread
from forum.threads.reaching import matching, queries, rules
from forum.threads.reaching.models import ConsolidatedReply, PeerAsking, ReachStep

REACH = "threads.reach"


def plan() -> None:
    """At each start, and after each look: make sure that one next look waits in the job table."""
    waiting = select(Job.id).where(Job.kind == REACH, Job.buried_at.is_(None), Job.claimed_at.is_(None))
    if db.session.execute(waiting.limit(1)).first() is None:
        enqueue(REACH, run_at=clock.now() + rules.EVERY)


def reach_out(_payloads: Sequence[dict[str, Any]]) -> None:
    """Take every step that is due, and plan the next look."""
    for step in rules.AFTER:
        for thread_id in queries.due(step):
            _take(step, thread_id)
    plan()


def _take(step: str, thread_id: int) -> None:
    """One step for one question, held: whoever waited for it meanwhile finds it taken."""
    threads.hold(thread_id)
    if not queries.due(step, thread_id):
        return
    thread = db.session.get_one(Thread, thread_id, populate_existing=True)
    db.session.add(ReachStep(thread_id=thread_id, step=step, at=clock.now()))
    if step == rules.PEERS:
        ask_peers(thread, rules.PEERS_ASKED)
    else:
        record(f"thread.reached_{step}", thread, by=ANYONE)


def ask_peers(thread: Thread, count: int) -> int:
    """Ask so many more colleagues to look at a question; returns how many were found. The thread is held."""
    found = matching.peers(thread, count)
    for peer in found:
        db.session.add(
            PeerAsking(
                thread_id=thread.id, member_id=peer.member_id, reason=peer.reason, topic_id=peer.topic_id,
                at=clock.now(),
            )
        )
        record("thread.peer_asked", thread, by=ANYONE, peer_id=peer.member_id)
    return len(found)


def decline(thread: Thread, asking: PeerAsking, *, by: Actor) -> None:
    """«Not me»: the next colleague is asked, while the question still waits. Saying it twice changes nothing."""
    if asking.declined_at is not None:
        return
    asking.declined_at = clock.now()
    record("thread.peer_declined", thread, by=by)
    if queries.still_waits(thread.id):
        ask_peers(thread, 1)


def consolidate(thread: Thread, body: str, *, by: Actor) -> Post:
    """Post the reply that puts everything together, and mark it so. The thread is held."""
    post = reply(thread, body, by=by)
    db.session.add(ConsolidatedReply(post_id=post.id, member_id=by.member_id, at=clock.now()))
    changed(thread)
    record("thread.consolidated", thread, by=by, post_id=post.id)
    return post


KIND = JobKind(REACH, reach_out)
