"""What the tests of search share: engines, and documents to put into them.

``engine``   every engine in turn, empty; for the contract
``whoosh``   the embedded one on a folder of its own
``index``    ``index()``: the forum's own engine learns all that is in the database
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from forum.search import learning
from forum.search.engine import Engine
from forum.search.engines import ENGINES, Place, made, thrown_away
from forum.search.engines.whoosh import WhooshEngine
from forum.search.thesaurus import Thesaurus, shipped_rows


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    """The list that comes with the product."""
    return Thesaurus(shipped_rows())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every engine keeps the contract; PostgreSQL where the run has one (``--database both``)."""
    if "engine" in metafunc.fixturenames:
        is_there = metafunc.config.option.database != "sqlite"
        names = [name for name in sorted(ENGINES) if is_there or name != "postgres"]
        metafunc.parametrize("engine", names, indirect=True)


@pytest.fixture(scope="session")
def database_of_search(new_address: Callable[[str], str]) -> Callable[[], str]:
    """The address of one PostgreSQL database for all tests of the engine ``postgres``."""
    return cache(lambda: new_address("postgres"))


@pytest.fixture
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, thesaurus: Thesaurus, database_of_search: Callable[[], str]
) -> Iterator[Engine]:
    """An empty engine of each kind."""
    if request.param == "postgres":
        with thrown_away("postgres", database_of_search(), thesaurus) as one:
            yield one
        return
    one = made(request.param, Place(tmp_path / "index"), thesaurus)
    yield one
    one.close()


@pytest.fixture
def whoosh(tmp_path: Path, thesaurus: Thesaurus) -> Iterator[WhooshEngine]:
    """The embedded engine, empty."""
    one = WhooshEngine(tmp_path / "index", thesaurus)
    yield one
    one.close()


@pytest.fixture
def reopened(tmp_path: Path, thesaurus: Thesaurus) -> Iterator[Callable[[], WhooshEngine]]:
    """Another process that reads the same folder."""
    opened: list[WhooshEngine] = []

    def reopen() -> WhooshEngine:
        opened.append(WhooshEngine(tmp_path / "index", thesaurus))
        return opened[-1]

    yield reopen
    for one in opened:
        one.close()


@pytest.fixture
def index(app: Flask) -> Iterator[Callable[[], int]]:
    """``index()`` learns all that is in the database; nothing is left for the next test."""
    engine = app.extensions["search"].engine
    yield learning.rebuild
    engine.replace_all([])
