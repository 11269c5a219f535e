"""The index in PostgreSQL: counts that stay right, a rebuild beside the old one, damage that heals."""

import random
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from forum.kernel.errors import Misconfigured
from forum.search.engines import Place, made, thrown_away
from forum.search.engines.memory import MemoryEngine
from forum.search.engines.postgres import PostgresEngine
from forum.search.thesaurus import Thesaurus
from tests.search.asking import ask, found, post
from tests.search.test_whoosh_index import WORDS, _texts


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Only where the run has a PostgreSQL."""
    if "place" in metafunc.fixturenames:
        is_there = metafunc.config.option.database != "sqlite"
        metafunc.parametrize("place", ["postgres"] if is_there else [])


@pytest.fixture
def postgres(place: str, database_of_search: Callable[[], str], thesaurus: Thesaurus) -> Iterator[PostgresEngine]:
    """The engine on a schema of its own, empty."""
    with thrown_away(place, database_of_search(), thesaurus) as one:
        yield one


def _counts(engine: PostgresEngine) -> tuple[dict[str, int], list[int]]:
    with engine._begun() as connection:
        kept = connection.execute(sa.text("SELECT lexeme, documents FROM count WHERE documents <> 0"))
        return dict(map(tuple, kept)), list(connection.execute(sa.text("SELECT documents, lengths FROM total")).one())


def test_counts_after_many_changes_are_those_of_a_rebuild(postgres: PostgresEngine):
    truth: dict[int, str] = {}
    chance, texts = random.Random(3), _texts(60, seed=5)
    for _ in range(12):
        changed = {chance.randint(1, 20): chance.choice(texts) for _ in range(3)}
        gone = {chance.randint(1, 20)} - changed.keys()
        postgres.change([post(text, id=n) for n, text in changed.items()], [f"post:{n}" for n in gone])
        truth |= changed
        for number in gone:
            truth.pop(number, None)
    changed_by_and_by = _counts(postgres)

    postgres.replace_all(post(text, id=n) for n, text in truth.items())

    assert _counts(postgres) == changed_by_and_by


def test_it_ranks_as_the_engine_in_memory_does(postgres: PostgresEngine, thesaurus: Thesaurus):
    memory = MemoryEngine(thesaurus)
    for engine in (postgres, memory):
        engine.replace_all(post(text, id=n) for n, text in enumerate(_texts(120), 1))

    for first, second in zip(WORDS, WORDS[3:], strict=False):
        ours, theirs = (ask(engine, f"{first} {second}", size=10) for engine in (postgres, memory))
        assert ours.total == theirs.total
        assert [hit.id for hit in ours.hits] == [hit.id for hit in theirs.hits]
        assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits], rel=1e-3)


def test_what_is_written_during_a_rebuild_is_kept(postgres: PostgresEngine):
    postgres.add([post("قديم", id=1)])

    def documents():
        yield post("قديم", id=1)
        postgres.change([post("نفايات", id=2)], ["post:1"])

    postgres.replace_all(documents())

    assert found(postgres, "نفايات") == [2]
    assert found(postgres, "قديم") == []


def test_a_rebuild_that_fails_changes_nothing(postgres: PostgresEngine):
    postgres.add([post("نفايات", id=1)])

    def failing():
        yield post("مياه", id=2)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        postgres.replace_all(failing())

    assert found(postgres, "نفايات") == [1]


def test_lost_tables_are_not_complete_and_a_rebuild_heals(postgres: PostgresEngine):
    postgres.replace_all([post("نفايات", id=1)])
    with postgres._begun() as connection:
        connection.execute(sa.text("DROP TABLE document, total"))

    assert not postgres.is_complete()
    assert found(postgres, "نفايات") == []
    postgres.replace_all([post("نفايات", id=2)])

    assert postgres.is_complete()
    assert found(postgres, "نفايات") == [2]


def test_more_than_can_be_looked_at_is_said(postgres: PostgresEngine, monkeypatch):
    monkeypatch.setattr("forum.search.engines.postgres.candidates.LOOKED_AT", 20)
    postgres.replace_all(post("نفايات البلدية", id=n) for n in range(1, 60))

    results = ask(postgres, "نفايات", size=5)

    assert len(results.hits) == 5
    assert results.timed_out


def test_without_a_postgresql_the_setting_says_what_to_do(tmp_path, thesaurus: Thesaurus):
    with pytest.raises(Misconfigured, match="FORUM_SEARCH_DATABASE"):
        made("postgres", Place(tmp_path, "sqlite:///forum.db"), thesaurus)
