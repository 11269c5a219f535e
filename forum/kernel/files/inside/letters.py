"""Arabic out of PDF files: shapes become letters, and lines that stand backwards are turned round.

A PDF keeps what was printed. Old ones name the shape of a letter (its form at the
beginning, in the middle, at the end) and not the letter, often in the order of
printing, from the left. Nobody searches for shapes.
"""

import re
import unicodedata
from itertools import pairwise

_INITIAL, _MEDIAL, _FINAL = "<initial>", "<medial>", "<final>"
#: What keeps its own direction inside a line that was turned round.
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z٠-٩](?:[0-9A-Za-z٠-٩.,/:%@_+-]*[0-9A-Za-z٠-٩%])?")
_BRACKETS = str.maketrans("()[]{}«»<>", ")(][}{»«><")


def _form(c: str) -> str:
    return unicodedata.decomposition(c).partition(" ")[0] if is_shape(c) else ""


def is_shape(c: str) -> bool:
    """Whether the sign is a printed form of Arabic letters."""
    return "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc"


def is_backwards(line: str) -> bool:
    """Whether the shapes of a line join only when read from its end.

    >>> is_backwards("ﺔﺼﺧﺭ"), is_backwards("ﺭﺧﺼﺔ"), is_backwards("رخصة")
    (True, False, False)
    """
    forms = [_form(c) for c in line]
    ahead = behind = 0
    for one, two in pairwise(forms):
        ahead += one in (_INITIAL, _MEDIAL) and two in (_MEDIAL, _FINAL)
        behind += one in (_MEDIAL, _FINAL) and two in (_INITIAL, _MEDIAL)
    return behind > ahead


def straightened(text: str) -> str:
    """Letters in the order in which they are read.

    >>> straightened("ﺔﺼﺧﺭ 2024")
    '2024 رخصة'
    >>> straightened("ﻻ ﺗﺼﻠﺢ")
    'لا تصلح'
    """
    lines = []
    for line in text.splitlines():
        if is_backwards(line):
            turned = line[::-1].translate(_BRACKETS)
            line = _LEFT_TO_RIGHT.sub(lambda found: found[0][::-1], turned)
        lines.append("".join(unicodedata.normalize("NFKC", c) if is_shape(c) else c for c in line))
    return "\n".join(lines)
