"""A document as one HTML file that needs nothing else: for screens, for printing on A4, for archives."""

from flask import render_template
from markupsafe import Markup, escape

from forum.exports.tree import (
    Block,
    Break,
    Code,
    Document,
    Inline,
    Items,
    Note,
    Paragraph,
    Quotation,
    Subheading,
    Table,
    Text,
)

_STYLES = (("bold", "strong"), ("slanted", "em"), ("struck", "del"), ("code", "code"))


def html_file(document: Document) -> bytes:
    """The whole document with its style sheet inside."""
    shown: set[int] = set()

    def body(blocks: tuple[Block, ...]) -> Markup:
        return blocks_html(blocks, shown)

    return render_template("exports/document.html", document=document, body=body).encode("utf-8")


def blocks_html(blocks: tuple[Block, ...], shown: set[int] | None = None) -> Markup:
    """Blocks as HTML, every word escaped.

    ``shown`` collects the numbers of notes, so that only the first mark of each
    gets the id that its reference leads back to.
    """
    shown = set() if shown is None else shown
    return Markup("\n").join(_block(block, shown) for block in blocks)


def _block(block: Block, shown: set[int]) -> Markup:
    match block:
        case Paragraph(inlines):
            return Markup('<p dir="auto">{}</p>').format(_inlines(inlines, shown))
        case Subheading(level, inlines):
            return Markup('<h{0} dir="auto">{1}</h{0}>').format(min(max(level, 3), 6), _inlines(inlines, shown))
        case Items(items, is_numbered, start):
            inside = Markup("").join(Markup("<li>{}</li>").format(blocks_html(item, shown)) for item in items)
            if is_numbered:
                return Markup('<ol start="{}">{}</ol>').format(start, inside)
            return Markup("<ul>{}</ul>").format(inside)
        case Quotation(inside):
            return Markup("<blockquote>{}</blockquote>").format(blocks_html(inside, shown))
        case Code(words):
            return Markup('<pre dir="ltr">{}</pre>').format(words)
        case Table():
            return _table(block, shown)
        case _:
            return Markup("<hr>")


def _table(table: Table, shown: set[int]) -> Markup:
    def row(cells: tuple[tuple[Inline, ...], ...], tag: str) -> Markup:
        name = Markup(tag)
        made = (Markup("<{0}><bdi>{1}</bdi></{0}>").format(name, _inlines(cell, shown)) for cell in cells)
        return Markup("<tr>{}</tr>").format(Markup("").join(made))

    caption = Markup("<caption>{}</caption>").format(table.caption) if table.caption else ""
    head = Markup("<thead>{}</thead>").format(row(table.head, "th")) if table.head else ""
    body = Markup("").join(row(cells, "td") for cells in table.rows)
    return Markup("<table>{}{}<tbody>{}</tbody></table>").format(caption, head, body)


def _inlines(inlines: tuple[Inline, ...], shown: set[int]) -> Markup:
    return Markup("").join(_inline(inline, shown) for inline in inlines)


def _inline(inline: Inline, shown: set[int]) -> Markup:
    if isinstance(inline, Break):
        return Markup("<br>")
    if isinstance(inline, Note):
        first = Markup(' id="note-{}"').format(inline.number) if inline.number not in shown else ""
        shown.add(inline.number)
        return Markup('<sup class="note"{0}><a href="#ref-{1}">[{1}]</a></sup>').format(first, inline.number)
    return _text(inline)


def _text(text: Text) -> Markup:
    made = escape(text.words)
    for style, tag in _STYLES:
        if getattr(text, style):
            made = Markup("<{0}>{1}</{0}>").format(Markup(tag), made)
    if text.address:
        made = Markup('<a href="{}">{}</a>').format(text.address, made)
    return made
