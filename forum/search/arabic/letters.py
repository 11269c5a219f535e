"""One spelling for the many ways to type a word."""

import unicodedata
from functools import lru_cache

#: Letters that are typed for each other in Arabic, Persian and Urdu keyboards.
#: Alef, yaa and taa marbuta are folded because people rarely type them apart.
FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېۍئ", "ي"),
        **dict.fromkeys("ةۀہھۂەۃ", "ه"),
        **dict.fromkeys("کگڪ", "ك"),
        "ؤ": "و",
        "پ": "ب",
        "چ": "ج",
        "ڤ": "ف",
        "ژ": "ز",
        "ـ": None,
    }
)

#: A word longer than this is not a word; it is cut so that the index stays small.
LONGEST = 48


class _Kept(dict[int, str]):
    """Each character as it goes into the index: digits as 0–9, marks and invisible signs as nothing."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        if kind == "Nd":
            return self.setdefault(code, str(unicodedata.digit(character)))
        return self.setdefault(code, character if kind[0] in "LN" else "")


_KEPT = _Kept()


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The one form under which all spellings of a word are kept.

    Compatibility forms are unified (NFKC), capitals lowered, digits made
    Western; diacritics, tatweel and invisible signs go; hamza seats, yaa, taa
    marbuta and Persian letters fall together. Folding twice changes nothing.

    >>> fold("مُؤسَّســـة")
    'موسسه'
    >>> fold("٢٠٢٣")
    '2023'
    """
    if word.isascii():
        return "".join(c for c in word.lower() if c.isalnum())[:LONGEST]
    plain = unicodedata.normalize("NFKC", word).casefold()
    parts = unicodedata.normalize("NFKD", plain.translate(FOLDED))
    return parts.translate(_KEPT).translate(FOLDED)[:LONGEST]


def listed(spaced: str) -> tuple[str, ...]:
    """Words written with spaces between, as a tuple."""
    return tuple(spaced.split())


def is_arabic(folded: str) -> bool:
    """Whether a folded word is written in Arabic letters."""
    return bool(folded) and "\u0621" <= folded[0] <= "\u06d3"
