"""Lines as the text that a section is written in: Markdown as this forum reads it, notes as marks of their cards."""

import re
from collections.abc import Sequence
from itertools import pairwise

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
from forum.papers.bringing_back.growing import grown
from forum.papers.bringing_back.lines import Line
from forum.papers.rules import mark

_SPECIAL = re.compile(r"([\\`*_\[\]|~<])")
_SIGN_AFTER_NUMBER = re.compile(r"^(\d{1,9})([.)-])", re.MULTILINE)


def markdown(lines: Sequence[Line]) -> str:
    """The text of a section with these lines."""
    return "\n".join(_blocks(tuple(grown(lines)))).strip()


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        found += [*_block(block), ""]
    return found[:-1]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(inlines):
            return _paragraph(inlines)
        case Subheading(level, inlines):
            return ["#" * level + " " + " ".join(_inlines(inlines).split("\n"))]
        case Items():
            return _items(block)
        case Quotation(inside):
            return ["> " + line if line else ">" for line in _blocks(inside)]
        case Code(words):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", words)), default=0))
            return [fence, *words.split("\n"), fence]
        case Table(head, rows):
            head = head or ((),) * (len(rows[0]) if rows else 1)
            return [_row(head), "|" + " --- |" * len(head), *(_row(row) for row in rows)]
        case Ruler():
            return ["---"]
    return []


def _paragraph(inlines: tuple[Inline, ...]) -> list[str]:
    """A paragraph whose lines do not look like anything else."""
    text = _inlines(inlines)
    if inlines and isinstance(inlines[0], Text) and not (inlines[0].code or inlines[0].address):
        text = _SIGN_AFTER_NUMBER.sub(r"\1\\\2", text)
        text = re.sub(r"^([#+>-])", r"\\\1", text, flags=re.MULTILINE)
    return text.split("\n")


def _items(items: Items) -> list[str]:
    found: list[str] = []
    was_long = False
    for number, item in enumerate(items.items, items.start):
        sign = f"{number}. " if items.is_numbered else "- "
        first, *rest = _item(item)
        if was_long:
            found.append("")
        found += [sign + first, *[" " * len(sign) + line if line else "" for line in rest]]
        was_long = len(item) > 1
    return found


def _item(item: tuple[Block, ...]) -> list[str]:
    """An item's blocks; a list stands right under the words that it belongs to."""
    found = _block(item[0]) if item else [""]
    for before, block in pairwise(item):
        gap = [] if isinstance(block, Items) and isinstance(before, Paragraph) and before.inlines else [""]
        found += [*gap, *_block(block)]
    return found


def _row(cells: tuple[tuple[Inline, ...], ...]) -> str:
    return "| " + " | ".join(_inlines(cell).replace("\n", " ") for cell in cells) + " |"


def _inlines(inlines: tuple[Inline, ...]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Break):
        return "\n"
    return mark(inline.number) if isinstance(inline, Note) else _text(inline)


def _text(text: Text) -> str:
    if text.words == text.address and not re.search(r"[\s<>]", text.address):
        return f"<{text.address}>"
    if text.code:
        fence = "``" if "`" in text.words else "`"
        space = " " if "`" in text.words else ""
        made = f"{fence}{space}{text.words}{space}{fence}"
    else:
        inner = text.words.strip()
        made = _SPECIAL.sub(r"\\\1", inner)
        for is_on, sign in ((text.bold, "**"), (text.slanted, "*"), (text.struck, "~~")):
            made = f"{sign}{made}{sign}" if is_on and made else made
        lead, tail = text.words[: len(text.words) - len(text.words.lstrip())], text.words[len(text.words.rstrip()):]
        made = lead + made + tail if inner else text.words
    return f"[{made}](<{text.address}>)" if text.address else made
