"""What changed between two texts, word by word; marks over Arabic letters do not count."""

import difflib
import re
import unicodedata

#: A word, a run of white space, or one other character.
_PIECES = re.compile(r"[\w\u064b-\u065f\u0670\u0640]+|\s+|[^\w\s]")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")


def _bare(piece: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFC", piece))


def compare(old: str, new: str) -> list[tuple[str, str]]:
    """Say what became of a text.

    Returns:
        Pieces in reading order, each ``("same" | "gone" | "new", text)``. Words
        that differ only in diacritics or tatweel count as the same, in their new
        writing.

    Source:
        Ratcliff and Obershelp's matching as in ``difflib``, over words.

    >>> compare("نجمع ليلا", "نجمع فجرا")
    [('same', 'نجمع '), ('gone', 'ليلا'), ('new', 'فجرا')]
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    matcher = difflib.SequenceMatcher(a=[_bare(p) for p in before], b=[_bare(p) for p in after], autojunk=False)
    found: list[tuple[str, str]] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(after[b1:b2])))
            continue
        if a2 > a1:
            found.append(("gone", "".join(before[a1:a2])))
        if b2 > b1:
            found.append(("new", "".join(after[b1:b2])))
    return found
