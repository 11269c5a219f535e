"""Word, Excel and PowerPoint files: by their parts, without macros and without reaching out."""

import re
import zipfile
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from forum.kernel.files.inside.refusing import No

_KINDS = {
    "wordprocessingml.document.main+xml": ("docx", "wordprocessingml.document"),
    "spreadsheetml.sheet.main+xml": ("xlsx", "spreadsheetml.sheet"),
    "presentationml.presentation.main+xml": ("pptx", "presentationml.presentation"),
}
_TYPE = "application/vnd.openxmlformats-officedocument."
_MACROS = ("vbaproject", "macroenabled", "activex", "macrosheet")
#: The largest part that is looked into; a sheet of a million cells is one.
PART_MAX = 80 << 20
_DTD = re.compile(rb"<!\s*(doctype|entity)|<\0!\0d\0o\0c\0|\0<\0!\0d\0o\0c", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]*)<")
_SAID = re.compile(rb'"[^"]*"|&quot;.*?&quot;')


def judge(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Which of the three it is; refuses what acts when it is opened."""
    names = archive.namelist()
    types = part(archive, "[Content_Types].xml")
    said = [value for node in types.iter() for value in (node.get("ContentType"), node.get("PartName")) if value]
    if any(word in text.lower() for text in (*said, *names) for word in _MACROS):
        raise No("macros")
    kind = next((found for mark, found in _KINDS.items() if any(text.endswith(mark) for text in said)), None)
    if kind is None:
        raise No("unknown")
    for name in names:
        _is_quiet(archive, name)
    return {"ending": kind[0], "type": _TYPE + kind[1]}


def part(archive: zipfile.ZipFile, name: str) -> Element:
    """One part as a tree, without entities."""
    if archive.getinfo(name).file_size > PART_MAX:
        raise No("bomb")
    return fromstring(archive.read(name), forbid_dtd=True)


def _is_quiet(archive: zipfile.ZipFile, name: str) -> None:
    """Nothing in a part fetches, runs or multiplies."""
    lower = name.lower()
    if "/embeddings/" in lower and not lower.endswith((".xlsx", ".docx", ".pptx", "/")):
        raise No("embedded")
    if not lower.endswith((".xml", ".rels")):
        return
    raw = archive.read(name)
    if _DTD.search(raw[:65536]):
        raise No("entities")
    if lower.endswith(".rels"):
        for node in fromstring(raw, forbid_dtd=True).iter():
            if node.get("TargetMode") == "External" and not (node.get("Type") or "").endswith("/hyperlink"):
                raise No("reaches_out")
    elif "/worksheets/" in lower and any(b"|" in _SAID.sub(b"", formula) for formula in _FORMULA.findall(raw)):
        raise No("reaches_out")
