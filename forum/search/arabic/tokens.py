"""Text into words that remember where they stood."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from forum.search.arabic.letters import fold

#: Diacritics, tatweel and joiners stand inside words; ``\w`` alone would split there.
_INSIDE = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200b-\u200f\u2060\ufeff"
_RUN = re.compile(rf"[^\W_](?:[^\W_]+|[{_INSIDE}]+)*")

_MARK = f"[{_INSIDE}]"
#: Within a run, Arabic letters, digits and other letters are words of their own:
#: «الـGIS», SDG11, كوفيد19.
_PIECE = re.compile(
    rf"(?:[\u0620-\u064a\u0671-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc]{_MARK}*)+"
    rf"|(?:\d{_MARK}*)+"
    rf"|(?:(?![\d\u0620-\u064a\u0671-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc])[^\W_]{_MARK}*)+"
)
#: 14,000 and ١٤٬٠٠٠ are one number.
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[,٬]\d{3})+(?!\d)")


class Word(NamedTuple):
    """One word of a text, folded, and the half-open span of characters it came from."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in order. Any text will do; what is not a word is passed over.

    >>> [w.folded for w in words("وحدة الـGIS (SDG11)")]
    ['وحده', 'ال', 'gis', 'sdg', '11']
    """
    if has_grouped_numbers(text):
        yield from _words_among_grouped(text)
        return
    for run in _RUN.finditer(text):
        begin = run.start()
        for folded, start, end in pieces(run[0]):
            yield Word(folded, begin + start, begin + end)


def runs(text: str) -> list[str]:
    """The text's unbroken runs of letters and digits, where it has no grouped numbers; ``pieces`` takes each apart."""
    return _RUN.findall(text)


def has_grouped_numbers(text: str) -> bool:
    """Whether some number is written with separators and goes on over them."""
    return ("," in text or "٬" in text) and _THOUSANDS.search(text) is not None


@lru_cache(maxsize=200_000)
def pieces(run: str) -> tuple[Word, ...]:
    """The words of one run: people use the same ones over and over."""
    found = ((fold(piece[0]), *piece.span()) for piece in _PIECE.finditer(run))
    return tuple(Word(*one) for one in found if one[0])


def _words_among_grouped(text: str) -> Iterator[Word]:
    grouped = {m.start(): m.end() for m in _THOUSANDS.finditer(text)}
    taken = 0
    for run in _RUN.finditer(text):
        for piece in _PIECE.finditer(text, run.start(), run.end()):
            start, end = piece.span()
            if start < taken:
                continue
            end = taken = grouped.get(start, end)
            folded = fold(text[start:end])
            if folded:
                yield Word(folded, start, end)
