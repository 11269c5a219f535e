"""Lines as blocks again: items gathered into lists, quoted lines into quotations."""

from collections.abc import Sequence

from forum.exports.tree import Block, Code, Items, Paragraph, Quotation, Ruler, Subheading, Table
from forum.papers.bringing_back.lines import CODE, HEADING, ITEM, RULER, TABLE, Line

#: Headings of a section begin below its own: ``#`` is a heading of level 3 on the page.
SHIFT = 2


def grown(lines: Sequence[Line], depth: int = 0, quotes: bool = True) -> list[Block]:
    """Lines as blocks again: items gathered into lists, quoted lines into quotations."""
    found: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        stop = at + 1
        if quotes and line.is_quoted:
            while stop < len(lines) and lines[stop].is_quoted:
                stop += 1
            found.append(Quotation(tuple(grown(lines[at:stop], depth, False))))
        elif line.kind == ITEM:
            while stop < len(lines) and _continues(line, lines[stop]):
                stop += 1
            found.append(_list(lines[at:stop]))
        elif line.kind == CODE:
            while stop < len(lines) and lines[stop].kind == CODE:
                stop += 1
            found.append(Code("\n".join(each.words for each in lines[at:stop])))
        else:
            found.append(_block(line))
        at = stop
    return found


def _continues(first: Line, line: Line) -> bool:
    """Whether a line belongs to the list that ``first`` begins."""
    if line.kind == ITEM:
        return line.depth > first.depth or (line.depth == first.depth and line.number == first.number)
    return line.depth > first.depth


def _list(lines: Sequence[Line]) -> Items:
    first = lines[0]
    items: list[list[Line]] = []
    for line in lines:
        if line.kind == ITEM and line.depth == first.depth:
            items.append([line])
        else:
            items[-1].append(line)
    made = tuple((Paragraph(item[0].inlines), *grown(item[1:], first.depth + 1)) for item in items)
    return Items(made, bool(first.number), first.start if first.number else 1)


def _block(line: Line) -> Block:
    if line.kind == HEADING:
        return Subheading(line.level - SHIFT, line.inlines)
    if line.kind == TABLE:
        return Table(line.head, line.rows)
    return Ruler() if line.kind == RULER else Paragraph(line.inlines)
