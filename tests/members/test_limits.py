"""Guessing passwords is slowed down: by address, and by account from wherever it comes."""

from collections.abc import Iterator

import pytest

from forum.kernel.db import db
from forum.kernel.web import limiter
from forum.members import passwords
from tests.support import factories as make
from tests.support.accounts import ActingAs
from tests.support.client import CheckingClient
from tests.support.databases import Database

PASSWORD = "زيت وزعتر وخبز الطابون"
HASH = passwords.hashed(PASSWORD)


@pytest.fixture(scope="module")
def counting(tmp_path_factory) -> Iterator[Database]:
    """A forum of its own, in which limits count: three failures a minute."""
    folder = tmp_path_factory.mktemp("limits")
    made = Database("sqlite", folder, f"sqlite:///{folder / 'limits.db'}")
    made.app.config.update(RATELIMIT_ENABLED=True, SIGN_IN_LIMIT="3 per minute")
    limiter.init_app(made.app)
    yield made
    limiter.enabled = False
    made.engine.dispose()


@pytest.fixture
def client(counting, monkeypatch) -> Iterator[CheckingClient]:
    """A visitor's browser; checking passwords takes no time here."""
    monkeypatch.setattr(passwords, "fits", lambda _hash, password: password == PASSWORD)
    limiter.reset()
    with counting.app.app_context():
        yield CheckingClient(counting.app)
        db.session.remove()
    counting.empty()


def _try(client: CheckingClient, email: str, password: str = "wrong", address: str = "203.0.113.7"):
    return client.post(
        "/session", data={"email": email, "password": password}, environ_overrides={"REMOTE_ADDR": address}
    )


def test_after_a_few_failures_an_address_has_to_wait(client):
    answers = [_try(client, f"person{n}@x.ps").status_code for n in range(5)]

    assert answers == [422, 422, 422, 429, 429]
    assert "لحظات" in _try(client, "a@x.ps").text or "دقيقة" in _try(client, "a@x.ps").text


def test_guessing_one_account_from_many_addresses_is_counted_together(client):
    answers = [_try(client, "Salma@x.ps ", address=f"198.51.100.{n}").status_code for n in range(5)]

    assert answers == [422, 422, 422, 429, 429]


def test_another_account_from_another_address_is_not_held_up(client):
    make.member(email="rana@x.ps", password_hash=HASH)
    for n in range(5):
        _try(client, "salma@x.ps", address=f"198.51.100.{n}")

    assert _try(client, "rana@x.ps", PASSWORD, address="192.0.2.1").status_code == 303


def test_a_whole_office_may_sign_in_from_one_address(client):
    for n in range(6):
        make.member(email=f"person{n}@x.ps", password_hash=HASH)

    assert {_try(client, f"person{n}@x.ps", PASSWORD).status_code for n in range(6)} == {303}


def test_somebody_who_was_here_before_gets_in_while_others_guess(client):
    make.member(email="salma@x.ps", password_hash=HASH)
    assert _try(client, "salma@x.ps", PASSWORD, address="192.0.2.1").status_code == 303
    client.post("/session/end")
    stranger = CheckingClient(client.application)
    for n in range(5):
        _try(stranger, "salma@x.ps", address=f"198.51.100.{n}")
    assert _try(stranger, "salma@x.ps", PASSWORD, address="198.51.100.9").status_code == 429

    assert _try(client, "salma@x.ps", PASSWORD, address="192.0.2.1").status_code == 303


def test_a_browser_known_for_one_account_is_a_stranger_to_others(client):
    make.member(email="salma@x.ps", password_hash=HASH)
    _try(client, "salma@x.ps", PASSWORD, address="192.0.2.1")

    answers = [_try(client, "rana@x.ps", address=f"198.51.100.{n}").status_code for n in range(4)]

    assert answers == [422, 422, 422, 429]


def test_a_forged_mark_of_a_known_browser_counts_for_nothing(client):
    client.set_cookie("minassat-known", "forged")

    answers = [_try(client, "salma@x.ps", address=f"198.51.100.{n}").status_code for n in range(4)]

    assert answers == [422, 422, 422, 429]


def test_links_for_passwords_are_not_sent_without_end(client):
    answers = [
        client.post("/password/links", data={"email": "salma@x.ps"}, environ_overrides={"REMOTE_ADDR": f"10.0.0.{n}"})
        for n in range(5)
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429, 429]


def test_whoever_finds_a_browser_open_cannot_try_out_passwords_there(client):
    ActingAs(client.application, client)(make.member(password_hash=HASH))
    typed = {"current": "wrong", "password": "أربع كلمات من اختياري"}

    answers = [client.post("/account/password", data=typed).status_code for _ in range(4)]

    assert answers == [422, 422, 422, 429]
