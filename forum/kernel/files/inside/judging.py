"""What a file is, by its content alone; a picture leaves without its metadata."""

import struct
import zipfile
from typing import Any, BinaryIO

from forum.kernel.files.inside import maps, packed, pictures, portable
from forum.kernel.files.inside.refusing import No

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", b"ftyphevc")
#: Marks of the text encodings in which a page can hide from whoever looks for «<».
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def judge(stream: BinaryIO) -> dict[str, Any]:
    """Say what the file is, or refuse it.

    Returns:
        ``ending`` («pdf») and ``type``; of a picture also ``width``, ``height`` and
        the names of the cleaned picture and the small one, written beside.
    """
    head = stream.read(4096)
    stream.seek(0)
    if not head:
        raise No("empty")
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        _only_that(stream, head)
        return pictures.clean(stream)
    if head.startswith(b"%PDF-"):
        _only_that(stream, head[5:])
        return portable.judge(stream)
    if head.startswith(b"PK\x03\x04"):
        return packed.judge(stream)
    if head.startswith(b"SQLite format 3\0"):
        return _geopackage(stream, head)
    if head.startswith(_OLD_OFFICE):
        raise No("old_office")
    if head[4:12] in _HEIC:
        raise No("heic")
    if head.startswith(_UTF16) or b"\0" in head:
        raise No("unknown")
    return maps.judge(stream, head)


def _only_that(stream: BinaryIO, head: bytes) -> None:
    """A file that is an archive or a page as well is a trap, whatever else it is."""
    if zipfile.is_zipfile(stream) or b"%PDF-" in head[:1024] or b"<script" in head.lower() or b"<?php" in head:
        raise No("two_kinds")
    stream.seek(0)


def _geopackage(stream: BinaryIO, head: bytes) -> dict[str, Any]:
    """SQLite's header says whose file it is and how long it must be."""
    if len(head) < 100 or head[68:72] not in (b"GPKG", b"GP10", b"GP11"):
        raise No("unknown")
    size, pages = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    size = 65536 if size == 1 else size
    if stream.seek(0, 2) != size * pages:
        raise No("broken")
    return {"ending": "gpkg", "type": "application/geopackage+sqlite3"}
