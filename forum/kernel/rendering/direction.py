"""Which way a text runs, for the blocks where the browser's first letter would be wrong."""

import re

_RTL = (
    r"\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06ee\u06ef\u06fa-\u06ff"
    r"\u0750-\u077f\u08a0-\u08c7\ufb1d-\ufdfb\ufe70-\ufefc"
)
_LETTER = re.compile(rf"([{_RTL}])|[^\W\d_]")
_RTL_WORD = re.compile(rf"(?:[{_RTL}][\u064b-\u065f\u0670]*)+")
_LTR_WORD = re.compile(rf"(?:(?![{_RTL}])[^\W\d_])+")

#: A paragraph shows its language in this many characters.
_JUDGED = 2_000


def direction(words: str) -> str | None:
    """Return ``rtl`` or ``ltr`` for ``words``; ``None`` when they have no letter.

    It is the direction of the first letter, except that an Arabic sentence may begin
    with a Latin term: «GIS في البلديات الصغيرة» runs from the right.
    """
    first = _LETTER.search(words)
    if first is None:
        return None
    return "rtl" if first[1] or _mostly_rtl(words) else "ltr"


def direction_attribute(words: str) -> str:
    """Return what ``dir`` says on a block of ``words``: ``auto`` wherever that comes out right."""
    first = _LETTER.search(words)
    return "auto" if first is None or first[1] or not _mostly_rtl(words) else "rtl"


def _mostly_rtl(words: str) -> bool:
    words = words[:_JUDGED]
    return len(_RTL_WORD.findall(words)) >= len(_LTR_WORD.findall(words))
