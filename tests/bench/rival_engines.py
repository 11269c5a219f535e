"""The engines that are compared: each is filled with documents and gives back a way to ask."""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from forum.search.arabic import words
from forum.search.engine import Engine, Filters, Request
from forum.search.engines.postgres import PostgresEngine
from forum.search.engines.whoosh import WhooshEngine
from forum.search.highlighting import Marker
from forum.search.plan import make
from forum.search.port import Document, audience_of_platform
from forum.search.query import parse
from forum.search.thesaurus import Thesaurus, shipped_rows

Ask = Callable[[str, int | None], object]
#: The platforms of the person who asks, of five.
MINE = (0, 1, 2)
FACETS = ("platform", "board", "answered")


class Rival(NamedTuple):
    """An engine that takes part: how a folder is filled, and how a process that opens it afresh asks."""

    fill: Callable[[Path, Iterable[Document]], None]
    opened: Callable[[Path], Ask]
    asked_cpu: Callable[[], float] = lambda: 0.0
    """CPU seconds that a server of its own has used."""


def fill_ours(folder: Path, documents: Iterable[Document]) -> None:
    """The embedded engine."""
    WhooshEngine(folder).replace_all(documents)


def open_ours(folder: Path) -> Ask:
    """The embedded engine with everything that a page of results takes but the database."""
    thesaurus = Thesaurus(shipped_rows())
    return _asking(WhooshEngine(folder, thesaurus), thesaurus)


def _asking(engine: Engine, thesaurus: Thesaurus) -> Ask:
    mine = frozenset(audience_of_platform(platform) for platform in MINE)
    text = "تعاقدت البلدية مع شركة لجمع النفايات وتعديل رسوم المنشآت ورخصة البناء والمياه " * 3

    def ask(said: str, board: int | None) -> object:
        query = parse(said)
        filters = Filters(boards=frozenset() if board is None else frozenset({board}))
        found = engine.search(Request(query, mine, filters, facets=FACETS, seconds=9))
        marker = Marker(make(query, thesaurus), said, frozenset(found.unknown))
        return [marker.show("عنوان الموضوع", text) for _ in found.hits], found.facets

    return ask


def postgres_at(address: str) -> Rival:
    """Our engine for many machines, in a schema that is left behind; its server's work is counted too."""
    schema, thesaurus = "measured_beside_rivals", Thesaurus(shipped_rows())

    def fill(_folder: Path, documents: Iterable[Document]) -> None:
        engine = PostgresEngine(address, schema=schema)
        engine.remove()
        engine.replace_all(documents)

    return Rival(fill, lambda _folder: _asking(PostgresEngine(address, thesaurus, schema), thesaurus), _servers_cpu)


def _servers_cpu() -> float:
    """CPU seconds of all processes of PostgreSQL on this machine that still live."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, fields = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        if name == "postgres":
            ticks += sum(map(int, fields.split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _any_of(said: str) -> str:
    return " OR ".join(f'"{word.folded}"' for word in words(said))


def fill_fts5(folder: Path, documents: Iterable[Document]) -> None:
    """SQLite's full text."""
    database = sqlite3.connect(folder / "fts5.db")
    database.execute("CREATE VIRTUAL TABLE post USING fts5(title, body, tokenize='unicode61')")
    database.execute("CREATE TABLE trait (id INTEGER PRIMARY KEY, thread TEXT, platform INT, board INT, answered INT)")
    for one in documents:
        database.execute("INSERT INTO post (rowid, title, body) VALUES (?, ?, ?)", (one.id, one.title, one.body))
        traits = (one.id, one.group, one.platform_id, one.board_id, one.is_answered)
        database.execute("INSERT INTO trait VALUES (?, ?, ?, ?, ?)", traits)
    with database:
        database.execute("INSERT INTO post(post) VALUES ('optimize')")
    database.close()


def open_fts5(folder: Path) -> Ask:
    """SQLite's full text with its own ranking; grouping and counting over what matched."""
    database = sqlite3.connect(folder / "fts5.db")
    matching = (
        "FROM post JOIN trait ON trait.id = post.rowid WHERE post MATCH ? "
        f"AND platform IN ({', '.join(map(str, MINE))})"
    )

    def ask(said: str, board: int | None) -> object:
        of_board = "" if board is None else f" AND board = {int(board)}"
        question = (_any_of(said),)
        rows = database.execute(
            f"SELECT post.rowid, thread, platform, board, answered, bm25(post) {matching}{of_board}", question
        ).fetchall()
        best: dict[str, tuple] = {}
        counts = [Counter(), Counter(), Counter()]
        for row in sorted(rows, key=lambda row: row[5]):
            if row[1] not in best:
                best[row[1]] = row
                for counter, value in zip(counts, row[2:5], strict=True):
                    counter[value] += 1
        shown = [row[0] for row in list(best.values())[:10]]
        marked = "SELECT highlight(post, 1, '[', ']') FROM post WHERE post MATCH ? AND rowid = ?"
        return [database.execute(marked, (*question, one)).fetchone() for one in shown], counts

    return ask


def _tantivy(folder: Path):
    package = import_module("tantivy")
    builder = package.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name, stored=name == "body", tokenizer_name="arabic")
    builder.add_text_field("thread", stored=True, tokenizer_name="raw")
    for name in ("platform", "board"):
        builder.add_integer_field(name, stored=True, indexed=True, fast=True)
    analyzer = package.TextAnalyzerBuilder(package.Tokenizer.simple()).filter(package.Filter.lowercase())
    index = package.Index(builder.build(), path=str(folder))
    index.register_tokenizer("arabic", analyzer.filter(package.Filter.stemmer("arabic")).build())
    return package, index


def fill_tantivy(folder: Path, documents: Iterable[Document]) -> None:
    """Tantivy with its Arabic stemmer."""
    package, index = _tantivy(folder)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for one in documents:
        writer.add_document(package.Document(
            title=one.title, body=one.body, thread=one.group, platform=one.platform_id, board=one.board_id
        ))  # fmt: skip
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(folder: Path) -> Ask:
    """Tantivy. Its package groups and counts nothing: only its first 300 are grouped."""
    package, index = _tantivy(folder)
    index.reload()
    mine = " OR ".join(f"platform:{platform}" for platform in MINE)

    def ask(said: str, board: int | None) -> object:
        of_board = "" if board is None else f" AND board:{board}"
        asked = f"({' OR '.join(word.folded for word in words(said))}) AND ({mine}){of_board}"
        query, searcher = index.parse_query(asked, ["title", "body"]), index.searcher()
        found = [searcher.doc(address) for _, address in searcher.search(query, 300).hits]
        best = list({one["thread"][0]: one for one in reversed(found)}.values())[:10]
        marker = package.SnippetGenerator.create(searcher, query, index.schema, "body")
        return [marker.snippet_from_doc(one).to_html() for one in best]

    return ask
