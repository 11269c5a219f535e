"""A document as JSON, for programs that go on working with it.

Keys of the file::

    format      "minassat-document", and ``version`` of this list of keys: 1
    language    of the words, such as "ar"; ``direction``: "rtl" or "ltr"
    title, kind, issuer, banner          words of the title page
    facts, standing, colophon            lists of {"label", "value"}, in order
    letter                               {"key", "heading", "blocks"}, or null
    parts, annexes                       lists of {"key", "heading", "blocks"}
    references                           list of {"number", "about", "words", "address", "label"}
    fingerprint                          SHA-256 of ``text``, the canonical text in UTF-8

A block has a ``type``: "paragraph" ("inlines"), "heading" ("level", "inlines"),
"list" ("numbered", "start", "items": each a list of blocks), "quotation"
("blocks"), "code" ("words"), "table" ("caption", "head", "rows": cells are
lists of inlines) or "ruler". An inline is {"words"} with "bold", "slanted",
"struck", "code" where true and "address" where it is a link; or {"note": n},
which leads to the reference with that number; or {"break": true}.
"""

import json
from typing import Any

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
    canonical,
    fingerprint,
)

FORMAT, VERSION = "minassat-document", 1
_STYLES = ("bold", "slanted", "struck", "code")


def json_file(document: Document) -> bytes:
    """The whole document; the keys are listed above."""
    text = document.text or canonical(document)
    whole = {
        "format": FORMAT, "version": VERSION, "language": document.language, "direction": document.direction,
        "title": document.title, "kind": document.kind, "issuer": document.issuer, "banner": document.banner,
        "facts": _pairs(document.facts), "standing": _pairs(document.standing),
        "letter": _part(document.letter) if document.letter else None,
        "parts": [_part(part) for part in document.parts],
        "references": [
            {"number": r.number, "about": r.about, "words": r.words, "address": r.address, "label": r.label}
            for r in document.references
        ],
        "annexes": [_part(part) for part in document.annexes],
        "colophon": _pairs(document.colophon), "fingerprint": fingerprint(text), "text": text,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _pairs(facts: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in facts]


def _part(part: Part) -> dict[str, Any]:
    return {"key": part.key, "heading": part.heading, "blocks": [_block(block) for block in part.blocks]}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(inlines):
            return {"type": "paragraph", "inlines": _inlines(inlines)}
        case Subheading(level, inlines):
            return {"type": "heading", "level": level, "inlines": _inlines(inlines)}
        case Items(items, is_numbered, start):
            inside = [[_block(each) for each in item] for item in items]
            return {"type": "list", "numbered": is_numbered, "start": start, "items": inside}
        case Quotation(inside):
            return {"type": "quotation", "blocks": [_block(each) for each in inside]}
        case Code(words):
            return {"type": "code", "words": words}
        case Table(head, rows, caption):
            cells = [[_inlines(cell) for cell in row] for row in rows]
            return {"type": "table", "caption": caption, "head": [_inlines(cell) for cell in head], "rows": cells}
        case _:
            return {"type": "ruler"}


def _inlines(inlines: tuple[Inline, ...]) -> list[dict[str, Any]]:
    return [_inline(inline) for inline in inlines]


def _inline(inline: Inline) -> dict[str, Any]:
    if isinstance(inline, Break):
        return {"break": True}
    if isinstance(inline, Note):
        return {"note": inline.number}
    made: dict[str, Any] = {"words": inline.words} | {style: True for style in _STYLES if getattr(inline, style)}
    return made | ({"address": inline.address} if inline.address else {})
