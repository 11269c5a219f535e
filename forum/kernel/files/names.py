"""What a file may be called: the words of its owner, the ending of its content."""

import unicodedata

#: More than this no list shows and no disk takes.
LONGEST = 120
#: Left, right, marks and embeddings, which make «exe.fdp» of «pdf.exe»; and what joins without being seen.
_UNSEEN = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x061C, 0xFEFF}
#: Joiners that Arabic and Persian words need inside.
_NEEDED = {0x200C, 0x200D}
_FORBIDDEN = set('<>:"/\\|?*;%`$={}')
#: Names that old systems keep for devices.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def shown_name(given: str | None, ending: str, otherwise: str = "file") -> str:
    """A name that is harmless wherever it is shown or saved.

    Args:
        given: what the sender's browser said; a path, signs of direction and
            what a shell or a header would read as more than a name are taken out.
        ending: the ending of the content («pdf»); whatever the name said, it ends so.
        otherwise: the name of what has none.

    >>> shown_name("../../تقرير \\u202efdp.exe", "pdf")
    'تقرير fdp exe.pdf'
    >>> shown_name("x.PDF", "pdf"), shown_name("aux.pdf", "pdf")
    ('x.pdf', 'aux_.pdf')
    """
    text = unicodedata.normalize("NFC", (given or "").replace("\\", "/").rpartition("/")[2])
    text = "".join(_letter(c) for c in text)
    stem, dot, said = text.rpartition(".")
    if dot and said.strip().lower() in {ending, *_SAME.get(ending, ())}:
        text = stem
    text = " ".join(text.replace(".", " ").split()).strip("-_ \u200c\u200d")
    if text.lower() in _DEVICES:
        text += "_"
    return f"{text[:LONGEST].strip() or otherwise}.{ending}"


_PICTURES = ("jpg", "jpeg", "jpe", "png", "gif", "webp")
#: Endings that mean the same, or meant it before we drew the picture anew.
_SAME = {"jpg": _PICTURES, "png": _PICTURES, "geojson": ("json",), "zip": ("kmz",)}


def _letter(c: str) -> str:
    if ord(c) in _NEEDED:
        return c
    if ord(c) in _UNSEEN or unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return ""
    return " " if c in _FORBIDDEN else c
