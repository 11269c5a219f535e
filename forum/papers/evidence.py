"""Finding people's words again: the exact place of a quote in one revision of a post.

A card of evidence keeps the words as the author typed them, where they stand in
the text of the revision, what stands around them, and a fingerprint. The text of
a revision never changes, so a card can never come to point at other words.
"""

import hashlib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from re import compile as pattern

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _

#: Characters kept before and after a quote.
CONTEXT = 64
#: More places than this are not worth telling apart.
PLACES_MAX = 40

_OPENING = pattern(r"[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t])[ \t]*)*")
_LINK_TARGET = pattern(r"\]\([^()\s]*\)")
_MARKS = frozenset("*_`~[]\\")
_RULER = frozenset(" \t|:-")
_TATWEEL = "\u0640"


class QuoteNotFound(Invalid):
    """The words cannot be pointed at; the sentence says what to change."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with what stands around them: a Text Quote Selector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def locate(text: str, quote: Quote) -> range:
    """Find where ``quote`` stands in ``text``.

    The words are first sought as they are. If they do not occur, they are sought
    as a reader sees them: a person who copies from the page has no Markdown
    marks, no vowel signs that the browser dropped, other line breaks.

    Args:
        text: the source of one post revision, exactly as stored (not its HTML).
        quote: the words and up to ``CONTEXT`` characters before and after them;
            the context is used only to choose between equal matches.

    Returns:
        The half-open span of the words in ``text``, counted in Python characters
        (code points), not bytes.

    Raises:
        QuoteNotFound: the words do not occur, or several places fit equally;
            the message names the words so that they can be widened.

    Source:
        W3C Web Annotation Data Model, section 4.2.4 "Text Quote Selector"
        (https://www.w3.org/TR/annotation-model/#text-quote-selector).

    >>> locate("نجمع النفايات ليلا. نجمع النفايات فجرا.", Quote("النفايات", suffix=" فجرا"))
    range(25, 33)
    >>> locate("نجمعها **ليلا** فقط", Quote("نجمعها ليلا"))
    range(0, 13)
    """
    spans = as_read(quote.exact) and (_verbatim(text, quote.exact) or _as_read(text, quote.exact))
    if not spans:
        raise QuoteNotFound(_("“%(words)s” is not in the post. Copy the words from it.", words=_short(quote.exact)))
    if len(spans) > 1:
        whole = [span for span in spans if _is_whole(text, span)]
        spans = whole or spans
    if len(spans) > 1:
        spans = [span for span in spans[:PLACES_MAX] if _fits(text, span, quote)]
    if len(spans) != 1:
        raise QuoteNotFound(
            _("“%(words)s” is in the post more than once. Add a few words around it.", words=_short(quote.exact))
        )
    return spans[0]


def widen(text: str, span: range) -> range:
    """Grow a span to whole words: nobody is quoted from the middle of a word.

    >>> widen("يوافقون على ذلك", range(2, 9))
    range(0, 11)
    """
    start, stop = span.start, span.stop
    while 0 < start < len(text) and _is_of_word(text[start]) and _is_of_word(text[start - 1]):
        start -= 1
    while 0 < stop < len(text) and _is_of_word(text[stop - 1]) and _is_of_word(text[stop]):
        stop += 1
    return range(start, stop)


def selector(text: str, span: range) -> Quote:
    """The quote that ``locate`` leads back to ``span``, with its surroundings."""
    return Quote(
        text[span.start : span.stop],
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.stop : span.stop + CONTEXT],
    )


def fingerprint(text: str) -> str:
    """The SHA-256 of ``text`` in normal form C with its spaces made single, in hexadecimal."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode("utf-8")).hexdigest()


def as_read(text: str) -> str:
    """``text`` without its Markdown marks, as one line: how quoted words are printed.

    >>> as_read("- نجمعها **ليلا**, [هنا](https://example.org)")
    'نجمعها ليلا, هنا'
    """
    return "".join(c for _, c in _seen(text)).strip()


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _verbatim(text: str, words: str) -> list[range]:
    return [range(i, i + len(words)) for i in _starts(text, words)]


def _as_read(text: str, words: str) -> list[range]:
    """Spans of ``text`` that read like ``words``.

    What opens a line of ``words`` like a list item is taken as said («2019. كان»),
    and only if that is nowhere as the mark that somebody copied along.
    """
    places = [(place, letter) for place, c in _seen(text) for letter in _folded(c)]
    read = "".join(letter for _, letter in places)
    for opens in (False, True):
        wanted = "".join(letter for _, c in _seen(words, opens) for letter in _folded(c)).strip()
        if found := _starts(read, wanted):
            return [range(places[i][0], places[i + len(wanted) - 1][0] + 1) for i in found]
    return []


def _starts(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words.strip() else -1
    while at >= 0 and len(found) < PLACES_MAX:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _seen(text: str, opens: bool = True) -> Iterator[tuple[int, str]]:
    """The characters that a reader sees, each with its place; spaces are made single.

    ``opens``: whether marks that open a line (of quotes, lists, headings) are no words.
    """
    space = True
    line_start = 0
    for line in text.split("\n"):
        for place, letter in _seen_of_line(line, opens):
            if letter == " " and space:
                continue
            space = letter == " "
            yield line_start + place, letter
        if not space:
            space = True
            yield line_start + max(len(line) - 1, 0), " "
        line_start += len(line) + 1


def _seen_of_line(line: str, opens: bool) -> Iterator[tuple[int, str]]:
    if "---" in line and _RULER.issuperset(line):
        return
    opening = _OPENING.match(line) if opens else None
    start = opening.end() if opening else 0
    targets = [(m.start(), m.end()) for m in _LINK_TARGET.finditer(line)]
    starts = [first for first, _ in targets]
    for place in range(start, len(line)):
        letter = line[place]
        before = bisect_left(starts, place + 1) - 1
        if letter in _MARKS or (before >= 0 and place < targets[before][1]):
            continue
        yield place, " " if letter.isspace() or letter == "|" else letter


def _folded(letter: str) -> str:
    """A letter without signs above or below it; nothing for signs and invisible controls."""
    if letter == _TATWEEL:
        return ""
    parts = unicodedata.normalize("NFD", letter)
    return "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Cf"))


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == _TATWEEL or unicodedata.category(letter) == "Mn"


def _is_whole(text: str, span: range) -> bool:
    return widen(text, span) == span


def _fits(text: str, span: range, quote: Quote) -> bool:
    """Whether what stands around the span reads like the quote's surroundings."""
    before = text[max(0, span.start - 4 * CONTEXT) : span.start]
    after = text[span.stop : span.stop + 4 * CONTEXT]
    return _plain(before).endswith(_plain(quote.prefix)) and _plain(after).startswith(_plain(quote.suffix))


def _plain(text: str) -> str:
    return "".join(_folded(c) for _, c in _seen(text)).strip()
