"""A DOCX as sections again: recognised by their bookmarks, with what stands outside of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from forum.exports.tree import Break, Inline, Text
from forum.exports.word.styles import INDENT, LEVELS
from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _
from forum.papers.bringing_back import lines as kinds, rules
from forum.papers.bringing_back.lines import Line, table_line, tidy
from forum.papers.bringing_back.numbering import Lists
from forum.papers.bringing_back.package import Package
from forum.papers.bringing_back.words import Notes, Reader, W, is_on, value, words_of

_NUMBER = re.compile(r"^\s*\d{1,3}\.\s+")
_CONTENTS = re.compile(r"toc|contents|index", re.IGNORECASE)


@dataclass
class BroughtPart:
    """A section as the file has it. ``key``: of its bookmark, nothing for a new one; ``stamp``: which text it was."""

    key: str
    heading: str
    stamp: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass
class Brought:
    """What a file holds: its sections, the words outside of them, and what cannot be taken over at all."""

    parts: list[BroughtPart]
    outside: list[str]
    unread: list[tuple[str, str]]


class _File:
    """One file while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles, self._bases = _styles(package.beside("styles.xml"))
        self._lists = Lists(package.beside("numbering.xml"))
        notes = Notes()
        for kind in ("footnote", "endnote"):
            name = f"{package.main.rsplit('/', 1)[0]}/{kind}s.xml"
            notes.learn(kind, package.parts.get(name), package.links(name))
        self._body = package.parts[package.main].find(f"{W}body")
        if self._body is None:
            raise Invalid(_("The document inside the file is damaged. Save it again in the word processor."))
        self.reader = Reader(notes, package.links(package.main), self._styles)
        self.parts: list[BroughtPart] = []
        self.outside: list[str] = []

    def read(self) -> None:
        """Go through the file from its beginning to its end."""
        for element in _blocks(self._body):
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif self.parts:
                self.parts[-1].lines.append(self._table(element))
            else:
                self.outside += [words_of(row) for row in element.iter(f"{W}tr")]

    def _style(self, paragraph: Element) -> str:
        """The name of a paragraph's style that we know; styles made of it count as it."""
        key = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _step in range(12):
            name = self._styles.get(key, key.lower())
            if name in _KNOWN or _CONTENTS.match(name) or not self._bases.get(key):
                return name
            key = self._bases[key]
        return ""

    def _paragraph(self, paragraph: Element) -> None:
        style = self._style(paragraph)
        marks = [value(mark, "name") for mark in paragraph.iter(f"{W}bookmarkStart")]
        key = next((m.removeprefix("part_") for m in marks if m.startswith("part_")), "")
        inlines = self.reader.inlines(paragraph)
        heading = " ".join("".join(i.words for i in inlines if isinstance(i, Text)).split())
        is_heading = style == "heading 1"
        if key or (is_heading and heading):
            stamp = next((m.rsplit("_", 1)[-1] for m in marks if m.startswith(f"text_{key}_")), "") if key else ""
            words = _NUMBER.sub("", heading) if is_heading and (key.isdigit() or not key) else heading
            if len(self.parts) >= 2 * rules.SECTIONS_MAX:
                raise Invalid(_("The file has more sections than a paper can have."))
            self.parts.append(BroughtPart(key, words if is_heading else "", stamp))
            if is_heading:
                return
        if not self.parts:
            if heading and not _CONTENTS.match(style):
                self.outside.append(heading)
            return
        self.parts[-1].lines += self._lines(paragraph, style, inlines)

    def _lines(self, paragraph: Element, style: str, inlines: list[Inline]) -> Iterator[Line]:
        look = paragraph.find(f"{W}pPr")
        indent = _indent(look)
        number, level = self._lists.of(look)
        if style == "codeblock":
            depth = min(indent, self._open_depth())
            words = "".join("\n" if isinstance(i, Break) else getattr(i, "words", "") for i in inlines)
            yield from (Line(kinds.CODE, depth=depth, words=line.rstrip()) for line in words.split("\n"))
        elif style.startswith("heading ") or style == "title":
            if kept := tidy(inlines):
                deep = int(style[-1]) + 1 if style[-1].isdigit() else 3
                yield Line(kinds.HEADING, kept, level=min(max(deep, 3), 5))
        elif number:
            start, name = self._lists.item(number, level, self.parts[-1].lines)
            quoted = style == "quote"
            yield Line(kinds.ITEM, tidy(inlines), min(level, LEVELS - 1), start=start, number=name, is_quoted=quoted)
        elif kept := tidy(inlines):
            quoted = style == "quote"
            depth = min(max(indent - quoted, 0), self._open_depth())
            yield Line(kinds.PARAGRAPH, kept, depth, is_quoted=quoted)
        elif look is not None and look.find(f"{W}pBdr/{W}bottom") is not None:
            yield Line(kinds.RULER)

    def _open_depth(self) -> int:
        """In how many list items the next line may stand."""
        last = self.parts[-1].lines[-1] if self.parts[-1].lines else None
        if last is None or last.kind in (kinds.HEADING, kinds.TABLE, kinds.RULER):
            return 0
        return last.depth + 1 if last.kind == kinds.ITEM else last.depth

    def _table(self, element: Element) -> Line:
        head: tuple = ()
        rows = []
        for row in element.findall(f"{W}tr"):
            cells = tuple(tuple(self._cell(cell)) for cell in row.iter(f"{W}tc"))
            if not head and not rows and is_on(row.find(f"{W}trPr"), "tblHeader"):
                head = cells
            else:
                rows.append(cells)
        return table_line(head, tuple(rows))

    def _cell(self, cell: Element) -> list[Inline]:
        """The words of a cell; its paragraphs one after another."""
        found: list[Inline] = []
        for paragraph in cell.iter(f"{W}p"):
            found += [Text(" "), *self.reader.inlines(paragraph)] if found else self.reader.inlines(paragraph)
        return [Text(" ") if isinstance(each, Break) else each for each in found]


_KNOWN = {"normal", "quote", "codeblock", "title", "heading 1", "heading 2", "heading 3", "heading 4"}


def read(package: Package) -> Brought:
    """The sections of a file, and everything else that is in it."""
    file = _File(package)
    file.read()
    unread = list(file.reader.unread)
    if file.reader.deleted:
        unread.append((_("Tracked changes"), _("Deleted words are taken as deleted, inserted ones as inserted.")))
    comments = package.beside("comments.xml")
    unread += [(_("A comment in the file"), words_of(each)) for each in (comments if comments is not None else ())]
    return Brought(file.parts, file.outside, unread)


def _blocks(body: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those in content controls and in tracked insertions too."""
    for child in body:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _blocks(child)


def _styles(root: Element | None) -> tuple[dict[str, str], dict[str, str]]:
    """Names of styles by their ids, in small letters; and what each is based on."""
    names, bases = {}, {}
    for style in root.iter(f"{W}style") if root is not None else ():
        key = style.get(f"{W}styleId", "")
        names[key] = value(style.find(f"{W}name")).lower()
        bases[key] = value(style.find(f"{W}basedOn"))
    return names, bases


def _indent(look: Element | None) -> int:
    """How many steps a paragraph stands in by itself, from the side where it begins."""
    found = look.find(f"{W}ind") if look is not None else None
    given = [value(found, side) for side in ("left", "start", "right", "end")]
    most = max((int(each) for each in given if each.isdigit() and len(each) < 7), default=0)
    return min(round(most / INDENT), LEVELS)
