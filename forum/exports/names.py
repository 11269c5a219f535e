"""Names of files that people download: safe on every system, Arabic where it is understood."""

import re
import unicodedata
from urllib.parse import quote

#: Longest title in a file's name; with a number and an ending it stays under 255 bytes of UTF-8.
TITLE_MAX = 80
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|%;]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)$")


def file_name(title: str, ending: str) -> str:
    """A name for a file: the title without what file systems forbid or people cannot see.

    >>> file_name("ورقة موقف: ضريبة الأملاك", "md")
    'ورقة موقف - ضريبة الأملاك.md'
    """
    visible = "".join(c for c in unicodedata.normalize("NFC", title) if unicodedata.category(c) not in ("Cf", "Cs"))
    name = _UNSAFE.sub(" - ", visible)
    name = re.sub(r"\s*-(\s+-)*\s+", " - ", " ".join(name.split())).strip(" .-")
    name = name[:TITLE_MAX].rstrip(" .-")
    if not name or _RESERVED.match(name):
        name = "document"
    return f"{name}.{ending}"


def content_disposition(title: str, ending: str, fallback: str) -> str:
    """The header that names a download (RFC 6266): Latin for old programs, the real name for the others.

    >>> print(content_disposition("دليل", "md", "guide-3"))
    attachment; filename="guide-3.md"; filename*=UTF-8''%D8%AF%D9%84%D9%8A%D9%84.md
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", fallback).strip("-.") or "document"
    return f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(file_name(title, ending), safe='')}"
