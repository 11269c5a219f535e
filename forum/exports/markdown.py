"""A document as Markdown with footnotes, for editors and archives that outlive programs."""

import re

from forum.exports.tree import (
    Block,
    Break,
    Code,
    Document,
    Inline,
    Items,
    Note,
    Paragraph,
    Part,
    Quotation,
    Subheading,
    Table,
    Text,
)

_SPECIAL = re.compile(r"([\\`*_\[\]|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)(\d*)([#>+-]|(?<=\d)[.)])(?=\s)", re.MULTILINE)


def markdown_file(document: Document) -> bytes:
    """The whole document; every reference is a footnote."""
    lines = [f"# {_escaped(document.title)}", ""]
    if document.banner:
        lines += [f"**{_escaped(document.banner)}**", ""]
    if document.issuer:
        lines += [f"{_escaped(document.issuer)} · {_escaped(document.kind)}", ""]
    lines += [f"- **{_escaped(label)}:** {_escaped(value)}" for label, value in (*document.facts, *document.standing)]
    for part in (*([document.letter] if document.letter else []), *document.parts):
        lines += _part(part)
    if document.references:
        lines += ["", f"## {_escaped(document.references_heading)}", ""]
        lines += [f"[^{r.number}]: {_reference(r)}" for r in document.references]
        used = {n for part in document.parts for n in notes(part.blocks)}
        unused = [r.number for r in document.references if r.number not in used]
        lines += ["", "".join(f"[^{number}]" for number in unused)] if unused else []
    for part in document.annexes:
        lines += _part(part)
    lines += ["", "---", ""]
    lines += [f"- **{_escaped(label)}:** {_escaped(value)}" for label, value in document.colophon]
    return ("\n".join(lines).strip() + "\n").encode("utf-8")


def notes(blocks: tuple[Block, ...]) -> list[int]:
    """The numbers of all notes in some blocks, in order."""
    found: list[int] = []
    for block in blocks:
        match block:
            case Paragraph(inlines) | Subheading(_, inlines):
                found += [i.number for i in inlines if isinstance(i, Note)]
            case Items(items):
                found += [number for item in items for number in notes(item)]
            case Quotation(inside):
                found += notes(inside)
            case Table(head, rows):
                cells = [cell for row in (head, *rows) for cell in row]
                found += [i.number for cell in cells for i in cell if isinstance(i, Note)]
    return found


def _part(part: Part) -> list[str]:
    return ["", f"## {_escaped(part.heading)}", "", *_blocks(part.blocks)]


def _reference(reference) -> str:
    words = f" «{_escaped(reference.words)}»" if reference.words else ""
    address = f" <{reference.address}>" if reference.address else ""
    return f"{_escaped(reference.about)}{words}{address}"


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [*_block(block), ""]
    return lines[:-1] if lines else []


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(inlines):
            return _LINE_START.sub(r"\1\2\\\3", _inlines(inlines, "  \n")).split("\n")
        case Subheading(level, inlines):
            return ["#" * level + " " + _inlines(inlines, " ")]
        case Items(items, is_numbered, start):
            lines = []
            for number, item in enumerate(items, start):
                sign = f"{number}. " if is_numbered else "- "
                first, *rest = _blocks(item) or [""]
                lines += [sign + first, *[" " * len(sign) + line if line else "" for line in rest]]
            return lines
        case Quotation(inside):
            return ["> " + line if line else ">" for line in _blocks(inside)]
        case Code(words):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", words)), default=0))
            return [fence, *words.split("\n"), fence]
        case Table():
            return _table(block)
        case _:
            return ["---"]


def _table(table: Table) -> list[str]:
    rows = [[_inlines(cell, " ") for cell in row] for row in table.rows]
    head = [_inlines(cell, " ") for cell in table.head] or [""] * (len(rows[0]) if rows else 1)
    lines = [f"**{_escaped(table.caption)}**", ""] if table.caption else []
    lines += ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _inlines(inlines: tuple[Inline, ...], new_line: str) -> str:
    return "".join(_inline(inline, new_line) for inline in inlines)


def _inline(inline: Inline, new_line: str) -> str:
    if isinstance(inline, Break):
        return new_line
    if isinstance(inline, Note):
        return f"[^{inline.number}]"
    return _text(inline)


def _text(text: Text) -> str:
    if text.code:
        made = f"`` {text.words} ``" if "`" in text.words else f"`{text.words}`"
    else:
        inner = text.words.strip()
        around = text.words.partition(inner) if inner else ("", "", text.words)
        made = _escaped(inner)
        for is_on, sign in ((text.bold, "**"), (text.slanted, "*"), (text.struck, "~~")):
            made = f"{sign}{made}{sign}" if is_on and made else made
        made = around[0] + made + around[2]
    return f"[{made}](<{text.address}>)" if text.address else made


def _escaped(words: str) -> str:
    line = " ".join(words.split()) if "\n" in words else words
    return _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", line).replace("<", "&lt;"))
