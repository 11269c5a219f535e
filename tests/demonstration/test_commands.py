"""What the commands say, and where they refuse."""

import pytest
from flask import Flask

from forum.demonstration import accounts, showing
from forum.kernel.db import transaction
from forum.registry import brought
from tests.support.invented import demonstration


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=words)


@pytest.fixture
def ready(app) -> Flask:
    """A forum that was set up."""
    for seed in brought(app, "seeds"):
        with transaction():
            seed()
    yield app
    (app.config["FOLDER"] / "shows-demonstration").unlink(missing_ok=True)


def test_loading_says_so_in_one_line_and_says_nothing_the_second_time(ready):
    first = run(ready, "demo")
    assert first.exit_code == 0
    assert first.output.count("\n") == 1
    assert "69 threads, 264 replies, 70 people and 17 workshops" in first.output
    assert run(ready, "demo").output == ""


@pytest.fixture
def shown(app) -> Flask:
    """A forum with the demonstration in it."""
    demonstration(app)
    yield app
    (app.config["FOLDER"] / "shows-demonstration").unlink(missing_ok=True)


def test_welcome_says_nothing_where_there_is_no_demonstration(ready):
    assert run(ready, "welcome").output == ""


def test_welcome_prints_address_names_and_passwords(shown):
    said = run(shown, "welcome").output
    assert shown.config["PUBLIC_ADDRESS"] in said
    for account in accounts.ACCOUNTS:
        assert account.email in said
        assert account.password in said
        assert account.role_ar in said


def test_a_forum_open_to_the_world_gets_no_accounts_with_known_passwords(ready, monkeypatch):
    monkeypatch.setitem(ready.config, "PUBLIC_ADDRESS", "https://minassat.example.org")
    refused = run(ready, "demo")
    assert refused.exit_code == 1
    assert "known passwords" in refused.output


def test_without_platforms_it_says_what_to_run_first(app):
    refused = run(app, "demo")
    assert refused.exit_code == 1
    assert "flask setup" in refused.output


def test_pages_say_that_content_is_invented_exactly_when_it_is(shown):
    assert not showing.shows_demonstration()
    run(shown, "demo")
    assert showing.shows_demonstration()


def test_making_many_says_how_many_a_second(shown):
    said = run(shown, "demo", "--scale", "300").output
    assert "Wrote 300 posts" in said
    assert "There are 300 posts already." in run(shown, "demo", "--scale", "300").output
