"""Fixtures of the whole suite.

``app``         the forum on an empty database; its context is open during the test
``client``      a browser without a screen, which checks every page it gets
``acting_as``   signs the client in: ``acting_as(make.seat(board))``
``queries``     counts statements: ``with queries.at_most(3): …``
``run_jobs``    does now what the worker would do
``chromium``    the browser, for ``page`` in tests/browser and tests/face

Tests that use ``app`` run on SQLite, and with ``--database both`` (as ``./dev
test`` does) again on PostgreSQL; ``@pytest.mark.only_on("sqlite")`` for what
concerns one of them.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import count
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings

from forum.kernel.db import db
from forum.kernel.jobs import run_pending
from tests.support.accounts import ActingAs
from tests.support.client import CheckingClient
from tests.support.databases import Database
from tests.support.postgres import Postgres
from tests.support.statements import Queries

DATABASES = {"sqlite": ["sqlite"], "postgres": ["postgres"], "both": ["sqlite", "postgres"]}
_numbers = count(1)

# Examples take as long as the machine has time for them: nothing fails for being slow.
settings.register_profile("forum", deadline=None)
settings.load_profile("forum")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database sqlite|postgres|both``."""
    parser.addoption("--database", choices=sorted(DATABASES), default="sqlite", help="where database tests run")


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL for all processes of the run, if one is asked for."""
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.database == "sqlite":
        return
    config.postgres = Postgres()
    config.add_cleanup(config.postgres.stop)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Tell a parallel process where the PostgreSQL of the run is."""
    if server := getattr(node.config, "postgres", None):
        node.workerinput["postgres"] = server.address("%s")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches the database once on each database that was asked for."""
    if "database" not in metafunc.fixturenames:
        return
    names = DATABASES[metafunc.config.option.database]
    if only := metafunc.definition.get_closest_marker("only_on"):
        names = [name for name in names if name in only.args]
    metafunc.parametrize("database", names, indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_make_parametrize_id(val: object) -> str | None:
    """Sets are named in order: parallel processes must agree on what a test is called."""
    return "+".join(sorted(map(str, val))) or "nobody" if isinstance(val, set | frozenset) else None


@pytest.fixture(scope="session")
def made_databases() -> Iterator[dict[str, Database]]:
    """The databases of this process, by name; each is made when first needed."""
    yield (made := {})
    for database in made.values():
        database.engine.dispose()


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest,
    made_databases: dict[str, Database],
    new_address: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Database:
    """The forum on SQLite or PostgreSQL; use ``app`` instead."""
    name = request.param
    if name not in made_databases:
        made_databases[name] = Database(name, tmp_path_factory.mktemp(name), new_address(name))
    return made_databases[name]


@pytest.fixture(scope="session")
def new_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """``new_address("postgres")``: where a new database without any table is."""
    config = request.config
    given = getattr(config, "workerinput", {})

    def make(name: str) -> str:
        if name == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('database') / 'tests.db'}"
        server = given.get("postgres") or config.postgres.address("%s")
        return Postgres.new_database(server, f"{given.get('workerid', 'main')}_{next(_numbers)}")

    return make


@pytest.fixture
def app(database: Database) -> Iterator[Flask]:
    """The forum on an empty database, its context open."""
    with database.app.app_context():
        yield database.app
        db.session.remove()
    database.empty()


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A visitor's browser; ``client.get(…)`` fails on a page that breaks a rule of ours."""
    return CheckingClient(app)


@pytest.fixture
def acting_as(app: Flask, client: CheckingClient) -> ActingAs:
    """Sign the client in as an actor or a member."""
    return ActingAs(app, client)


@pytest.fixture
def queries(database: Database, app: Flask) -> Queries:
    """The counter of statements."""
    return Queries(database.engine)


@pytest.fixture
def run_jobs(app: Flask) -> Callable[[], int]:
    """Do everything that was left to the worker; returns how many jobs were taken."""

    def run() -> int:
        taken = run_pending(app.extensions["job_kinds"])
        db.session.expire_all()
        return taken

    return run


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests of a process: Playwright starts only once in it.

    Imported here, because most runs need no browser and should not wait for one.
    """
    browser = import_module("tests.support.browser")
    with browser.started() as running:
        yield running
