"""What the area ``search`` plugs in."""

from flask import Flask

from forum.kernel.errors import Misconfigured
from forum.registry import Manifest, brought
from forum.search import cli, learning
from forum.search.engines import ENGINES, made
from forum.search.finding import Search
from forum.search.thesaurus import Thesaurus, shipped_rows
from forum.search.views import bp


def set_up(app: Flask) -> None:
    """Join the areas that have something to find with the engine that the settings name."""
    name = app.config["SEARCH_ENGINE"]
    if name not in ENGINES:
        raise Misconfigured(
            f"SEARCH_ENGINE is {name!r}; use one of {', '.join(sorted(ENGINES))}. "
            "Set it in config.py or in the FORUM_SEARCH_ENGINE environment variable."
        )
    thesaurus = Thesaurus(shipped_rows())
    engine = made(name, app.config["SEARCH_FOLDER"], thesaurus)
    app.extensions["search"] = Search(engine, brought(app, "searchable"), thesaurus, learning.mend)


manifest = Manifest(
    name="search",
    blueprints=[bp],
    jobs=learning.JOBS,
    commands=[cli.search],
    seeds=[learning.mend_if_empty],
    set_up=set_up,
)
