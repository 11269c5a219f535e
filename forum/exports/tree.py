"""A document before it has a format: what areas hand over and every writer reads.

Text is plain, never HTML. Notes in the text point at ``References`` by number.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words in one style; ``address`` makes it a link."""

    words: str
    bold: bool = False
    slanted: bool = False
    struck: bool = False
    code: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A mark in the text that leads to the reference with this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


Inline = Text | Note | Break


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand together."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a part; ``level`` 3 to 6, for part headings are 2."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a tuple of blocks. ``start`` is the first number of a numbered one."""

    items: tuple[tuple["Block", ...], ...]
    is_numbered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that are somebody else's words."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose spaces and lines count; reads from the left."""

    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``head`` may be empty."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Ruler:
    """A line between two thoughts."""


Block = Paragraph | Subheading | Items | Quotation | Code | Table | Ruler


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its heading; ``stamp`` says which text of it this is, for when it comes back edited."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What stands behind a note: one line about it, the words if they may be shown, its address.

    ``key`` is how it is recognised when the document comes back edited.
    """

    number: int
    about: str
    words: str
    address: str
    label: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    ``facts`` and ``standing`` (version, date) stand on the title page, ``letter``
    (to the addressees) on a page of its own after it, ``colophon`` at the very
    end. ``text`` is the canonical text that the printed fingerprint belongs to;
    standing, letter and colophon are no part of it.
    """

    title: str
    kind: str
    language: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    standing: tuple[tuple[str, str], ...] = ()
    letter: Part | None = None
    references_heading: str = ""
    references: tuple[Reference, ...] = ()
    annexes: tuple[Part, ...] = ()
    colophon: tuple[tuple[str, str], ...] = ()
    banner: str = ""
    issuer: str = ""
    text: str = ""
    words: dict[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.language == "ar" else "ltr"


def table(head: list[str], rows: list[list[str]], caption: str = "") -> Table:
    """A table of plain words."""
    return Table(
        tuple((Text(cell),) for cell in head),
        tuple(tuple((Text(cell),) for cell in row) for row in rows),
        caption,
    )


def canonical(document: Document) -> str:
    """The text of a document in the one form whose SHA-256 identifies it.

    Title, facts, parts, references and annexes, one block a line, in Unicode
    normal form C with single spaces; no formatting, no colophon.
    """
    lines = [document.kind, document.title]
    lines += [f"{label}: {value}" for label, value in document.facts]
    for part in (*document.parts, *document.annexes):
        lines += ["", f"# {part.heading}", *_lines(part.blocks)]
    if document.references:
        lines += ["", f"# {document.references_heading}"]
        lines += [f"[{r.number}] {r.about} {r.words}" for r in document.references]
    return "\n".join(" ".join(unicodedata.normalize("NFC", line).split()) for line in lines).strip() + "\n"


def fingerprint(text: str) -> str:
    """The SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def flat(inlines: tuple[Inline, ...]) -> str:
    """Inlines as plain words; notes as ``[1]``."""
    return "".join(
        i.words if isinstance(i, Text) else f"[{i.number}]" if isinstance(i, Note) else " " for i in inlines
    )


def _lines(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(inlines) | Subheading(_, inlines):
                found.append(flat(inlines))
            case Items(items, is_numbered, start):
                for number, item in enumerate(items, start):
                    first, *rest = _lines(item) or [""]
                    found += [f"{number}. {first}" if is_numbered else f"- {first}", *rest]
            case Quotation(inside):
                found += [f"> {line}" for line in _lines(inside)]
            case Code(words):
                found += words.split("\n")
            case Table(head, rows, _):
                found += [" | ".join(flat(cell) for cell in row) for row in ((head, *rows) if head else rows)]
    return found
