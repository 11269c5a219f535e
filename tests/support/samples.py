"""Small files of every sort that the forum takes, made here: no borrowed documents."""

import io
import json
import struct
import zipfile
from collections.abc import Iterable, Mapping

from PIL import Image, ImageDraw

GPS = 0x8825
ORIENTATION = 0x0112


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 400), *, camera: bool = False) -> bytes:
    """A drawing; with ``camera`` it says where and how it was taken, and lies on its side."""
    image = Image.new("RGB", size, "#c8d6a0")
    ImageDraw.Draw(image).rectangle((20, 20, size[0] // 2, size[1] // 2), fill="#7a3b1d")
    kept = io.BytesIO()
    if camera:
        notes = Image.Exif()
        notes[ORIENTATION] = 6
        notes[0x010F] = "SECRET-CAMERA"
        notes.get_ifd(GPS).update({1: "N", 2: (31.0, 54.0, 0.0), 3: "E", 4: (35.0, 12.0, 0.0)})
        image.save(kept, kind, exif=notes, comment=b"SECRET-COMMENT")
    else:
        image.save(kept, kind)
    return kept.getvalue()


def packed(members: Mapping[str, bytes | str], *, stored: bool = False) -> bytes:
    """A ZIP file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return kept.getvalue()


_OFFICE = "application/vnd.openxmlformats-officedocument."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def types(part: str, kind: str) -> str:
    """The list of parts of an Office file."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{_OFFICE}{kind}.main+xml"/></Types>'
    )


def docx(*pages: str, **parts: str) -> bytes:
    """A Word file of pages; ``parts`` replace or add parts (``__`` for ``/``, ``_`` for ``.`` at the end)."""
    body = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'.join(
        f"<w:p><w:r><w:t>{page}</w:t></w:r></w:p>" for page in pages
    )
    return packed({
        "[Content_Types].xml": types("word/document.xml", "wordprocessingml.document"),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        **parts,
    })


def xlsx(*rows: Iterable[str], **parts: str) -> bytes:
    """An Excel file of one sheet."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    return packed({
        "[Content_Types].xml": types("xl/workbook.xml", "spreadsheetml.sheet"),
        "xl/workbook.xml": f'<workbook {_S}><sheets><sheet name="رسوم" sheetId="1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_S}><sheetData>{cells}</sheetData></worksheet>",
        **parts,
    })


def pptx(*slides: str) -> bytes:
    """A PowerPoint file."""
    shown = {
        f"ppt/slides/slide{n}.xml": f"<sld {_A}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></sld>"
        for n, text in enumerate(slides, 1)
    }
    return packed({"[Content_Types].xml": types("ppt/presentation.xml", "presentationml.presentation"), **shown})


def pdf(*pages: str, catalog: str = "", more: Iterable[str] = ()) -> bytes:
    """A PDF of pages; any letters, each with a code of its own that the file explains."""
    signs = sorted({c for page in pages for c in page})
    code = {c: n + 1 for n, c in enumerate(signs)}
    mapping = "\n".join(f"<{code[c]:02x}> <{ord(c):04x}>" for c in signs)
    table = (
        "begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n{mapping}\nendbfchar\nendcmap"
    )
    first = 5
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>",
        _stream(table),
    ]
    for n, page in enumerate(pages):
        # a PDF keeps what is printed, from the left: of Arabic the last letter first
        printed = page[::-1] if "\u0600" <= page[:1] <= "\u06ff" else page
        said = "".join(f"{code[c]:02x}" for c in printed)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * n + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            _stream(f"BT /F1 14 Tf 60 760 Td <{said}> Tj ET"),
        ]
    return _joined([*objects, *more])


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _joined(objects: list[str]) -> bytes:
    whole, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += f"{n} 0 obj\n{body}\nendobj\n".encode()
    start = len(whole)
    whole += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    whole += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return whole + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def kml() -> bytes:
    """A map of one place."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>'
        "<name>بئر البلدة</name><Point><coordinates>35.2,31.9</coordinates></Point></Placemark></kml>"
    ).encode()


def geojson() -> bytes:
    """Another."""
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [35.2, 31.9]}, "properties": {}}
    return json.dumps({"type": "FeatureCollection", "features": [point]}).encode()


def geopackage() -> bytes:
    """The head and one page of a database of maps."""
    head = bytearray(4096)
    head[:16] = b"SQLite format 3\0"
    head[16:18] = struct.pack(">H", 4096)
    head[28:32] = struct.pack(">I", 1)
    head[68:72] = b"GPKG"
    return bytes(head)


def shapes() -> bytes:
    """A packed map."""
    return packed({"roads.shp": b"\0\0\x27\x0a", "roads.dbf": b"\x03", "roads.prj": "GEOGCS[]"})


#: One of every sort, by the ending that its content has.
EVERY = {
    "jpg": picture(), "png": picture("PNG"), "pdf": pdf("one", "two"), "docx": docx("نص"), "xlsx": xlsx(["رسم"]),
    "pptx": pptx("شريحة"), "kml": kml(), "geojson": geojson(), "gpkg": geopackage(), "zip": shapes(),
}
