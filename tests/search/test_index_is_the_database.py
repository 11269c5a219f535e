"""Whatever is written, moved, hidden or broken: once the worker has come by, the index is the database."""

import random
from collections.abc import Callable

from flask import Flask
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db, transaction
from forum.search.engine import FACETS, Results
from forum.search.engines.memory import MemoryEngine
from forum.search.engines.whoosh import WhooshEngine
from forum.search.learning import search
from forum.threads import actions as threads, curation
from forum.threads.models import Post, Thread
from tests.search.asking import ask
from tests.support import factories as make
from tests.support.accounts import actor_of

WORDS = ("نفايات", "رخصة", "مقبرة", "طريق", "مياه")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
NUMBERS = st.integers(0, 99)


class Forum(RuleBasedStateMachine):
    """A forum under a storm of changes, and an index that follows it."""

    def __init__(self, run_jobs: Callable[[], int]) -> None:
        super().__init__()
        self._run_jobs = run_jobs
        self.boards = [make.board(), make.board()]
        self.moderator = make.association()
        self.begin_one("نفايات", 0)
        self.reply_to(self._thread(0), "رخصة")

    def run_jobs(self) -> None:
        """Let the worker come by. Hypothesis repeats chance in each example, and Whoosh names its files by chance."""
        random.seed()
        self._run_jobs()

    def begin_one(self, text: str, number: int) -> Thread:
        board = self.boards[number % 2]
        with transaction():
            return threads.ask(board, title=f"موضوع {text}", kind="question", body=text, by=make.seat(board))

    def reply_to(self, thread: Thread, text: str) -> None:
        with transaction():
            threads.reply(thread, text, by=make.seat(thread.board))

    def _thread(self, number: int) -> Thread:
        query = select(Thread).order_by(Thread.id).options(joinedload(Thread.board), joinedload(Thread.hiding))
        found = db.session.scalars(query).all()
        return found[number % len(found)]

    def _post(self, number: int) -> Post:
        whole = joinedload(Post.hiding), joinedload(Post.author), joinedload(Post.thread).joinedload(Thread.board)
        found = db.session.scalars(select(Post).where(Post.number > 1).options(*whole).order_by(Post.id)).all()
        return found[number % len(found)]

    @rule(text=TEXTS, number=NUMBERS)
    def begin(self, text: str, number: int) -> None:
        self.begin_one(text, number)

    @rule(text=TEXTS, number=NUMBERS)
    def reply(self, text: str, number: int) -> None:
        self.reply_to(self._thread(number), text)

    @rule(text=TEXTS, number=NUMBERS)
    def edit(self, text: str, number: int) -> None:
        post = self._post(number)
        with transaction():
            threads.edit(post, text, by=actor_of(post.author))

    @rule(number=NUMBERS)
    def hide_or_show_a_post(self, number: int) -> None:
        post = self._post(number)
        with transaction():
            if post.hiding is None:
                curation.hide_post(post, "سبب", by=self.moderator)
            else:
                curation.restore_post(post, by=self.moderator)

    @rule(number=NUMBERS)
    def hide_or_show_a_thread(self, number: int) -> None:
        thread = self._thread(number)
        with transaction():
            if thread.hiding is None:
                curation.hide(thread, "سبب", by=self.moderator)
            else:
                curation.restore(thread, by=self.moderator)

    @rule(number=NUMBERS)
    def move(self, number: int) -> None:
        thread = self._thread(number)
        with transaction():
            curation.move(thread, self.boards[number % 2], by=self.moderator)

    @rule(text=TEXTS, number=NUMBERS)
    def merge(self, text: str, number: int) -> None:
        other, into = self.begin_one(text, number), self._thread(number)
        if other.id != into.id:
            with transaction():
                curation.merge(other, into, by=self.moderator)

    @rule()
    def work(self) -> None:
        """The worker comes by between changes, so that it learns them in heaps of every size."""
        self.run_jobs()

    @rule()
    def look(self) -> None:
        """The worker comes by, and everything is found that the database has, and nothing else."""
        self.run_jobs()
        fresh = MemoryEngine(search().engine.thesaurus)
        fresh.add(search().everything(50))
        for word in WORDS:
            for grouped in (True, False):
                told, true = (
                    ask(engine, word, size=1000, grouped=grouped, facets=FACETS) for engine in (search().engine, fresh)
                )
                assert _what(told, grouped) == _what(true, grouped), word

    def teardown(self) -> None:
        """However it went on, it ends well."""
        self.look()


def _what(found: Results, grouped: bool) -> tuple[set[str], int, dict[str, dict[str, int]]]:
    """What a search found. Not the order, nor the best of a group: words of what is gone count until it is swept."""
    names = {hit.group if grouped else hit.key for hit in found.hits}
    return names, found.total, {name: dict(counts) for name, counts in found.facets.items()}


def test_the_index_is_the_database_after_any_changes(app: Flask, whoosh: WhooshEngine, run_jobs, monkeypatch):
    monkeypatch.setattr(app.extensions["search"], "engine", whoosh)
    whoosh.replace_all([])
    calm = settings(
        max_examples=12, stateful_step_count=25, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Forum(run_jobs), settings=calm)
