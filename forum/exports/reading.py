"""From the clean HTML of people's words to blocks of a document."""

import re
from html.parser import HTMLParser

from forum.exports.tree import (
    Block,
    Break,
    Code,
    Inline,
    Items,
    Note,
    Paragraph,
    Quotation,
    Ruler,
    Subheading,
    Table,
    Text,
)

_NOTE = re.compile("\ue000([0-9]+)\ue001")
_STYLES = {"strong": "bold", "em": "slanted", "del": "struck", "code": "code"}
_BLOCKS = {"p", "h3", "h4", "h5", "h6"}
_CONTAINERS = {"ul", "ol", "li", "blockquote", "table", "tr", "pre", "thead", "tbody", "div"}


def note_mark(number: int) -> str:
    """What to put into HTML where a note is wanted; ``blocks`` makes a ``Note`` of it.

    Private-use characters: nobody types them, and they need no escaping.
    """
    return f"\ue000{number}\ue001"


def blocks(html: str) -> tuple[Block, ...]:
    """Read HTML that ``kernel.rendering`` made. Unknown tags lose their marks, never their words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.finish())


class _Frame:
    """An open container with what was found in it so far."""

    def __init__(self, tag: str, start: int = 1) -> None:
        self.tag = tag
        self.start = start
        self.children: list = []


class _Reader(HTMLParser):
    """Collects inlines into paragraphs and blocks into their containers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._frames = [_Frame("")]
        self._inlines: list[Inline] = []
        self._block = ""
        self._styles: list[str] = []
        self._addresses: list[str] = []
        self._head: tuple = ()

    def finish(self) -> list[Block]:
        """Close what is open; the blocks of the whole."""
        while len(self._frames) > 1:
            self.handle_endtag(self._frames[-1].tag)
        self._end_paragraph()
        return self._frames[0].children

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Open a style, a link, a block or a container."""
        given = dict(attributes)
        if tag in _STYLES and not (tag == "code" and self._frames[-1].tag == "pre"):
            self._styles.append(tag)
        elif tag == "a":
            self._addresses.append(given.get("href") or "")
        elif tag == "br":
            self._inlines.append(Break())
        elif tag == "hr":
            self._end_paragraph()
            self._frames[-1].children.append(Ruler())
        elif tag in _BLOCKS or tag in ("td", "th"):
            self._end_paragraph()
            self._block = tag
        elif tag in _CONTAINERS:
            self._end_paragraph()
            start = given.get("start") or "1"
            self._frames.append(_Frame(tag, int(start) if start.isdigit() else 1))

    def handle_endtag(self, tag: str) -> None:
        """Close it again and give it to what it stands in."""
        if tag in _STYLES:
            if tag in self._styles:
                self._styles.remove(tag)
        elif tag == "a":
            if self._addresses:
                self._addresses.pop()
        elif tag in ("td", "th"):
            self._frames[-1].children.append(tuple(_trimmed(self._inlines)))
            self._inlines, self._block = [], ""
        elif tag in _BLOCKS:
            self._end_paragraph()
        elif tag in _CONTAINERS and len(self._frames) > 1:
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag == "pre":
            words = "".join(i.words for i in self._inlines if isinstance(i, Text))
            self._inlines = []
            self._frames.pop()
            self._frames[-1].children.append(Code(words.strip("\n")))
            return
        self._end_paragraph()
        frame = self._frames.pop()
        found = tuple(frame.children)
        parent = self._frames[-1].children
        match frame.tag:
            case "ul" | "ol":
                items = tuple(item for item in found if isinstance(item, tuple))
                parent.append(Items(items, frame.tag == "ol", frame.start))
            case "li" | "tr":
                parent.append(found)
            case "thead":
                self._head = found[0] if found else ()
            case "tbody" | "div":
                parent.extend(found)
            case "table":
                parent.append(Table(self._head, tuple(row for row in found if isinstance(row, tuple))))
                self._head = ()
            case _:
                parent.append(Quotation(found))

    def handle_data(self, data: str) -> None:
        """Keep words in the present style; white space between blocks is nothing."""
        if self._frames[-1].tag == "pre":
            self._inlines.append(Text(data))
            return
        words = re.sub(r"\s+", " ", data)
        if words == " " and (not self._inlines or (not self._block and self._frames[-1].tag != "li")):
            return
        styles = {_STYLES[tag]: True for tag in self._styles}
        address = self._addresses[-1] if self._addresses else ""
        for place, piece in enumerate(_NOTE.split(words)):
            if place % 2:
                self._inlines.append(Note(int(piece)))
            elif piece:
                self._inlines.append(Text(piece, address=address, **styles))

    def _end_paragraph(self) -> None:
        inlines = tuple(_trimmed(self._inlines))
        block, self._inlines, self._block = self._block, [], ""
        if not inlines:
            return
        level = int(block[1]) if block.startswith("h") and block[1:].isdigit() else 0
        made = Subheading(level, inlines) if level else Paragraph(inlines)
        self._frames[-1].children.append(made)


def _trimmed(inlines: list[Inline]) -> list[Inline]:
    """Without breaks and blanks at either end."""
    kept = list(inlines)
    while kept and _is_blank(kept[0]):
        kept.pop(0)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    return kept


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.words.strip())
