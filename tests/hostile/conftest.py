"""What hostile tests share: a board, two moderators of it, and the moment in which both press."""

from collections.abc import Callable

import pytest
from flask import Flask

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.platforms.models import Board
from tests.hostile.races import at_once, both_stand_at_the_door
from tests.support import factories as make


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
