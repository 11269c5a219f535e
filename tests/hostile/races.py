"""Two people press at the same moment: both have been let in before either has written."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.web import once
from forum.members import views as joining
from forum.notifications import views as following
from tests.support.accounts import PREFIX

#: Where views begin to write.
DOORS = (once, joining, following)
#: Seconds after which a test gives up: nobody waits for ever.
PATIENCE = 20


@contextmanager
def both_stand_at_the_door(monkeypatch: Any, number: int = 2) -> Iterator[None]:
    """Requests meet just before their transactions begin, as they would on a busy day."""
    barrier = threading.Barrier(number)
    real = once.transaction

    @contextmanager
    def transaction() -> Iterator[None]:
        with suppress(threading.BrokenBarrierError):  # the other one may be refused before it comes so far
            barrier.wait(3)
        with real():
            yield

    with monkeypatch.context() as patch:
        for module in DOORS:
            patch.setattr(module, "transaction", transaction)
        yield


def at_once(app: Flask, *presses: tuple[Actor, str, dict[str, Any]]) -> list[int]:
    """The statuses of several people's forms, all sent at the same moment; an error inside is 500."""
    statuses = [0] * len(presses)

    def press(place: int, who: Actor, address: str, form: dict[str, Any]) -> None:
        key = f"{PREFIX}race-{who.member_id}"
        app.extensions["people_of_tests"][key] = who
        client = FlaskClient(app, app.response_class)
        try:
            if who.is_signed_in:
                with client.session_transaction() as session:
                    session["_user_id"], session["_fresh"] = key, True
            statuses[place] = client.post(address, data=form).status_code
        except Exception:
            statuses[place] = 500

    threads = [threading.Thread(target=press, args=(place, *each)) for place, each in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "a request never came back"
    return statuses


def count(model: type) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model))
