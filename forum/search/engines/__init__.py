"""The places that keep documents: memory for tests, Whoosh by default, PostgreSQL for many machines."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from forum.search.engine import Engine
from forum.search.engines.memory import MemoryEngine
from forum.search.engines.postgres import PostgresEngine
from forum.search.engines.whoosh import WhooshEngine
from forum.search.thesaurus import Thesaurus


class Place(NamedTuple):
    """Where an engine may keep its documents: a folder, or a schema of a database."""

    folder: Path
    database: str = ""
    schema: str = "search_index"


#: Name in the settings → how to make one at its place, given the thesaurus.
ENGINES: dict[str, Callable[[Place, Thesaurus], Engine]] = {
    "memory": lambda _place, thesaurus: MemoryEngine(thesaurus),
    "postgres": lambda place, thesaurus: PostgresEngine(place.database, thesaurus, place.schema),
    "whoosh": lambda place, thesaurus: WhooshEngine(place.folder, thesaurus),
}


def made(name: str, place: Place, thesaurus: Thesaurus) -> Engine:
    """The engine of this name; raises ``KeyError`` for one that there is not."""
    return ENGINES[name](place, thesaurus)


@contextmanager
def thrown_away(name: str, database: str, thesaurus: Thesaurus) -> Iterator[Engine]:
    """An empty engine for a measurement; nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="minassat-search-") as folder:
        engine = made(name, Place(Path(folder), database, f"measured_{secrets.token_hex(6)}"), thesaurus)
        try:
            yield engine
        finally:
            if isinstance(engine, PostgresEngine):
                engine.remove()
            engine.close()
