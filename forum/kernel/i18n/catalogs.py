"""The Arabic of every text, one file an area, merged when the forum starts.

The sources are ``catalogs/<locale>/<area>.po``. Merging is done here and not by
``pybabel compile``, so that an area brings its own words and no built file is
kept in the repository.
"""

import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent / "catalogs"

#: Which form a number takes: none, one, two, 3–10, 11–99, 100–102 (and so on every hundred).
#: Said here because Babel's own rule for Arabic has the last two the other way round than
#: the headers of our sources (CLDR's order: zero, one, two, few, many, other).
PLURAL_FORMS = {
    "ar": ("nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5")
}


def catalog(locale: str) -> Catalog:
    """All messages of one language, as gettext source.

    Where two areas translate the same text the first one is taken; a house rule
    keeps that from happening.
    """
    merged = Catalog(locale=locale, domain="messages")
    if locale in PLURAL_FORMS:
        merged.mime_headers = [("Plural-Forms", PLURAL_FORMS[locale])]
    for path in sorted((FOLDER / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=locale):
                if message.id and merged.get(message.id, message.context) is None:
                    merged.add(message.id, message.string, context=message.context)
    return merged


@cache
def translations(locale: str) -> NullTranslations:
    """The compiled messages of one language; English is the source and needs none."""
    if not (FOLDER / locale).is_dir():
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalog(locale))
    compiled.seek(0)
    return Translations(compiled)
