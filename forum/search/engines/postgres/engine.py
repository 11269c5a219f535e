"""What the product talks to: documents in PostgreSQL tables."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import sqlalchemy as sa
from sqlalchemy import exc

from forum.kernel.errors import Misconfigured
from forum.search.engine import Damaged, Request, Results
from forum.search.engines import ranking
from forum.search.engines.postgres import tables
from forum.search.engines.postgres.candidates import Candidates, alike
from forum.search.engines.postgres.rows import last_of_each, row
from forum.search.entry import ANALYSIS, entry
from forum.search.plan import make
from forum.search.port import Document
from forum.search.thesaurus import Thesaurus

#: Documents copied in one transaction while everything is learnt anew.
BATCH = 2000
#: The tables that a rebuild fills.
NEXT = "_next"


class PostgresEngine:
    """Documents in tables of their own schema."""

    name = "postgres"

    def __init__(self, address: str, thesaurus: Thesaurus | None = None, schema: str = "search_index") -> None:
        if not address.startswith("postgresql"):
            raise Misconfigured(
                "SEARCH_ENGINE is 'postgres', but SEARCH_DATABASE names no PostgreSQL. Set FORUM_SEARCH_DATABASE "
                "(or FORUM_DATABASE) to postgresql+psycopg://user:password@host/name, or use whoosh."
            )
        if not re.fullmatch(r"[a-z][a-z0-9_]*", schema):
            raise ValueError(f"{schema!r} is no name for a schema")
        self.thesaurus = thesaurus or Thesaurus(())
        self._schema = schema
        path = f'-csearch_path="{schema}" -cjit=off'
        self._engine = sa.create_engine(address, pool_pre_ping=True, connect_args={"options": path})
        self._is_made = False

    # Writing

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in."""
        return self.change(documents, ())

    def delete(self, keys: Iterable[str]) -> None:
        """Take documents out."""
        self.change((), keys)

    def change(self, documents: Iterable[Document], keys: Iterable[str]) -> int:
        """Delete and add in one transaction."""
        made = [entry(document) for document in documents]
        with self._begun() as connection:
            tables.change(connection, list(keys), [row(one) for one in last_of_each(made)])
        return len(made)

    def replace_all(self, documents: Iterable[Document]) -> int:
        """Fill tables beside the ones that are searched, then exchange them in one transaction."""
        count = 0
        with self._begun() as alone:
            tables.lock(alone, tables.REBUILDING)
            with self._begun() as connection:
                tables.forget_notes(connection)
                tables.fresh(connection, NEXT)
            try:
                for some in _in_batches(documents):
                    made = last_of_each(entry(document) for document in some)
                    with self._begun() as connection:
                        count += tables.put(connection, f"document{NEXT}", (row(one) for one in made))
                with self._begun() as connection:
                    number = str(connection.scalar(sa.text("SELECT txid_current()")))
                    tables.index(connection, NEXT, number)
                    tables.count_all(connection, NEXT)
                with self._begun() as connection:
                    tables.exchange(connection, NEXT)
            except BaseException:
                with self._begun() as connection:
                    tables.drop(connection, NEXT)
                raise
        return count

    # Reading

    def search(self, request: Request) -> Results:
        """Find the best groups."""
        plan = make(request.query, self.thesaurus)
        with self._begun() as connection:
            candidates = Candidates(connection, plan, request)
            found = ranking.search(candidates, plan, request)
        if candidates.is_cut_short and not found.timed_out:
            return _hurried(found)
        return found

    def is_complete(self) -> bool:
        """Whether the whole content was put in once, as it is analysed today."""
        try:
            with self._begun() as connection:
                return connection.scalar(sa.text("SELECT analysis FROM total")) == ANALYSIS
        except Damaged:
            self._is_made = False
            return False

    def is_worn(self) -> bool:
        """The database keeps its indexes in order itself."""
        return False

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Words that look like ``word``."""
        with self._begun() as connection:
            return alike(connection, word, limit)

    def count(self) -> int:
        """Documents kept."""
        with self._begun() as connection:
            return connection.scalar(sa.text("SELECT count(*) FROM document"))

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def remove(self) -> None:
        """Take the whole index away: for measurements and tests."""
        with self._engine.begin() as connection:
            connection.execute(sa.text(f'DROP SCHEMA IF EXISTS "{self._schema}" CASCADE'))
        self._is_made = False

    @contextmanager
    def _begun(self) -> Iterator[sa.Connection]:
        """A transaction; whatever the database cannot do is damage."""
        try:
            if not self._is_made:
                with self._engine.begin() as connection:
                    tables.make(connection, self._schema)
                self._is_made = True
            with self._engine.begin() as connection:
                yield connection
        except exc.DBAPIError as error:
            self._is_made = False
            raise Damaged(f"{self._schema}: {error.orig!r}") from error


def _hurried(found: Results) -> Results:
    """More documents hold the words than were looked at."""
    return Results(found.hits, found.total, found.facets, True, found.unknown, found.is_partial)


def _in_batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    documents = iter(documents)
    while some := list(islice(documents, BATCH)):
        yield some
