"""A mail server that is really there, and a thread that somebody follows by mail."""

from pathlib import Path

import pytest

from forum.kernel.db import transaction
from forum.notifications.actions import follow
from forum.notifications.mail import Mailer
from tests.notifications.mail_server import PostOffice
from tests.support import factories as make


@pytest.fixture
def office(app, monkeypatch):
    """The forum's mail server is a real one, and it is up."""
    kept = PostOffice()
    kept.mailer = Mailer("127.0.0.1", kept.port, "", "", False, Path(app.config["FOLDER"]) / "outbox")
    monkeypatch.setitem(app.extensions, "mailer", kept.mailer)
    kept.open()
    yield kept
    kept.close()


@pytest.fixture
def followed(app):
    """A thread, somebody who follows it by mail, and somebody who replies."""
    board = make.board()
    reader = make.seat(board, member=make.member(email="salma@nablus.ps", name="سلمى عودة"))
    thread = make.thread(board=board, title="جمع النفايات في الأحياء القديمة")
    with transaction():
        follow(reader.member_id, "thread", thread.id)
    return thread, reader, make.seat(board, member=make.member(email="majd@tubas.ps", name="رائد المجد"))
