"""The tree of a text, after its blocks are known: words written, directions set, tables built.

``dir="auto"`` looks at an element's own words and skips children that have a
direction themselves. So blocks of words get ``auto``, and what holds such blocks
(quotes, lists, tables) gets the direction of its first letter; without letters it
follows the page.
"""

import unicodedata
from xml.etree.ElementTree import Element, SubElement

from forum.kernel.rendering.arranging import IS_PLACE, Budget, Code, Table
from forum.kernel.rendering.characters import keep_direction_inside
from forum.kernel.rendering.inline import write

#: A page has one h1 and its own h2; people's headings come below.
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}
_BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "table", "div", "hr", *_HEADINGS.values()})
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def shape(root: Element, pieces: list[Code | Table], budget: Budget) -> None:
    """Finish the tree that the library made of arranged Markdown, in place."""
    for element in list(root.iter()):
        element.tag = _HEADINGS.get(element.tag, element.tag)
        _gather_tails(element)
        words, element.text = (element.text or "").strip(), None
        place = IS_PLACE.fullmatch(words)
        if place:
            _put(element, pieces[int(place[1])], budget)
        elif words:
            _write_before_blocks(element, words, budget)
    for element in list(root.iter()):
        _set_direction(element)


def _gather_tails(element: Element) -> None:
    """Make a paragraph of words that the library left between two blocks of an item."""
    for child in list(element):
        words, child.tail = (child.tail or "").strip(), None
        if words:
            paragraph = Element("p")
            paragraph.text = words
            element.insert(list(element).index(child) + 1, paragraph)


def _write_before_blocks(element: Element, words: str, budget: Budget) -> None:
    blocks = list(element)
    element[:] = []
    write(element, keep_direction_inside(words), budget)
    element.extend(blocks)


def _put(element: Element, piece: Code | Table, budget: Budget) -> None:
    made = _code(piece) if isinstance(piece, Code) else _table(piece, budget)
    if element.tag == "p":
        element.tag, element.attrib, element[:] = made.tag, made.attrib, list(made)
    else:
        element.insert(0, made)


def _code(code: Code) -> Element:
    block = Element("pre", {"dir": "ltr"})
    SubElement(block, "code").text = keep_direction_inside(code.text)
    return block


def _table(table: Table, budget: Budget) -> Element:
    frame = Element("div", {"class": "table-scroll", "tabindex": "0"})
    made = SubElement(frame, "table")
    head = SubElement(SubElement(made, "thead"), "tr")
    for words in table.rows[0]:
        write(SubElement(head, "th", {"scope": "col"}), keep_direction_inside(words), budget)
    body = SubElement(made, "tbody") if len(table.rows) > 1 else made
    for row in table.rows[1:]:
        line = SubElement(body, "tr")
        for words in row:
            write(SubElement(line, "td"), keep_direction_inside(words), budget)
    return frame


def _set_direction(element: Element) -> None:
    if element.tag in ("p", "h3", "h4", "h5", "h6", "td", "th"):
        element.set("dir", "auto")
    elif element.tag in ("ul", "ol", "blockquote", "table"):
        _set_found(element, _direction(element))
    elif element.tag == "li":
        found = _direction(element)
        holds_blocks = any(child.tag in _BLOCKS for child in element)
        _set_found(element, found if holds_blocks else found and "auto")


def _set_found(element: Element, direction: str | None) -> None:
    if direction:
        element.set("dir", direction)


def _direction(element: Element) -> str | None:
    """Return the direction of the first letter in ``element``, if it has one."""
    for words in element.itertext():
        for character in words:
            if found := _STRONG.get(unicodedata.bidirectional(character)):
                return found
    return None
