"""What hostile tests share: a board, two moderators of it, and the moment in which both press."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.platforms.models import Board
from tests.hostile.crawling import Snapshot
from tests.hostile.races import at_once, both_stand_at_the_door
from tests.hostile.world import World, build
from tests.support import factories as make


@pytest.fixture
def world(app: Flask, run_jobs: Callable[[], int]) -> World:
    """The forum with its secrets, the index taught."""
    made = build()
    run_jobs()
    return made


@pytest.fixture
def before(world: World) -> Iterator[Snapshot]:
    """The world as it was before anything was sent."""
    kept = Snapshot()
    yield kept
    kept.close()


@pytest.fixture
def board(app: Flask) -> Board:
    return make.board()


@pytest.fixture
def two(board: Board) -> tuple[Actor, Actor]:
    return make.moderator(board), make.moderator(board)


@pytest.fixture
def race(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Send forms at once; no answer is a crash."""

    def run(*presses: tuple[Actor, str, dict]) -> list[int]:
        db.session.rollback()
        with both_stand_at_the_door(monkeypatch, len(presses)):
            statuses = at_once(app, *presses)
        db.session.expire_all()
        assert all(status < 500 for status in statuses), statuses
        return sorted(statuses)

    return run
