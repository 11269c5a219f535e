"""All forms of a word under which it can be found, and of a text."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from forum.search.arabic.roots import root
from forum.search.arabic.stems import light
from forum.search.arabic.tokens import words
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


@lru_cache(maxsize=100_000)
def forms(folded: str) -> Forms:
    """Every form of a folded word."""
    stem = light(folded)
    return Forms(folded, stem, root(folded), grams(stem))


def pairs(stems: list[str]) -> list[str]:
    """Neighbours, as one term each."""
    return [f"{one} {other}" for one, other in zip(stems, stems[1:], strict=False)]


def content(text: str) -> list[Forms]:
    """The words of a text that carry a subject, in order."""
    stop = stopwords()
    return [forms(word.folded) for word in words(text) if word.folded not in stop]


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
