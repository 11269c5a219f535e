"""Files without the names that programs write into them: who made them, who commented, who changed what.

What a person wrote on the page stays; this is about what nobody sees there.
Where names stand: ECMA-376 (package properties, comments, revisions) and
ISO 32000-1 (document information, metadata streams, annotations, signatures).
"""

import re
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

from forum.kernel.files.inside.portable import opened
from forum.kernel.files.inside.refusing import No

#: Where the file without names is written, in the workplace.
WRITTEN = "unsigned"
#: Files that carry no names of their makers: pictures are drawn anew, plain text shows all it has.
NAMELESS = {"jpg", "png", "geojson"}
_OFFICE = {"docx", "xlsx", "pptx"}

#: Folders of an Office file that only tell who made it, and with what.
_TELLING = ("docProps/", "customXml/")
_NAMES_THEM = re.compile(rb"<(?:Override|Relationship)\b[^>]*[\"'/](?:docProps|customXml)/[^>]*?/>")
#: Names between tags, and names in attributes: of comments, changes and those who take part.
_BETWEEN = re.compile(rb"(<(?:\w+:)?(?:creator|lastModifiedBy|author|userName)(?:\s[^>]*)?>)[^<]*(</)")
_WITHIN = re.compile(
    rb"(\s(?:\w+:)?(?:author|initials|displayName|userId|userName|lastEditedBy)\s*=\s*)(?:\"[^\"]*\"|'[^']*')"
)
_COMMENTER = re.compile(rb"(<p:cmAuthor\b[^>]*?\sname\s*=\s*)(?:\"[^\"]*\"|'[^']*')")


def unsign(stream: BinaryIO, ending: str) -> dict[str, Any]:
    """Write the file anew without names.

    Returns:
        The name of what was written; nothing (``{}``) where the file carries no names.

    Raises:
        No: names cannot be taken out of this sort of file.
    """
    if ending in NAMELESS:
        return {}
    if ending == "pdf":
        _portable(stream)
    elif ending in _OFFICE:
        _office(stream)
    else:
        raise No("tells_maker")
    return {"unsigned": WRITTEN}


def _portable(stream: BinaryIO) -> None:
    writer = PdfWriter(clone_from=opened(stream))
    writer.metadata = None
    for thing in writer._objects:  # metadata and annotations hang under any object
        if isinstance(thing, DictionaryObject):
            _bare(thing)
    with Path(WRITTEN).open("wb") as file:
        writer.write(file)


def _bare(thing: DictionaryObject) -> None:
    if thing.get("/Type") == "/Sig":
        raise No("tells_maker")
    for name in ("/Metadata", "/PieceInfo"):
        thing.pop(name, None)
    if thing.get("/Subtype") == "/XML" and isinstance(thing, StreamObject):
        thing.set_data(b"")
    if "/Rect" in thing and thing.get("/Subtype") != "/Widget":
        thing.pop("/T", None)  # who wrote the annotation


def _office(stream: BinaryIO) -> None:
    with zipfile.ZipFile(stream) as archive, zipfile.ZipFile(WRITTEN, "w", zipfile.ZIP_DEFLATED) as written:
        for member in archive.infolist():
            if not member.filename.startswith(_TELLING):
                content = archive.read(member)
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    content = _without_names(content)
                plain = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
                written.writestr(plain, content, zipfile.ZIP_DEFLATED)


def _without_names(content: bytes) -> bytes:
    if b"\0" in content[:200]:
        raise No("tells_maker")  # in another encoding than all programs write
    content = _NAMES_THEM.sub(b"", content)
    for names in (_WITHIN, _COMMENTER):
        content = names.sub(rb'\1""', content)
    return _BETWEEN.sub(rb"\1\2", content)
