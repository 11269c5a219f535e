"""Runs of words: split where the script changes, so that Latin words keep their order among Arabic ones."""

import re
from collections.abc import Iterator

from forum.exports.tree import Text
from forum.exports.word.elements import el, text
from forum.exports.word.styles import ACCENT

#: A stretch of Latin: begins and ends with a letter or digit of it, may hold spaces and signs between.
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f](?:[A-Za-z\u00c0-\u024f0-9 .,:;/_@&+'%#=?()-]*[A-Za-z\u00c0-\u024f0-9/)%])?")


def split(words: str) -> Iterator[tuple[bool, str]]:
    """Pieces of a text in order, each with whether it reads from the right.

    Numbers belong to what stands around them: an Arabic sentence keeps its own.

    >>> [part for _rtl, part in split("وحدة GIS في 3 بلديات")]
    ['وحدة ', 'GIS', ' في 3 بلديات']
    """
    at = 0
    for found in _LATIN.finditer(words):
        if found.start() > at:
            yield True, words[at : found.start()]
        yield False, found.group()
        at = found.end()
    if at < len(words):
        yield True, words[at:]


def runs(run: Text, rtl: bool, style: str = "") -> str:
    """The XML of a run of words in its style."""
    parts = split(run.words) if rtl else [(False, run.words)]
    return "".join(_run(words, from_right, run, style) for from_right, words in parts)


def _run(words: str, from_right: bool, run: Text, style: str) -> str:
    chosen = "Code" if run.code else "Emphasis" if run.slanted else style
    look = [el("rStyle", val=chosen)] if chosen else []
    if run.bold:  # slanted Arabic is broken Arabic: the style Emphasis has weight instead
        look += [el("b"), el("bCs")]
    if run.struck:
        look.append(el("strike"))
    if style and chosen != style:
        look += [el("color", val=ACCENT), el("u", val="single")]
    if from_right:
        look.append(el("rtl"))
    return el("r", el("rPr", *look) if look else "", f'<w:t xml:space="preserve">{text(words)}</w:t>')


def plain(words: str, rtl: bool, style: str = "", bold: bool = False) -> str:
    """Plain words as runs."""
    return runs(Text(words, bold=bold), rtl, style)
