"""A section as a word processor holds it: one line after another, each with its kind and depth.

What the author wrote is brought into this form, and what comes back from the
word processor too; where both are equal nothing was changed.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from forum.exports.tree import (
    Block,
    Break,
    Code,
    Inline,
    Items,
    Paragraph,
    Quotation,
    Ruler,
    Subheading,
    Table,
    Text,
    flat,
)
from forum.exports.word.styles import LEVELS

PARAGRAPH, HEADING, ITEM, CODE, TABLE, RULER = "paragraph", "heading", "item", "code", "table", "ruler"
Cells = tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or table.

    ``depth``: of an item, counted from 0; of another line, in how many list items
    it stands. ``start``: the number of the first item of a numbered list, 0 for a
    bulleted one; ``number``: which list of the file an item belongs to.
    """

    kind: str
    inlines: tuple[Inline, ...] = ()
    depth: int = 0
    level: int = 0
    start: int = 0
    number: str = ""
    is_quoted: bool = False
    words: str = ""
    head: tuple[tuple[Inline, ...], ...] = ()
    rows: Cells = ()


def flat_lines(blocks: Iterable[Block], depth: int = 0, is_quoted: bool = False, name: str = "") -> list[Line]:
    """Blocks as the lines that the DOCX writer makes of them. Notes carry the number of the card."""
    found: list[Line] = []
    for place, block in enumerate(blocks):
        where = f"{name}.{place}"
        match block:
            case Paragraph(inlines):
                if kept := tidy(inlines):
                    found.append(Line(PARAGRAPH, kept, depth, is_quoted=is_quoted))
            case Subheading(level, inlines):
                found.append(Line(HEADING, tidy(inlines), level=min(max(level, 3), 5)))
            case Items():
                found += _item_lines(block, depth, is_quoted, where)
            case Quotation(inside):
                found += flat_lines(inside, depth, True, where)
            case Code(words):
                found += [Line(CODE, depth=depth, words=line.rstrip()) for line in words.split("\n")]
            case Table(head, rows, _caption):
                found.append(table_line(head, rows))
            case Ruler():
                found.append(Line(RULER))
    return found


def _item_lines(items: Items, depth: int, is_quoted: bool, name: str) -> list[Line]:
    found: list[Line] = []
    start = max(items.start, 0) if items.is_numbered else 0
    number = name if items.is_numbered else ""
    for place, item in enumerate(items.items):
        first, *rest = item or (Paragraph(()),)
        led = isinstance(first, Paragraph)
        inlines = tidy(first.inlines) if led else ()
        level = min(depth, LEVELS - 1)
        found.append(Line(ITEM, inlines, level, start=start, number=number, is_quoted=is_quoted))
        found += flat_lines(rest if led else item, min(depth + 1, LEVELS), is_quoted, f"{name}.{place}")
    return found


def table_line(head: Cells, rows: Cells) -> Line:
    """A table whose rows are all as long as the longest; the look of its head is not the author's."""
    columns = max((len(row) for row in (head, *rows)), default=0)

    def whole(row: Sequence[tuple[Inline, ...]], plain: bool = False) -> tuple[tuple[Inline, ...], ...]:
        cells = [*row, *[()] * (columns - len(row))]
        return tuple(tidy(_unbold(cell) if plain else cell) for cell in cells)

    return Line(TABLE, head=whole(head, True) if head else (), rows=tuple(whole(row) for row in rows))


def _unbold(cell: Iterable[Inline]) -> list[Inline]:
    return [replace(i, bold=False, slanted=False) if isinstance(i, Text) else i for i in cell]


def tidy(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines as both sides write them: runs of one style joined, spaces single and outside of styles."""
    joined: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            joined.append(inline)
            continue
        if inline.code and inline.slanted:
            inline = replace(inline, slanted=False)  # one style of letters a run
        words = " ".join(unicodedata.normalize("NFC", inline.words).replace("\xa0", " ").split())
        lead = " " if inline.words[:1].isspace() or (not words and inline.words) else ""
        tail = " " if words and inline.words[-1:].isspace() else ""
        for piece in (Text(lead), replace(inline, words=words), Text(tail)):
            if piece.words:
                _join(joined, piece)
    while joined and _is_blank(joined[0]):
        joined.pop(0)
    while joined and _is_blank(joined[-1]):
        joined.pop()
    return tuple(_without_edges(joined))


def _join(found: list[Inline], piece: Text) -> None:
    last = found[-1] if found else None
    if isinstance(last, Text) and piece.words == " " and last.words.endswith(" "):
        return
    if isinstance(last, Text) and replace(last, words=piece.words) == piece:
        found[-1] = replace(last, words=f"{last.words}{piece.words}".replace("  ", " "))
    elif isinstance(last, Text) and last.words == " " and len(found) > 1 and _same_look(found[-2], piece):
        found.pop()
        found[-1] = replace(piece, words=f"{found[-1].words} {piece.words}")
    else:
        found.append(piece)


def _same_look(inline: Inline, piece: Text) -> bool:
    return isinstance(inline, Text) and replace(inline, words=piece.words) == piece


def _without_edges(inlines: list[Inline]) -> list[Inline]:
    """Without spaces at either end, and before and after new lines."""
    found: list[Inline] = []
    for place, inline in enumerate(inlines):
        if isinstance(inline, Text):
            words = inline.words
            if not place or isinstance(inlines[place - 1], Break):
                words = words.lstrip()
            if place + 1 == len(inlines) or isinstance(inlines[place + 1], Break):
                words = words.rstrip()
            if not words:
                continue
            inline = replace(inline, words=words)
        found.append(inline)
    return found


def said(line: Line) -> list[str]:
    """The words of a line, plain; a table has one text a row."""
    if line.kind == TABLE:
        return [" | ".join(flat(cell) for cell in row) for row in (line.head, *line.rows) if row]
    words = line.words or flat(line.inlines)
    return [words] if words.strip() else []


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.words.strip())


def as_compared(lines: Sequence[Line]) -> list[Line]:
    """Lines without what word processors write anew: names of lists and the spelling of addresses."""
    names: dict[str, int] = {}
    return [
        replace(
            _with_addresses(line, lambda address: unquote(address).rstrip("/")),
            number=str(names.setdefault(line.number, len(names))) if line.number else "",
        )
        for line in lines
    ]


def with_spelling_of(lines: Sequence[Line], old: Sequence[Line]) -> list[Line]:
    """Lines whose addresses are spelt as in the old ones where they are the same addresses."""
    known: dict[str, str] = {}
    for line in old:
        _with_addresses(line, lambda address: known.setdefault(unquote(address).rstrip("/"), address))
    return [_with_addresses(line, lambda a: known.get(unquote(a).rstrip("/"), a)) for line in lines]


def _with_addresses(line: Line, spelt) -> Line:
    def cell(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            replace(i, address=spelt(i.address)) if isinstance(i, Text) and i.address else i for i in inlines
        )

    rows = tuple(tuple(cell(each) for each in row) for row in line.rows)
    return replace(line, inlines=cell(line.inlines), head=tuple(cell(each) for each in line.head), rows=rows)
