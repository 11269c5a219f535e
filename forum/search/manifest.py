"""What the area ``search`` plugs in."""

from flask import Flask

from forum.kernel.errors import Misconfigured
from forum.registry import Manifest, brought
from forum.search import cli, learning
from forum.search.curating import models as curated_tables, queries as curation
from forum.search.curating.actions import forget_old_questions
from forum.search.curating.views import bp as curating
from forum.search.directory.authorities import SearchableAuthorities
from forum.search.directory.people import SearchablePeople
from forum.search.engines import ENGINES, Place, made
from forum.search.finding import Curated, Search
from forum.search.keeping import models as kept_tables
from forum.search.keeping.notifications import AnnouncedSearches
from forum.search.keeping.views import bp as keeping, kept_on_record, tell_news
from forum.search.meaning import models as meaning_tables
from forum.search.meaning.encoding import installed
from forum.search.meaning.joining import Meaning
from forum.search.thesaurus import Thesaurus, shipped_rows
from forum.search.views import bp
from forum.search.watching import watched_by

#: Imported for their tables.
TABLES = (curated_tables, kept_tables, meaning_tables)


def set_up(app: Flask) -> None:
    """Join the areas that have something to find with the engine that the settings name."""
    name = app.config["SEARCH_ENGINE"]
    if name not in ENGINES:
        raise Misconfigured(
            f"SEARCH_ENGINE is {name!r}; use one of {', '.join(sorted(ENGINES))}. "
            "Set it in config.py or in the FORUM_SEARCH_ENGINE environment variable."
        )
    thesaurus = Thesaurus(shipped_rows())
    engine = made(name, Place(app.config["SEARCH_FOLDER"], app.config["SEARCH_DATABASE"]), thesaurus)
    curated = Curated(curation.synonyms_version, curation.synonym_rows)
    adapters = brought(app, "searchable")
    encoder = installed() if app.config["SEARCH_MEANING"] else None
    meaning = Meaning(encoder, app.config["FOLDER"] / "meaning.sock", {adapter.kind: adapter for adapter in adapters})
    app.extensions["search"] = Search(engine, adapters, thesaurus, learning.mend, curated, meaning)
    app.extensions["search_watched"] = watched_by(adapters)


def serve_meaning(app: Flask) -> None:
    """In the worker: answer what is near in meaning."""
    app.extensions["search"].meaning.serve(app)


manifest = Manifest(
    name="search",
    blueprints=[bp, curating, keeping],
    jobs=learning.JOBS,
    searchable=[SearchablePeople(), SearchableAuthorities()],
    commands=[cli.search],
    seeds=[learning.mend_if_empty],
    announced=[AnnouncedSearches()],
    parts={"member.record": kept_on_record},
    chores=[forget_old_questions, tell_news],
    beside_worker=[serve_meaning],
    set_up=set_up,
)
