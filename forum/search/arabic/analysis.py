"""All forms of a word under which it can be found, and of a text."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from forum.search.arabic.letternames import LETTERS
from forum.search.arabic.roots import root
from forum.search.arabic.stems import light
from forum.search.arabic.tokens import Word, words
from forum.search.arabic.wordlists import stopwords

#: The fields of the index: the same words, seen more and more loosely.
FIELDS = ("word", "light", "root", "grams", "pairs")

GRAM = 4


class Forms(NamedTuple):
    """One word in every form."""

    word: str
    light: str
    root: str
    grams: tuple[str, ...]


def grams(word: str) -> tuple[str, ...]:
    """Runs of four letters, with the word's edges marked, so that a slip of one letter leaves most of them."""
    edged = f"<{word}>"
    return tuple(edged[i : i + GRAM] for i in range(max(1, len(edged) - GRAM + 1)))


@lru_cache(maxsize=200_000)
def forms(folded: str) -> Forms:
    """Every form of a folded word."""
    stem = light(folded)
    return Forms(folded, stem, root(folded), grams(stem))


def pairs(stems: list[str]) -> list[str]:
    """Neighbours, as one term each."""
    return [f"{one} {other}" for one, other in pairwise(stems)]


def content(text: str) -> list[Forms]:
    """The words of a text that carry a subject, in order."""
    return [forms(word.folded) for word in subjects(text)]


def subjects(text: str) -> list[Word]:
    """The words of a text without stop words, with the places where they stand.

    A stop word that spells a letter («أي» in «جي آي اس») stays.
    """
    stop, found = stopwords(), list(words(text))
    return [
        word for at, word in enumerate(found) if word.folded not in stop or _spells(word.folded, found, at)
    ]


def _spells(folded: str, found: list[Word], at: int) -> bool:
    if folded not in LETTERS:
        return False
    beside = [found[i].folded for i in (at - 1, at + 1) if 0 <= i < len(found)]
    return any(word in LETTERS and word not in stopwords() for word in beside)


def terms(found: Iterable[Forms]) -> dict[str, list[str]]:
    """Words in order → the terms of every field."""
    found = list(found)
    stems = [word.light for word in found]
    return {
        "word": [word.word for word in found],
        "light": stems,
        "root": [word.root for word in found],
        "grams": [gram for word in found for gram in word.grams],
        "pairs": pairs(stems),
    }
