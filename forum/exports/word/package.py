"""The zip file that a DOCX is: its parts, and how they name one another."""

import io
import zipfile

from forum.exports.tree import Document
from forum.exports.word import styles
from forum.exports.word.body import Writer
from forum.exports.word.elements import HEAD, SPACES, attribute, el, text
from forum.exports.word.styles import OFFICE, Faces

#: The moment in the zip file: the same document gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_KINDS = {
    "document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings",
    "footnotes": "footnotes", "footer1": "footer",
}


def docx_file(document: Document, faces: Faces = OFFICE, writing: type[Writer] = Writer) -> bytes:
    """The whole document, in the typefaces of office computers unless told otherwise; ``writing`` lays it out."""
    writer = writing(document)
    body = writer.body()
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
                ("document", f"{_OFFICE}/relationships/officeDocument", "word/document.xml", False),
            ]
        ),
        "docProps/core.xml": _properties(document),
        "word/document.xml": f"{HEAD}<w:document {SPACES}>{el('body', body)}</w:document>",
        "word/_rels/document.xml.rels": _document_relations(writer),
        "word/styles.xml": styles.styles(writer.rtl, faces),
        "word/numbering.xml": styles.numbering(writer.starts, writer.rtl),
        "word/settings.xml": styles.settings(),
        "word/footer1.xml": styles.footer(writer.rtl),
        "word/footnotes.xml": _footnotes(writer),
        "word/_rels/footnotes.xml.rels": _relations(
            (f"source{n}", f"{_OFFICE}/relationships/hyperlink", reference.address, True)
            for n, reference in enumerate(writer.noted, 1) if reference.address
        ),
    }
    return _zipped(parts)


def _zipped(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _content_types() -> str:
    known = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>',
    ]
    known += [
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in _KINDS.items()
    ]
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(known)}</Types>'


def _relations(given) -> str:
    made = []
    for key, kind, target, is_outside in given:
        mode = ' TargetMode="External"' if is_outside else ""
        made.append(f'<Relationship Id="{key}" Type="{kind}" Target={attribute(target)}{mode}/>')
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(made)}</Relationships>'


def _document_relations(writer: Writer) -> str:
    kinds = [("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footnotes", "footnotes"),]
    given = [(name, f"{_OFFICE}/relationships/{kind}", f"{name}.xml", False) for name, kind in kinds]
    given.append(("footer", f"{_OFFICE}/relationships/footer", "footer1.xml", False))
    given += [(f"link{n}", f"{_OFFICE}/relationships/hyperlink", to, True) for n, to in enumerate(writer.links, 1)]
    return _relations(given)


def _footnotes(writer: Writer) -> str:
    lines = [("separator", -1), ("continuationSeparator", 0)]
    made = [el("footnote", el("p", el("r", el(kind))), type_=kind, id=number) for kind, number in lines]
    made += [writer.footnote(reference, number) for number, reference in enumerate(writer.noted, 1)]
    return f"{HEAD}<w:footnotes {SPACES}>{''.join(made)}</w:footnotes>"


def _properties(document: Document) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(document.title)}</dc:title><dc:creator>{text(document.issuer)}</dc:creator>"
        f"<dc:language>{text(document.language)}</dc:language></cp:coreProperties>"
    )
