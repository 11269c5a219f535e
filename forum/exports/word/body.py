"""The text of a DOCX: title page, contents, parts with real footnotes, annexes, colophon."""

from dataclasses import dataclass, field

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
    Reference,
    Subheading,
    Table,
    Text,
)
from forum.exports.word.elements import el, text
from forum.exports.word.runs import plain, runs
from forum.exports.word.styles import INDENT, LEVELS
from forum.exports.word.widths import widths_of

BULLETS = 1
#: What follows stands on a new page.
PAGE_BREAK = el("p", el("r", el("br", type_="page")))


@dataclass
class Writer:
    """Writes the blocks of one document and remembers what its other parts need.

    ``starts``: first numbers of the numbered lists; ``links``: addresses in the
    text; ``noted``: references in the order of their first mark, which is the
    order in which a word processor numbers footnotes.
    """

    document: Document
    starts: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    noted: list[Reference] = field(default_factory=list)
    _marks: int = 0

    @property
    def rtl(self) -> bool:
        """Whether the document reads from the right."""
        return self.document.direction == "rtl"

    def body(self) -> str:
        """Everything between the beginning and the end of the document."""
        made = [self._title_page(), self._letter(), self._contents()]
        for number, part in enumerate(self.document.parts, 1):
            made.append(self._part(part, f"{number}. {part.heading}"))
        made += [self._part(part, part.heading) for part in self.document.annexes]
        about = plain(self.document.words.get("colophon", ""), self.rtl, bold=True)
        made += [self._paragraph("Quiet", self._bookmark("part_colophon") + about), self._facts(self.document.colophon)]
        made.append(self._section_end())
        return "".join(made)

    def _title_page(self) -> str:
        document = self.document
        lines = [("Banner", document.banner), ("Quiet", document.issuer), ("Subtitle", document.kind)]
        made = [self._paragraph(style, plain(words, self.rtl)) for style, words in lines if words]
        made += [self._paragraph("Title", plain(document.title, self.rtl))]
        made += [self._facts((*document.facts, *document.standing))]
        return "".join(made) + PAGE_BREAK

    def _letter(self) -> str:
        """The letter to the addressees, on a page of its own."""
        if (letter := self.document.letter) is None:
            return ""
        heading = self._paragraph("Quiet", plain(letter.heading, self.rtl, bold=True))
        return heading + self.blocks(letter.blocks) + PAGE_BREAK

    def _contents(self) -> str:
        """Headings with links to them; page numbers are fields that the word processor fills in."""
        if len(self.document.parts) < 4:
            return ""
        made = [self._paragraph("Quiet", plain(self.document.words.get("contents", ""), self.rtl, bold=True))]
        for number, part in enumerate(self.document.parts, 1):
            page = el("fldSimple", el("r", el("t", " ")), instr=f" PAGEREF {_anchor(part)} \\h ", dirty="true")
            words = plain(f"{number}. {part.heading}", self.rtl) + el("r", el("tab")) + page
            made.append(self._paragraph("TOC1", el("hyperlink", words, anchor=_anchor(part), history=1)))
        return "".join(made) + PAGE_BREAK

    def _part(self, part: Part, heading: str) -> str:
        mark = self._bookmark(_anchor(part))
        if part.stamp:
            mark += self._bookmark(f"text_{text(part.key)}_{text(part.stamp)}")
        return self._paragraph("Heading1", mark + plain(heading, self.rtl)) + self.blocks(part.blocks)

    def _bookmark(self, name: str) -> str:
        self._marks += 1
        return el("bookmarkStart", id=self._marks, name=name) + el("bookmarkEnd", id=self._marks)

    def blocks(self, blocks: tuple[Block, ...], style: str = "Normal", level: int = 0) -> str:
        """Blocks as paragraphs and tables."""
        return "".join(self._block(block, style, level) for block in blocks)

    def _block(self, block: Block, style: str, level: int) -> str:
        match block:
            case Paragraph(inlines):
                return self._paragraph(style, self.inlines(inlines), inside=level)
            case Subheading(depth, inlines):
                return self._paragraph(f"Heading{min(max(depth - 1, 2), 4)}", self.inlines(inlines))
            case Items():
                return self._items(block, style, level)
            case Quotation(inside):
                return self.blocks(inside, "Quote", level)
            case Code(words):
                look = el("pPr", el("pStyle", val="CodeBlock"), el("ind", left=INDENT * level) if level else "")
                return "".join(el("p", look, plain(line, False)) for line in words.split("\n"))
            case Table():
                return self._table(block)
            case _:
                border = el("pBdr", el("bottom", val="single", sz=4, space=1, color="CFC8B6"))
                return el("p", el("pPr", border))

    def _items(self, items: Items, style: str, level: int) -> str:
        number = BULLETS
        if items.is_numbered:
            self.starts.append(items.start)
            number = BULLETS + len(self.starts)
        made, deeper = [], min(level + 1, LEVELS)
        for item in items.items:
            first, *rest = item or (Paragraph(()),)
            mark = el("numPr", el("ilvl", val=min(level, LEVELS - 1)), el("numId", val=number))
            if isinstance(first, Paragraph):
                made.append(self._paragraph(style, self.inlines(first.inlines), mark))
            else:
                made += [self._paragraph(style, "", mark), self._block(first, style, deeper)]
            made.append(self.blocks(tuple(rest), style, deeper))
        return "".join(made)

    def _table(self, table: Table) -> str:
        rows = ([(table.head, True)] if table.head else []) + [(row, False) for row in table.rows]
        columns = max((len(row) for row, _head in rows), default=1)
        caption = self._paragraph("Normal", plain(table.caption, self.rtl, bold=True)) if table.caption else ""
        widths = widths_of([row for row, _head in rows], columns)
        grid = el("tblGrid", *(el("gridCol", w=9350 * width // 5000) for width in widths))
        made = [self._row(row, head, widths) for row, head in rows]
        return caption + el("tbl", self._table_look(), grid, *made) + self._paragraph("Normal", "")

    def _table_look(self, style: str = "Grid") -> str:
        direction = el("bidiVisual") if self.rtl else ""
        width, layout = el("tblW", w=5000, type_="pct"), el("tblLayout", type_="autofit")
        return el("tblPr", el("tblStyle", val=style), direction, width, layout)

    def _row(self, row: tuple[tuple[Inline, ...], ...], head: bool, widths: list[int]) -> str:
        cells = list(row) + [()] * (len(widths) - len(row))
        look = el("trPr", el("cantSplit"), el("tblHeader") if head else "")
        shade = el("shd", val="clear", color="auto", fill="F6F4EE") if head else ""
        made = (
            el("tc", el("tcPr", el("tcW", w=width, type_="pct"), shade),
               self._paragraph("Cell", self.inlines(_bold(cell) if head else cell)))
            for cell, width in zip(cells, widths, strict=True)
        )
        return el("tr", look, *made)

    def _facts(self, facts: tuple[tuple[str, str], ...]) -> str:
        """Labels and values side by side, without lines."""
        direction = el("bidiVisual") if self.rtl else ""
        look = el("tblPr", direction, el("tblW", w=5000, type_="pct"))
        grid = el("tblGrid", el("gridCol", w=2600), el("gridCol", w=6750))
        rows = [el("tr", self._fact(label, 1400), self._fact(value, 3600, bold=True)) for label, value in facts]
        return el("tbl", look, grid, *rows) + self._paragraph("Normal", "") if rows else ""

    def _fact(self, words: str, width: int, bold: bool = False) -> str:
        look = el("tcPr", el("tcW", w=width, type_="pct"))
        return el("tc", look, self._paragraph("Fact", plain(words, self.rtl, bold=bold)))

    def _paragraph(self, style: str, words: str, number: str = "", inside: int = 0) -> str:
        """A paragraph; ``inside`` how many list items it stands in without being one."""
        direction = el("bidi") if self.rtl else ""
        indent = INDENT * (inside + (style == "Quote")) if inside and not number else 0
        look = el("pPr", el("pStyle", val=style), number, direction, el("ind", left=indent) if indent else "")
        return el("p", look, words)

    def inlines(self, inlines: tuple[Inline, ...]) -> str:
        """Words, links, new lines and footnotes of one paragraph."""
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Break):
            return el("r", el("br"))
        if isinstance(inline, Note):
            return self._note(inline)
        if not inline.address:
            return runs(inline, self.rtl)
        self.links.append(inline.address)
        return f'<w:hyperlink r:id="link{len(self.links)}">{runs(inline, self.rtl, "Hyperlink")}</w:hyperlink>'

    def _note(self, note: Note) -> str:
        look = el("rPr", el("rStyle", val="FootnoteReference"))
        for place, reference in enumerate(self.noted, 1):
            if reference.number == note.number:  # said before: the same number again, kept right by the program
                field = el("r", look, el("t", str(place)))
                return el("fldSimple", field, instr=f" NOTEREF {_note_mark(reference, place)} \\f \\h ")
        found = next((r for r in self.document.references if r.number == note.number), None)
        if found is None:
            return ""
        self.noted.append(found)
        self._marks += 1
        reference = el("r", look, el("footnoteReference", id=len(self.noted)))
        start = el("bookmarkStart", id=self._marks, name=_note_mark(found, len(self.noted)))
        return start + reference + el("bookmarkEnd", id=self._marks)

    def _section_end(self) -> str:
        return el(
            "sectPr",
            '<w:footerReference w:type="default" r:id="footer"/>',
            el("pgSz", w=11906, h=16838),
            el("pgMar", top=1361, right=1247, bottom=1247, left=1247, header=709, footer=567, gutter=0),
            el("titlePg"),
            el("bidi") if self.rtl else "",
        )

    def footnote(self, reference: Reference, number: int) -> str:
        """One footnote: who and when, the words, the evidence and where it stands."""
        mark = el("r", el("rPr", el("rStyle", val="FootnoteReference")), el("footnoteRef"))
        words = f" «{reference.words}»" if reference.words else ""
        said = mark + plain(f" {reference.about}{words} ", self.rtl)
        if reference.address:
            said += f'<w:hyperlink r:id="source{number}">{plain(reference.label, self.rtl, "Hyperlink")}</w:hyperlink>'
        return el("footnote", self._paragraph("FootnoteText", said), id=number)


def _anchor(part: Part) -> str:
    """The bookmark of a part: how it is recognised when an edited document comes back."""
    return f"part_{text(part.key)}"


def _note_mark(reference: Reference, place: int) -> str:
    """The bookmark of a footnote, with the key of what it refers to."""
    return f"note{place}_{text(reference.key)}" if reference.key else f"note{place}"


def _bold(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(Text(i.words, True, False, i.struck, i.code, i.address) if isinstance(i, Text) else i for i in inlines)
