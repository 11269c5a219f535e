"""The places that keep documents: memory for tests, Whoosh by default, PostgreSQL for many machines."""

from collections.abc import Callable
from pathlib import Path

from forum.search.engine import Engine
from forum.search.engines.memory import MemoryEngine
from forum.search.engines.whoosh import WhooshEngine
from forum.search.thesaurus import Thesaurus

#: Name in the settings → how to make one, given a folder for its files and the thesaurus.
ENGINES: dict[str, Callable[[Path, Thesaurus], Engine]] = {
    "memory": lambda _folder, thesaurus: MemoryEngine(thesaurus),
    "whoosh": WhooshEngine,
}


def made(name: str, folder: Path, thesaurus: Thesaurus) -> Engine:
    """The engine of this name; raises ``KeyError`` for one that there is not."""
    return ENGINES[name](folder, thesaurus)
