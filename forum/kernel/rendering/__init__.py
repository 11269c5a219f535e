"""People's words made safe to show: Markdown → HTML → allow-list → direction of each block.

``to_html`` is called once, when a text is written; the HTML and ``VERSION`` are
stored beside the source. Raise ``VERSION`` when the same source would give other
HTML, and the worker renders the old rows again.
"""

from forum.kernel.rendering.budget import TooComplex
from forum.kernel.rendering.mentions import mentions_in, quote
from forum.kernel.rendering.parsing import VERSION, to_html
from forum.kernel.rendering.plain import paragraphs, shorten, text_of

__all__ = [
    "VERSION",
    "TooComplex",
    "excerpt",
    "find_mentions",
    "mentions_in",
    "paragraphs",
    "quote",
    "shorten",
    "text_of",
    "to_html",
    "to_text",
]


def to_text(source: str) -> str:
    """Return the words of Markdown ``source`` without its marks, one line a block.

    Where the HTML is stored already, ``text_of(html)`` gives the same for less.
    """
    return text_of(to_html(source))


def excerpt(source: str, length: int) -> str:
    """Return the beginning of ``source`` as one line of at most ``length`` characters."""
    return shorten(to_text(source), length)


def find_mentions(source: str) -> list[str]:
    """Return what may be names after "@" in Markdown ``source``; see ``mentions_in``."""
    return mentions_in(to_html(source)) if "@" in source else []
