"""Text without marks: written as paragraphs, read back from HTML, shortened."""

import html
import re

from forum.kernel.rendering.characters import keep_direction_inside, normalise
from forum.kernel.rendering.direction import direction_attribute

_BLOCK_END = re.compile(r"</(?:p|h[3-6]|li|pre|tr|ul|ol)>|<(?:br|hr|ul|ol)\b[^>]*>")
_CELL_END = re.compile(r"</t[hd]>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\xa0]+")
_LINES = re.compile(r" ?\n[ \n]*")
_JOINED = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\ufe00-\ufe0f]")


def paragraphs(text: str) -> str:
    """Return the HTML of ``text`` taken literally: a blank line parts paragraphs.

    For text without Markdown marks this is exactly what ``to_html`` gives.
    """
    return literal(normalise(text))


def literal(text: str) -> str:
    """``paragraphs`` for text that has been normalised."""
    lines = "\n".join([line.strip() for line in keep_direction_inside(text).split("\n")])
    parts = [part for part in map(str.strip, lines.split("\n\n")) if part]
    return "\n".join([f'<p dir="{direction_attribute(part)}">{_escaped(part)}</p>' for part in parts])


def _escaped(part: str) -> str:
    return part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def text_of(markup: str) -> str:
    """Return the words of HTML that ``to_html`` made, one line a block, for search and mail."""
    flat = _CELL_END.sub(" ", _BLOCK_END.sub("\n", markup))
    flat = html.unescape(_TAG.sub("", flat))
    return _LINES.sub("\n", _SPACES.sub(" ", flat)).strip()


def shorten(text: str, length: int) -> str:
    """Return ``text`` on one line in at most ``length`` characters, cut between words.

    The ellipsis counts. A word longer than the whole length is cut inside, but
    never between a letter and its vowel sign.
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return keep_direction_inside(line)
    if length < 2:
        return "…"[:length]
    end = line.rfind(" ", 0, length)
    if end < length // 2:
        end = length - 1
        while end > 1 and _JOINED.match(line[end]):
            end -= 1
    return keep_direction_inside(line[:end].rstrip(" ،؛,.;:-")) + "…"
