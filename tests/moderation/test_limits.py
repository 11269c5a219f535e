"""Reports are for a person who reads, not for a script: so many a minute, so many a day."""

from collections.abc import Iterator

import pytest

from forum.kernel.db import db
from forum.kernel.web import limiter
from tests.support import factories as make
from tests.support.accounts import ActingAs
from tests.support.client import CheckingClient
from tests.support.databases import Database


@pytest.fixture(scope="module")
def counting(tmp_path_factory) -> Iterator[Database]:
    """A forum of its own, in which limits count: two texts a minute."""
    folder = tmp_path_factory.mktemp("flags")
    made = Database("sqlite", folder, f"sqlite:///{folder / 'flags.db'}")
    made.app.config.update(RATELIMIT_ENABLED=True, WRITE_LIMIT="2 per minute")
    limiter.init_app(made.app)
    yield made
    limiter.enabled = False
    made.engine.dispose()


@pytest.fixture
def client(counting) -> Iterator[CheckingClient]:
    """A browser of that forum."""
    limiter.reset()
    with counting.app.app_context():
        yield CheckingClient(counting.app)
        db.session.remove()
    counting.empty()


def test_the_third_report_within_a_minute_has_to_wait_and_a_colleague_has_not(client, counting):
    board = make.board()
    thread = make.thread(board=board)
    acting_as = ActingAs(counting.app, client)

    def flag() -> int:
        post = make.post(thread)
        return client.post("/flags", data={"kind": "post", "id": post.id, "reason": "harm"}).status_code

    acting_as(make.seat(board))
    answers = [flag() for _ in range(3)]
    acting_as(make.seat(board))

    assert (answers, flag()) == ([303, 303, 429], 303)
