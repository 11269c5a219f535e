"""The words in a document, page by page, for finding and citing."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from forum.kernel.files.inside import office, portable

PAGES = "pages"
#: Signs that are kept of one document: a book of a thousand pages.
MOST_SIGNS = 2_500_000
_NUMBER = re.compile(r"(\d+)\.xml$")


def read(stream: BinaryIO, ending: str) -> dict[str, Any]:
    """Write the pages that have words as JSON beside: a list of (number, text).

    A page of a spreadsheet is a sheet, of a presentation a slide; Word says where
    its pages ended when it saved.
    """
    pages, kept, left = READERS[ending](stream), [], MOST_SIGNS
    for number, text in enumerate(pages, 1):
        text = _tidy(text)[:left]
        left -= len(text)
        if text:
            kept.append((number, text))
        if left <= 0:
            break
    Path(PAGES).write_text(json.dumps(kept), "utf-8")
    return {"pages": PAGES, "count": len(kept)}


def _tidy(text: str) -> str:
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _pdf(stream: BinaryIO) -> Iterator[str]:
    yield from portable.texts(stream)


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _docx(stream: BinaryIO) -> Iterator[str]:
    with zipfile.ZipFile(stream) as archive:
        body = office.part(archive, "word/document.xml")
        notes = [n for n in archive.namelist() if re.fullmatch(r"word/(foot|end)notes\.xml", n)]
        said: list[str] = []
        for node in body.iter():
            name = _local(node)
            if name == "t":
                said.append(node.text or "")
            elif name in ("p", "tr"):
                said.append("\n")
            elif name in ("tab", "tc"):
                said.append(" ")
            elif _ends_page(node, said):
                yield "".join(said)
                said = []
        for note in notes:
            said += ["\n", *(n.text or "" for n in office.part(archive, note).iter() if _local(n) == "t")]
        yield "".join(said)


def _ends_page(node: Element, said: list[str]) -> bool:
    """A break that the writer set, or one where Word's page ended when it saved."""
    if _local(node) == "br":
        return "page" in node.attrib.values()
    return _local(node) == "lastRenderedPageBreak" and bool("".join(said).strip())


def _numbered(archive: zipfile.ZipFile, folder: str) -> list[str]:
    names = [n for n in archive.namelist() if n.startswith(folder) and n.count("/") == 2 and _NUMBER.search(n)]
    return sorted(names, key=lambda n: int(_NUMBER.search(n)[1]))


def _xlsx(stream: BinaryIO) -> Iterator[str]:
    with zipfile.ZipFile(stream) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            for item in office.part(archive, "xl/sharedStrings.xml"):
                shared.append("".join(n.text or "" for n in item.iter() if _local(n) == "t"))
        titles = [n.get("name", "") for n in office.part(archive, "xl/workbook.xml").iter() if _local(n) == "sheet"]
        for place, name in enumerate(_numbered(archive, "xl/worksheets/")):
            title = titles[place] if place < len(titles) else ""
            rows = (n for n in office.part(archive, name).iter() if _local(n) == "row")
            yield "\n".join([title, *(" ".join(_cells(row, shared)) for row in rows)])


def _cells(row: Element, shared: list[str]) -> Iterator[str]:
    for cell in row:
        value = next((n.text or "" for n in cell.iter() if _local(n) == "v"), "")
        if cell.get("t") == "s":
            yield shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
        elif cell.get("t") == "inlineStr":
            yield "".join(n.text or "" for n in cell.iter() if _local(n) == "t")
        else:
            yield value


def _pptx(stream: BinaryIO) -> Iterator[str]:
    with zipfile.ZipFile(stream) as archive:
        for name in _numbered(archive, "ppt/slides/"):
            said = []
            for node in office.part(archive, name).iter():
                if _local(node) == "t":
                    said.append(node.text or "")
                elif _local(node) == "p":
                    said.append("\n")
            yield "".join(said)


#: By ending: what yields the text of each page.
READERS = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "pptx": _pptx}
