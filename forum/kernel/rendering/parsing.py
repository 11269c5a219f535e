"""From Markdown to clean HTML: arranged, parsed by the library, shaped, cleaned.

Rendering happens in a web server's threads, where no signal or time-out can stop
it. So it is bounded by construction: every step is linear in the length of the text
and in its number of pieces, and ``Budget`` caps both. What exceeds it is shown as
plain paragraphs.
"""

import logging
import re
import threading
from xml.etree.ElementTree import Element, tostring

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from forum.kernel.rendering.arranging import Arrangement
from forum.kernel.rendering.budget import Budget, TooComplex
from forum.kernel.rendering.characters import normalise
from forum.kernel.rendering.cleaning import clean
from forum.kernel.rendering.plain import literal
from forum.kernel.rendering.rules import ELEMENTS_MAX, ESCAPES_PER_ELEMENT, LENGTH_MAX, PIECES_MAX
from forum.kernel.rendering.shaping import shape

log = logging.getLogger(__name__)

#: Raise it when the same source would give other HTML; stored HTML is then made again.
VERSION = 1

#: Anything that Markdown might take for a mark. What has none needs no parser.
_MARKED = re.compile(r"[\\`*_~\[<>#|]|://|www\.|^[ \t]*(?:[-+•▪◦●]|\d+[.)-])", re.MULTILINE)


def to_html(source: str) -> str:
    """Return the HTML of Markdown ``source``. Never raises, and no word is lost.

    Two spaces and Markdown's own line rules are not needed: a line break typed is
    a line break shown. HTML typed is shown as it was typed.
    """
    text = normalise(source)
    if not _MARKED.search(text):
        return literal(text)
    try:
        return formatted(text)
    except TooComplex:
        return literal(text)
    except Exception:
        log.exception("A text could not be rendered and is shown as plain paragraphs.")
        return literal(text)


def formatted(text: str) -> str:
    """Return the HTML of normalised ``text`` by way of the parser.

    Raises:
        TooComplex: it is longer or has more pieces than ``rules`` allows.
    """
    if len(text) > LENGTH_MAX:
        raise TooComplex
    try:
        return clean(_library().convert(text))
    except Exception:
        del _ours.markdown  # a parser that stopped half-way is not used again
        raise


class _Arrange(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        self.md.arrangement = Arrangement(Budget(PIECES_MAX))
        return self.md.arrangement.arrange(lines)


class _Shape(Treeprocessor):
    def run(self, root: Element) -> None:
        shape(root, self.md.arrangement.pieces, self.md.arrangement.budget)
        escapes = sum(map("".join(root.itertext()).count, "<>&"))
        links = sum(1 for _ in root.iter("a"))  # an address is taken apart and looked at: twice the cost
        elements = sum(1 for _ in root.iter())
        Budget(ELEMENTS_MAX).spend(elements + links + escapes // ESCAPES_PER_ELEMENT)


class _Heading(HashHeaderProcessor):
    """A heading has a space after its marks, so that ``#area_c`` stays a hashtag."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ ](?P<header>[^\n]*)(?:\n|$)")


class _Dialect(Extension):
    """What this forum takes from the library, and what it does itself."""

    def extendMarkdown(self, md: Markdown) -> None:  # the library's name
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_Arrange(md), "arrange", 10)
        for name in ("code", "setextheader", "reference"):
            md.parser.blockprocessors.deregister(name)
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
        for name in ("inline", "prettify", "unescape"):
            md.treeprocessors.deregister(name)
        md.treeprocessors.register(_Shape(md), "shape", 20)
        for name in ("raw_html", "amp_substitute"):
            md.postprocessors.deregister(name)


def _serialised(root: Element) -> str:
    return "\n".join(tostring(block, encoding="unicode", method="html") for block in root)


_ours = threading.local()  # the library keeps state while it parses


def _library() -> Markdown:
    if not hasattr(_ours, "markdown"):
        _ours.markdown = Markdown(extensions=["sane_lists", _Dialect()])
        _ours.markdown.serializer = _serialised
        _ours.markdown.stripTopLevelTags = False
    return _ours.markdown
