"""Filling a database with as many posts as one likes, to try everything at size.

Rows are made by batches and written in bulk, each batch in one transaction:
what stands in the database is whole, and an interrupted run goes on where it
stopped. The same numbers give the same content. Threads carry a ``demo_key``
that begins with ``scale-``. Events, readings and subscriptions are not made.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, text

from forum.demonstration import crowd
from forum.demonstration.crowd import KEY, Writer
from forum.demonstration.prose import Prose
from forum.kernel import clock, rendering
from forum.kernel.db import db, transaction
from forum.platforms.models import Board
from forum.threads import rules
from forum.threads.models import LISTED, Post, Thread
from forum.threads.states import Acceptance, Helpful, ThreadTopic
from forum.topics.models import TopicPlatform

#: Posts in one transaction.
BATCH = 20_000
#: The content is spread over so many years, more of it toward the end.
SPAN = timedelta(days=6 * 365)
#: Longer threads than this would be somebody's mistake.
LONGEST = 1_500
#: How often a thread is of each kind, in hundredths.
MIX = {rules.QUESTION: 46, rules.PRACTICE: 30, rules.DISCUSSION: 14, rules.IDEA: 10}
#: How often nobody replies, a reply is accepted, and nobody says what a thread is about.
SILENT, ACCEPTED, UNTAGGED = 0.08, 0.6, 0.1


@dataclass(slots=True)
class World:
    """What every batch draws from."""

    prose: Prose
    boards: Sequence[tuple[int, int]]
    writers: dict[int, list[Writer]]
    topics: dict[int, list[int]]
    until: datetime


@dataclass(slots=True)
class Batch:
    """Rows to be written, as columns by name."""

    chance: random.Random
    threads: list[dict[str, Any]] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    accepted: list[dict[str, Any]] = field(default_factory=list)
    helpful: list[dict[str, Any]] = field(default_factory=list)


def fill(wanted: int, report: Callable[[int], None] = lambda _posts: None, *, seed: int = 1948) -> int:
    """Make posts until ``wanted`` of this kind are there.

    Args:
        wanted: posts, those of earlier runs included.
        report: told after each batch how many posts it wrote.
        seed: another number gives other content.

    Returns:
        How many posts were written now.
    """
    with transaction():
        world = _world(wanted, seed)
        there = written = _there()
    while written < wanted:
        size = min(BATCH, wanted - written)
        with transaction():
            _hold_writers()
            batch = _batch(world, size, written / wanted, (written + size) / wanted, random.Random(f"{seed} {written}"))
            _write(batch)
        written += size
        report(size)
    with transaction():
        db.session.execute(text("ANALYZE"))
    return written - there


def _world(wanted: int, seed: int) -> World:
    until = clock.now()
    boards = db.session.execute(select(Board.id, Board.platform_id).order_by(Board.id)).all()
    topics: dict[int, list[int]] = {}
    for platform_id, topic_id in db.session.execute(
        select(TopicPlatform.platform_id, TopicPlatform.topic_id).order_by(TopicPlatform.topic_id)
    ):
        topics.setdefault(platform_id, []).append(topic_id)
    writers = crowd.gather(wanted, until - SPAN, random.Random(seed))
    return World(Prose(), [b for b in boards if writers.get(b[1])], writers, topics, until)


def _there() -> int:
    """Posts that earlier runs left."""
    query = select(func.count(), func.sum(Thread.reply_count)).where(Thread.demo_key.startswith(KEY))
    threads, replies = db.session.execute(query).one()
    return threads + (replies or 0)


def _hold_writers() -> None:
    """Keep others from writing threads meanwhile: the batch chooses its own ids."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE thread, post IN SHARE ROW EXCLUSIVE MODE"))


def _batch(world: World, size: int, begin: float, end: float, chance: random.Random) -> Batch:
    """Threads with together ``size`` posts, opened in one slice of the span."""
    batch = Batch(chance)
    next_thread = (db.session.scalar(select(func.max(Thread.id))) or 0) + 1
    left = size
    while left:
        share = begin + (end - begin) * (size - left) / size
        opened_at = world.until - SPAN * (1 - share**0.6) - timedelta(minutes=1 + chance.random() * 600)
        left -= _thread(world, batch, next_thread, left, opened_at)
        next_thread += 1
    # Posts of different threads arrive mixed, as in life: a page's rows lie apart in the table.
    batch.posts.sort(key=lambda post: post["created_at"])
    first = (db.session.scalar(select(func.max(Post.id))) or 0) + 1
    for post_id, post in enumerate(batch.posts, first):
        post["id"] = post_id
    _honour(world, batch)
    return batch


def _thread(world: World, batch: Batch, thread_id: int, left: int, opened_at: datetime) -> int:
    """Add one thread with its posts; returns how many posts."""
    chance = batch.chance
    board_id, platform_id = world.boards[int(chance.random() ** 1.5 * len(world.boards))]
    replies = 0 if chance.random() < SILENT else int(1.7 * chance.paretovariate(1.55))
    replies = min(replies, LONGEST, left - 1)
    writers = world.writers[platform_id]
    at = opened_at
    for number in range(1, replies + 2):
        writer = writers[int(chance.random() ** 2.2 * len(writers))]
        if number == 1:
            opener, body = writer, world.prose.opening(chance)
        else:
            at = _later(at, world.until, chance)
            body = world.prose.reply(chance)
        batch.posts.append(_post(thread_id, number, writer, body, at))
    batch.threads.append({
        "id": thread_id, "board_id": board_id, "platform_id": platform_id, "author_id": opener.member_id,
        "authority_id": opener.authority_id, "kind": chance.choices(list(MIX), MIX.values())[0],
        "title": world.prose.title(chance), "shelf": LISTED, "reply_count": replies, "last_number": replies + 1,
        "accepted_post_id": None, "version": 1 + replies, "created_at": opened_at, "last_post_at": at,
        "demo_key": f"{KEY}{thread_id}",
    })
    if chance.random() > UNTAGGED and (offered := world.topics.get(platform_id)):
        chosen = {offered[int(chance.random() ** 2 * len(offered))] for _ in range(chance.randint(1, 3))}
        batch.topics += [
            {"thread_id": thread_id, "topic_id": topic_id, "member_id": opener.member_id, "at": opened_at}
            for topic_id in sorted(chosen)
        ]
    return replies + 1


def _later(at: datetime, until: datetime, chance: random.Random) -> datetime:
    """Some hours after ``at``, never after ``until``."""
    later = at + timedelta(hours=chance.expovariate(0.08) + 0.05)
    return later if later < until else at + (until - at) * chance.random()


def _post(thread_id: int, number: int, writer: Writer, body: str, at: datetime) -> dict[str, Any]:
    return {
        "thread_id": thread_id, "number": number, "author_id": writer.member_id, "job_title": writer.job_title,
        "authority_id": writer.authority_id, "source": body, "html": rendering.paragraphs(body),
        "rendered_by": rendering.VERSION, "revision": 1, "helpful_count": 0, "created_at": at, "demo_key": "scale",
    }


def _honour(world: World, batch: Batch) -> None:
    """Accept answers, and let a few people find them helpful; threads and posts keep their copies of both."""
    chance = batch.chance
    numbered = {(post["thread_id"], post["number"]): post for post in batch.posts}
    for thread in batch.threads:
        if thread["kind"] != rules.QUESTION or not thread["reply_count"] or chance.random() > ACCEPTED:
            continue
        answer = numbered[thread["id"], chance.randint(2, min(thread["reply_count"] + 1, 5))]
        at = answer["created_at"] + timedelta(hours=5)
        readers = world.writers[thread["platform_id"]]
        marked_by = {chance.choice(readers).member_id for _ in range(chance.randint(0, 4))} - {answer["author_id"]}
        thread["accepted_post_id"] = answer["id"]
        thread["version"] += 1 + len(marked_by)
        answer["helpful_count"] = len(marked_by)
        batch.accepted.append(
            {"thread_id": thread["id"], "post_id": answer["id"], "member_id": thread["author_id"], "at": at}
        )
        batch.helpful += [{"post_id": answer["id"], "member_id": m, "at": at} for m in sorted(marked_by)]


def _write(batch: Batch) -> None:
    rows = (
        (Thread, batch.threads), (Post, batch.posts), (ThreadTopic, batch.topics),
        (Acceptance, batch.accepted), (Helpful, batch.helpful),
    )
    for model, made in rows:
        if made:
            db.session.execute(insert(model.__table__), made)
    crowd.count_on(Thread, Post)
