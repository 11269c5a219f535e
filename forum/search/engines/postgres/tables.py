"""The tables of the index, in a schema of their own: made when needed, exchanged whole by a rebuild.

They belong to the engine as files belong to Whoosh; the forum's own tables and
migrations know nothing of them, and dropping the schema costs a rebuild.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from forum.search.engines.postgres.rows import COLUMNS
from forum.search.entry import ANALYSIS

#: Keys of advisory locks: one rebuild at a time, one writer at a time.
REBUILDING, WRITING = 7_301_001, 7_301_002

_DOCUMENTS = """
CREATE TABLE document{0} (
  key text NOT NULL, id bigint NOT NULL, group_key text NOT NULL, kind text NOT NULL, audience text NOT NULL,
  platform bigint NOT NULL, board bigint NOT NULL, topics bigint[] NOT NULL, region text NOT NULL,
  thread_kind text NOT NULL, answered text NOT NULL, has_file boolean NOT NULL, authority bigint NOT NULL,
  author bigint NOT NULL, created bigint NOT NULL, lengths integer[] NOT NULL, terms tsvector NOT NULL
)
"""
_COUNTS = "CREATE TABLE count{0} (lexeme text COLLATE \"C\" NOT NULL, documents integer NOT NULL)"
#: How many documents there are, and how long they are together in each field.
_TOTAL = "CREATE TABLE total{0} (documents bigint NOT NULL, lengths bigint[] NOT NULL, analysis integer NOT NULL)"
_INDEXES = (
    "ALTER TABLE document{0} ADD CONSTRAINT document{1}_key PRIMARY KEY (key)",
    "CREATE INDEX document{1}_terms ON document{0} USING gin (terms)",
    "CREATE INDEX document{1}_created ON document{0} (created)",
    "ALTER TABLE count{0} ADD CONSTRAINT count{1}_lexeme PRIMARY KEY (lexeme)",
)
NAMES = ("document", "count", "total")

_EMPTY = "'{0,0,0,0,0}'::bigint[]"


def _run(connection: Connection, *statements: str, **given: Any) -> None:
    for statement in statements:
        connection.execute(text(statement), given)


def make(connection: Connection, schema: str) -> None:
    """Make empty tables, unless they are there."""
    lock(connection, WRITING)
    _run(connection, f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    if connection.scalar(text("SELECT to_regclass('total')")) is None:
        fresh(connection, "")
        index(connection, "", "0")
        _run(connection, "CREATE TABLE IF NOT EXISTS noted (key text NOT NULL)")
        _run(connection, f"INSERT INTO total VALUES (0, {_EMPTY}, 0)")


def lock(connection: Connection, key: int) -> None:
    """Wait until nobody else has this lock; it is given back with the transaction."""
    _run(connection, "SELECT pg_advisory_xact_lock(:key)", key=key)


def fresh(connection: Connection, suffix: str) -> None:
    """New tables without indexes, in place of any that an earlier rebuild left."""
    for name, statement in zip(NAMES, (_DOCUMENTS, _COUNTS, _TOTAL), strict=True):
        _run(connection, f"DROP TABLE IF EXISTS {name}{suffix}", statement.format(suffix))
    _run(connection, f"ALTER TABLE document{suffix} ALTER COLUMN terms SET STORAGE EXTERNAL")  # read more than kept


def index(connection: Connection, suffix: str, number: str) -> None:
    """Give filled tables their indexes."""
    _run(connection, *(statement.format(suffix, number) for statement in _INDEXES))


def put(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> int:
    """Copy rows into a table; how many."""
    count = 0
    with connection.connection.cursor().copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def count_all(connection: Connection, suffix: str) -> None:
    """Count terms and lengths of all documents of filled tables."""
    _run(
        connection,
        f"INSERT INTO count{suffix} SELECT word, ndoc FROM ts_stat('SELECT terms FROM document{suffix}')",
        f"INSERT INTO total{suffix} SELECT count(*), {_EMPTY}, {ANALYSIS} FROM document{suffix}",
    )
    _sum_lengths(connection, suffix)


def _sum_lengths(connection: Connection, suffix: str) -> None:
    _run(
        connection,
        f"UPDATE total{suffix} SET lengths = summed FROM (SELECT ARRAY["
        + ", ".join(f"coalesce(sum(lengths[{n}]), 0)::bigint" for n in range(1, 6))
        + f"] AS summed FROM document{suffix}) AS of_all",
    )


def change(connection: Connection, keys: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Replace the documents with these keys by rows; the counts follow."""
    lock(connection, WRITING)
    keys = sorted({*keys, *(row[0] for row in rows)})
    _recount(connection, keys, "-")
    _run(connection, "DELETE FROM document WHERE key = ANY(:keys)", keys=keys)
    put(connection, "document", rows)
    _recount(connection, keys, "+")
    if connection.scalar(text("SELECT to_regclass('document_next')")) is not None:  # a rebuild is under way
        _run(connection, "INSERT INTO noted SELECT unnest(CAST(:keys AS text[]))", keys=keys)


def _recount(connection: Connection, keys: Sequence[str], sign: str) -> None:
    _run(
        connection,
        "INSERT INTO count AS c SELECT lexeme, "
        f"{sign}count(*) FROM document, unnest(terms) WHERE key = ANY(:keys) GROUP BY lexeme ORDER BY lexeme "
        "ON CONFLICT (lexeme) DO UPDATE SET documents = c.documents + excluded.documents",
        f"UPDATE total SET documents = documents {sign} many, lengths = ARRAY["
        + ", ".join(f"total.lengths[{n}] {sign} summed[{n}]" for n in range(1, 6))
        + "] FROM (SELECT count(*) AS many, ARRAY["
        + ", ".join(f"coalesce(sum(lengths[{n}]), 0)::bigint" for n in range(1, 6))
        + "] AS summed FROM document WHERE key = ANY(:keys)) AS of_keys",
        keys=list(keys),
    )


def exchange(connection: Connection, suffix: str) -> None:
    """Put filled tables in the place of the old ones, with what was written meanwhile."""
    lock(connection, WRITING)
    _run(
        connection,
        f"DELETE FROM document{suffix} WHERE key IN (SELECT key FROM noted)",
        f"INSERT INTO document{suffix} SELECT * FROM document WHERE key IN (SELECT key FROM noted)",
    )
    if connection.scalar(text("SELECT EXISTS (SELECT FROM noted)")):
        _run(connection, f"TRUNCATE count{suffix}", f"TRUNCATE total{suffix}")
        count_all(connection, suffix)
    for name in NAMES:
        _run(connection, f"DROP TABLE {name}", f"ALTER TABLE {name}{suffix} RENAME TO {name}")
    _run(connection, "TRUNCATE noted")


def forget_notes(connection: Connection) -> None:
    """A rebuild begins: what was noted before concerns it no more."""
    lock(connection, WRITING)
    _run(connection, "TRUNCATE noted")


def drop(connection: Connection, suffix: str) -> None:
    """Remove tables that no rebuild will finish."""
    _run(connection, *(f"DROP TABLE IF EXISTS {name}{suffix}" for name in NAMES))
