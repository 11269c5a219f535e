"""ZIP files: those of Office by their parts, those of maps by what lies in them."""

import stat
import struct
import zipfile
from typing import Any, BinaryIO

from forum.kernel.files.inside import office
from forum.kernel.files.inside.refusing import No

MEGABYTE = 1 << 20
#: What a packed file may unpack to, and into how many.
MOST_UNPACKED, MOST_MEMBERS = 300 * MEGABYTE, 3000
#: Text packs to a tenth, an empty grid to a fiftieth; only zeros to a thousandth.
MOST_SQUEEZED, FROM = 200, 4 * MEGABYTE
#: Words after the end of the archive; a few tools sign there.
LONGEST_COMMENT = 200
#: What belongs to maps: shapes, tables, rasters, their descriptions, and what is read beside them.
OF_MAPS = {
    *("shp", "shx", "dbf", "prj", "cpg", "qpj", "qix", "sbn", "sbx", "fbn", "fbx", "ain", "aih", "atx", "ixs", "mxs"),
    *("xml", "kml", "geojson", "json", "gpkg", "gpx", "qgs", "qml", "sld", "lyr", "csv", "txt", "md", "pdf"),
    *("tif", "tiff", "tfw", "png", "pgw", "jpg", "jpeg", "jgw", "wld", "asc", "dem"),
}
_NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def judge(stream: BinaryIO) -> dict[str, Any]:
    """Refuse what a ZIP file can do to whoever opens it; then see what it is."""
    size = stream.seek(0, 2)
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _ends_with_itself(archive, stream, size)
            _is_modest(members, size)
            for member in members:
                _is_harmless(member)
            if archive.testzip() is not None:
                raise No("broken")
            if "[Content_Types].xml" in archive.namelist():
                return office.judge(archive)
            return _maps(archive, members)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as broken:
        raise No("broken") from broken


def _ends_with_itself(archive: zipfile.ZipFile, stream: BinaryIO, size: int) -> None:
    """Nothing stands before the first member or behind the directory."""
    if len(archive.comment) > LONGEST_COMMENT:
        raise No("two_kinds")
    stream.seek(size - 22 - len(archive.comment))
    if stream.read(4) != b"PK\x05\x06" or min((m.header_offset for m in archive.infolist()), default=0) != 0:
        raise No("two_kinds")


def _is_modest(members: list[zipfile.ZipInfo], size: int) -> None:
    """Few members, each once, none lying in another, together not much larger than the file."""
    if not members:
        raise No("empty")
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise No("bomb")
    if any(m.file_size > FROM and m.file_size > MOST_SQUEEZED * max(1, m.compress_size) for m in members):
        raise No("bomb")
    if len({m.filename.casefold() for m in members}) < len(members):
        raise No("hostile_zip")
    placed = sorted(members, key=lambda m: m.header_offset)
    for member, following in zip(placed, [*placed[1:], None], strict=True):
        end = following.header_offset if following else size
        if member.header_offset + 30 + len(member.filename.encode()) + member.compress_size > end:
            raise No("hostile_zip")


def _is_harmless(member: zipfile.ZipInfo) -> None:
    """Its name stays in its folder, it is a file, it is not locked."""
    name = member.orig_filename
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ".." in parts or name[1:2] == ":" or not name.isprintable():
        raise No("hostile_zip")
    mode = member.external_attr >> 16
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_IFMT(mode) == 0):
        raise No("hostile_zip")
    if member.flag_bits & 0x41:
        raise No("locked")


def _maps(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, Any]:
    """A packed map holds files of maps and of text, and no further archive."""
    for member in members:
        if member.is_dir() or member.filename.startswith("__MACOSX/"):
            continue
        ending = member.filename.rpartition(".")[2].lower()
        with archive.open(member) as opened:
            start = opened.read(8)
        if start.startswith(_NESTED) or ending in ("zip", "kmz", "rar", "7z", "gz", "jar"):
            raise No("nested")
        if ending not in OF_MAPS or start.startswith((b"MZ", b"\x7fELF", b"#!", struct.pack(">I", 0xCAFEBABE))):
            raise No("strange_member", name=_short(member.filename))
    return {"ending": "zip", "type": "application/zip"}


def _short(name: str) -> str:
    return name.rpartition("/")[2][:60]
