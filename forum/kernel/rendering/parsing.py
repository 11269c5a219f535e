"""From Markdown to clean HTML (first, simple version)."""

import re
import threading

import markdown

from forum.kernel.rendering.characters import keep_direction_inside, normalise
from forum.kernel.rendering.cleaning import clean
from forum.kernel.rendering.plain import literal
from forum.kernel.rendering.rules import LENGTH_MAX

VERSION = 1
_ours = threading.local()
_MARKS = re.compile(r"[*_`\[\]<>#|~\\!=&]")
_BLOCK = re.compile(r"<(p|li|blockquote|h[1-6]|td|th)>")


class TooComplex(Exception):
    """The text has more marks than a person would type; it is shown literally."""


def to_html(source: str) -> str:
    """Return the HTML of Markdown ``source``. Never raises; words are never lost."""
    text = normalise(source)
    try:
        return _formatted(text)
    except (TooComplex, RecursionError):
        return literal(text)


def _formatted(text: str) -> str:
    if len(text) > LENGTH_MAX or len(_MARKS.findall(text)) > 400 or max(map(len, text.split("\n"))) > 4000:
        raise TooComplex
    if not hasattr(_ours, "markdown"):
        _ours.markdown = markdown.Markdown(extensions=["tables", "sane_lists", "fenced_code", "nl2br"])
        _ours.markdown.preprocessors.deregister("html_block")
        _ours.markdown.inlinePatterns.deregister("html")
    md = _ours.markdown.reset()
    made = clean(md.convert(keep_direction_inside(text)))
    return _BLOCK.sub(r'<\1 dir="auto">', made).replace("<br>\n", "<br>")
