"""The tree of a text, after its blocks are known: words written, tables built, directions set.

``dir="auto"`` looks at an element's own words and skips children that have a
direction themselves. So blocks of words get ``auto``, and what holds such blocks
(quotes, lists, tables) gets the direction of its words; without letters it follows
the page. The items of a list keep their numbers on one side: an English item of an
Arabic list is isolated inside its item.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from forum.kernel.rendering.arranging import IS_PLACE, Code, Table
from forum.kernel.rendering.budget import Budget
from forum.kernel.rendering.characters import keep_direction_inside
from forum.kernel.rendering.direction import direction, direction_attribute
from forum.kernel.rendering.inline import write

#: A page has one h1 and its own h2; people's headings come below.
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}
_LISTS = frozenset({"ul", "ol"})
_BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "div", "hr", *_HEADINGS.values()})
_OF_WORDS = frozenset({"p", "td", "th", *_HEADINGS.values()})


def shape(root: Element, pieces: list[Code | Table], budget: Budget) -> None:
    """Finish the tree that the library made of arranged Markdown, in place.

    Raises:
        TooComplex: the words have more marks than ``budget`` allows.
    """
    for element in list(root.iter()):
        element.tag = _HEADINGS.get(element.tag, element.tag)
        _gather_tails(element)
        words, element.text = (element.text or "").strip(), None
        place = IS_PLACE.fullmatch(words)
        if place:
            _put(element, pieces[int(place[1])], budget)
        elif words:
            blocks = list(element)
            element[:] = []
            write(element, keep_direction_inside(words), budget)
            element.extend(blocks)
    _direct(root, None)


def _gather_tails(element: Element) -> None:
    """Make a paragraph of words that the library left between two blocks of an item."""
    for child in list(element):
        words, child.tail = (child.tail or "").strip(), None
        if words:
            paragraph = Element("p")
            paragraph.text = words
            element.insert(list(element).index(child) + 1, paragraph)


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


def _direct(element: Element, around: str | None) -> None:
    """Set the direction of ``element`` and what it holds; ``around`` is that of its list."""
    if element.tag in _OF_WORDS:
        words = "".join(_words(element))
        if around and direction(words) not in (around, None):
            _isolate(element)
        else:
            element.set("dir", direction_attribute(words))
        return
    if element.tag == "li":
        _direct_item(element, around)
    elif element.tag in ("blockquote", "table") or (element.tag in _LISTS and not around):
        around = direction(" ".join(_words(element)))
        if around:
            element.set("dir", around)
        around = around if element.tag in _LISTS else None
    for child in element:
        if child.tag in _BLOCKS or child.tag in ("table", "thead", "tbody", "tr", "td", "th"):
            _direct(child, around)


def _direct_item(item: Element, around: str | None) -> None:
    words = "".join(_words(item, inline_only=True))
    own = direction(words)
    if own and own == around and direction_attribute(words) == "auto":
        item.set("dir", "auto")
    elif own and around and own != around:
        _isolate(item)


def _isolate(element: Element) -> None:
    """Wrap the words at the beginning of ``element`` so that they run their own way."""
    inline = []
    for child in element:
        if child.tag in _BLOCKS:
            break
        inline.append(child)
    isolated = Element("bdi")
    isolated.text, element.text = element.text, None
    isolated.extend(inline)
    element[: len(inline)] = [isolated]


def _words(element: Element, *, inline_only: bool = False) -> Iterator[str]:
    """The words that decide a direction: not code, and not addresses."""
    yield element.text or ""
    for child in element:
        if "dir" not in child.attrib and not (inline_only and child.tag in _BLOCKS):
            yield from _words(child)
        yield child.tail or ""
