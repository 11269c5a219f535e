"""Opening a DOCX that somebody sends: bounded, without entities, without macros, or not at all."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _
from forum.papers.bringing_back import rules

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MAIN = "/officeDocument"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class NotADocument(Invalid):
    """The file is not read; the sentence says why and what to do."""


@dataclass
class Package:
    """The parts of a DOCX that are read, by their name inside; ``main`` is the name of the text."""

    main: str
    parts: dict[str, Element] = field(default_factory=dict)

    def beside(self, name: str) -> Element | None:
        """A part in the folder of the text: ``styles.xml``."""
        return self.parts.get(posixpath.join(posixpath.dirname(self.main), name))

    def links(self, name: str) -> dict[str, str]:
        """The targets of a part's relationships by their id."""
        folder, file = posixpath.split(name)
        found = self.parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {} if found is None else {each.get("Id", ""): each.get("Target", "") for each in found}


def opened(content: bytes) -> Package:
    """Read what we need of a DOCX.

    Raises:
        NotADocument: too large, no DOCX, protected, with macros, or made to do harm.
    """
    if len(content) > rules.FILE_MAX:
        raise NotADocument(_("The file is too large. Remove pictures from it and save it again."))
    if content.startswith(_OLD_OFFICE):
        raise NotADocument(_("This is an old Word file or one with a password. Save it as .docx without a password."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except _BROKEN as broken:
        raise NotADocument(_("This is not a Word document. Save the paper as .docx and choose that file.")) from broken


def _read(archive: zipfile.ZipFile) -> Package:
    names = archive.namelist()
    if len(names) > rules.PARTS_MAX or len(set(names)) != len(names):
        raise _made_to_harm()
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise NotADocument(_("This is an old Word file or one with a password. Save it as .docx without a password."))
    unpacked = _Unpacking(archive)
    kinds = unpacked.part("[Content_Types].xml")
    if kinds is None:
        raise NotADocument(_("This is not a Word document. Save the paper as .docx and choose that file."))
    if any("macroEnabled" in (e.get("ContentType") or "") for e in kinds) or any(
        name.lower().endswith("vbaproject.bin") for name in names
    ):
        raise NotADocument(_("The file contains macros. Save it as .docx, without macros."))
    start = unpacked.part("_rels/.rels")
    main = next((e.get("Target", "").lstrip("/") for e in start or () if (e.get("Type") or "").endswith(_MAIN)), "")
    folder, file = posixpath.split(main)
    wanted = [main, f"{folder}/_rels/{file}.rels", f"{folder}/_rels/footnotes.xml.rels",
              f"{folder}/_rels/endnotes.xml.rels"]
    wanted += [f"{folder}/{n}.xml" for n in ("styles", "numbering", "footnotes", "endnotes", "comments")]
    package = Package(main, {n: tree for n in wanted if (tree := unpacked.part(n)) is not None})
    if not file or main not in package.parts or not package.parts[main].tag.endswith("}document"):
        raise NotADocument(_("This is not a Word document. Save the paper as .docx and choose that file."))
    return package


class _Unpacking:
    """Unpacks parts and counts what came out, whatever the archive says about itself."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._left = archive, rules.UNPACKED_MAX

    def part(self, name: str) -> Element | None:
        """One part as a tree; nothing where the file has none."""
        if name not in self._archive.namelist():
            return None
        with self._archive.open(name) as stream:
            content = stream.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise _made_to_harm()
        return parsed(content)


def _made_to_harm() -> NotADocument:
    return NotADocument(_("The file unpacks to far more than a paper holds, so it was not opened."))


def parsed(content: bytes) -> Element:
    """A tree of XML. A document type is refused, so there are no entities to expand or fetch.

    Raises:
        NotADocument: it declares a document type, is too deep, too long, or not XML.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = count = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > rules.DEPTH_MAX or count > rules.ELEMENTS_MAX:
            raise _made_to_harm()
        builder.start(_named(name), {_named(key): value for key, value in given.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(name))

    def refuse(*_given: object) -> None:
        raise NotADocument(_("The file defines entities, which no word processor does, so it was not opened."))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.data, refuse
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise NotADocument(
            _("The document inside the file is damaged. Save it again in the word processor.")
        ) from broken
    return builder.close()


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
