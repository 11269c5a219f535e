"""Two years of asking and answering, played again in the order in which they happened."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from forum.demonstration import rules
from forum.demonstration.people import Cast
from forum.demonstration.sources import Conversation, Saying
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.platforms.models import Board, Platform
from forum.threads import actions, curation, queries
from forum.threads.models import Post, Thread
from forum.threads.policy import Can
from forum.topics.models import Topic

#: Something that happens at a moment.
Scene = tuple[datetime, Callable[[], None]]


@dataclass(slots=True)
class Stage:
    """What scenes need: people, boards, topics, and what earlier scenes brought about."""

    cast: Cast
    boards: dict[tuple[str, str], Board]
    topics: dict[str, Topic]
    threads: dict[str, Thread] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)


def play(conversations: list[Conversation], cast: Cast) -> Stage:
    """Ask, reply, accept, mark and pin through the product's own actions; the clock stands at each moment."""
    places = db.session.execute(select(Platform.slug, Board).join(Board.platform))
    stage = Stage(
        cast, {(slug, board.slug): board for slug, board in places},
        {topic.slug: topic for topic in db.session.scalars(select(Topic))},
    )
    scenes = [scene for told in conversations for scene in _scenes(told, stage)]
    latest = clock.now() - timedelta(minutes=5)
    for at, happen in sorted(scenes, key=lambda scene: scene[0]):
        if at <= latest:
            with clock.standing(at):
                happen()
    return stage


def _scenes(told: Conversation, stage: Stage) -> Iterator[Scene]:
    yield told.opening.at, lambda: _ask(told, stage)
    for said in told.replies:
        yield said.at, lambda said=said: _reply(told, said, stage)
        if said.key == told.accepted:
            yield said.at + rules.ACCEPTED_AFTER, lambda said=said: _accept(told, said, stage)
    for said in (told.opening, *told.replies):
        for number, whose in enumerate(_helped(told, said, stage), 1):
            yield said.at + number * rules.HELPED_AFTER, lambda said=said, by=whose: _help(said, by, stage)
    if told.key in rules.PINNED:
        yield told.opening.at + rules.PINNED_AFTER, lambda: _pin(told, stage)


def _ask(told: Conversation, stage: Stage) -> None:
    thread = actions.ask(
        stage.boards[told.platform, told.board], title=told.title, kind=told.kind, body=told.opening.body,
        topics=[stage.topics[slug] for slug in told.topics], by=stage.cast.actors[told.opening.whose],
    )
    thread.demo_key = told.key
    stage.threads[told.key] = thread
    post = db.session.scalars(select(Post).where(Post.thread_id == thread.id)).one()
    post.demo_key = told.key
    stage.posts[told.key] = post


def _reply(told: Conversation, said: Saying, stage: Stage) -> None:
    post = actions.reply(stage.threads[told.key], said.body, by=stage.cast.actors[said.whose])
    post.demo_key = said.key
    stage.posts[said.key] = post


def _accept(told: Conversation, said: Saying, stage: Stage) -> None:
    asker = stage.cast.actors[told.opening.whose]
    actions.accept(stage.threads[told.key], stage.posts[said.key], by=asker)


def _help(said: Saying, by: Actor, stage: Stage) -> None:
    actions.mark_helpful(stage.posts[said.key], by=by)


def _pin(told: Conversation, stage: Stage) -> None:
    coordinator = stage.cast.coordinators[told.platform]
    curation.pin(queries.thread(coordinator, stage.threads[told.key].id, to=Can.PIN), by=coordinator)


def _helped(told: Conversation, said: Saying, stage: Stage) -> list[Actor]:
    """Who found a text helpful: people of the platform, always the same ones."""
    chance = random.Random(said.key)
    most = rules.HELPED_BY_ANSWER if said.key == told.accepted else rules.HELPED_BY_POST
    least = 2 if said.key == told.accepted else -2
    platform_id = stage.boards[told.platform, told.board].platform_id
    readers = [
        actor for whose, actor in stage.cast.actors.items()
        if platform_id in actor.platforms and whose != said.whose
    ]
    return chance.sample(readers, max(chance.randint(least, most), 0))
