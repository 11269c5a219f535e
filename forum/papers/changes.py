"""What changed between two texts or two versions of a paper, word by word.

Marks over Arabic letters do not count. Made for long texts: unchanged lines are
found first, and only what lies between them is compared by words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forum.papers.citations import cited
from forum.papers.editions import Edition, PartText

#: Edits after which a text counts as rewritten and is shown whole: looking on would cost more
#: than it tells. For lines (a paper has hundreds) and for the words of one stretch.
LINE_EDITS_MAX, WORD_EDITS_MAX = 600, 60
_WORDS = re.compile(r"\S+[^\S\n]*|\n|[^\S\n]+")
_SIGNS = re.compile("[\u064b-\u065f\u0670\u0640]")

SAME, GONE, NEW = "same", "gone", "new"
#: (same, gone or new, the text)
Piece = tuple[str, str]


def compare(old: str, new: str) -> list[Piece]:
    """Say what became of a text, in pieces in reading order.

    Words that differ only in signs over or under their letters, or in tatweel,
    are the same, in their new writing.

    >>> compare("نجمعُ ليلا فقط", "نجمع فجرا فقط")
    [('same', 'نجمع '), ('gone', 'ليلا '), ('new', 'فجرا '), ('same', 'فقط')]
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    for is_same, gone, made in _stretches(before, after, LINE_EDITS_MAX):
        if is_same:
            _add(found, SAME, made)
        elif gone and made:
            for piece in _by_words(gone, made):
                _add(found, *piece)
        else:
            _add(found, GONE, gone)
            _add(found, NEW, made)
    return found


def _by_words(old: str, new: str) -> list[Piece]:
    found: list[Piece] = []
    for is_same, gone, made in _stretches(_WORDS.findall(old), _WORDS.findall(new), WORD_EDITS_MAX):
        found += [(SAME, made)] if is_same else [(GONE, gone), (NEW, made)]
    return found


def _stretches(before: list[str], after: list[str], edits_max: int) -> Iterator[tuple[bool, str, str]]:
    """Stretches that are the same or not, each with its old and new text."""
    numbers: dict[str, int] = {}
    bare = {piece: numbers.setdefault(_bare(piece), len(numbers)) for piece in {*before, *after}}
    pairs = matches([bare[piece] for piece in before], [bare[piece] for piece in after], edits_max)
    at_old = at_new = 0
    for old_start, new_start, length in [*pairs, (len(before), len(after), 0)]:
        if (at_old, at_new) != (old_start, new_start):
            yield False, "".join(before[at_old:old_start]), "".join(after[at_new:new_start])
        at_old, at_new = old_start + length, new_start + length
        if length:
            yield True, "".join(before[old_start:at_old]), "".join(after[new_start:at_new])


def matches(a: Sequence[int], b: Sequence[int], edits_max: int) -> list[tuple[int, int, int]]:
    """Runs that two sequences share in order: (start in ``a``, start in ``b``, length).

    Of all ways to make ``b`` of ``a`` one with fewest edits; with more than
    ``edits_max`` only the shared beginning and end are found.

    Source:
        Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).

    >>> matches([1, 2, 3, 4], [1, 3, 4, 5], 10)
    [(0, 0, 1), (2, 1, 2)]
    """
    shortest = min(len(a), len(b))
    head = next((i for i in range(shortest) if a[i] != b[i]), shortest)
    tail = next((i for i in range(shortest - head) if a[-1 - i] != b[-1 - i]), shortest - head)
    middle = _snakes(a[head : len(a) - tail], b[head : len(b) - tail], edits_max)
    runs = [(0, 0, head), *((x + head, y + head, n) for x, y, n in middle), (len(a) - tail, len(b) - tail, tail)]
    return [run for run in runs if run[2]]


def _snakes(a: Sequence[int], b: Sequence[int], edits_max: int) -> list[tuple[int, int, int]]:
    """The diagonal runs of a shortest edit script, or none when it is too long."""
    if not a or not b:
        return []
    reach = {1: 0}
    steps: list[dict[int, int]] = []
    for edits in range(min(len(a) + len(b), edits_max) + 1):
        steps.append(dict(reach))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1])
            x = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            y = x - diagonal
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            if x >= len(a) and y >= len(b):
                return _walk_back(steps, x, y)
    return []


def _walk_back(steps: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    """From the end to the beginning over the furthest points that each number of edits reached."""
    runs = []
    for edits in range(len(steps) - 1, -1, -1):
        reach, diagonal = steps[edits], x - y
        down = diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        start = reach[before] if edits else 0
        after_edit = (start if down else start + 1) if edits else 0
        if x > after_edit:
            runs.append((after_edit, after_edit - diagonal, x - after_edit))
        x, y = start, start - before
    return runs[::-1]


def _add(pieces: list[Piece], kind: str, text: str) -> None:
    if not text:
        return
    if kind == GONE and pieces and not pieces[-1][1][-1].isspace():
        text = " " + text  # the last word of a line has no space of its own to part it from what is gone
    if pieces and pieces[-1][0] == kind:
        text = pieces.pop()[1] + text
    pieces.append((kind, text))


def _bare(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFC", text)).strip()


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What became of one section: ``kind`` is same, gone, new or changed; cards newly cited or dropped."""

    key: int
    heading: str
    kind: str
    pieces: tuple[Piece, ...]
    cited: tuple[int, ...]
    dropped: tuple[int, ...]


def between(old: Edition, new: Edition) -> list[SectionChange]:
    """The sections of the new edition with their changes, then those that are gone."""
    before = {part.key: part for part in old.parts}
    found = [_section(before.pop(part.key, None), part) for part in new.parts]
    return found + [_section(part, None) for part in before.values()]


def _section(old: PartText | None, new: PartText | None) -> SectionChange:
    said_before, said_now = old.source if old else "", new.source if new else ""
    present = new or old
    was, now = cited(said_before), cited(said_now)
    renamed = old is not None and new is not None and old.heading != new.heading
    pieces = compare(said_before, said_now)
    changed = renamed or any(kind != SAME for kind, _text in pieces)
    return SectionChange(
        key=present.key, heading=present.heading,
        kind=NEW if old is None else GONE if new is None else "changed" if changed else SAME,
        pieces=tuple(pieces),
        cited=tuple(card for card in now if card not in was),
        dropped=tuple(card for card in was if card not in now),
    )


def shortened(pieces: Sequence[Piece], edge: int = 160) -> list[Piece]:
    """The pieces with the middle of long unchanged stretches left out."""

    def short(text: str) -> str:
        if len(text) <= 2 * edge + 20:
            return text
        return f"{text[:edge].rsplit(' ', 1)[0]} […] {text[-edge:].split(' ', 1)[-1]}"

    return [(kind, short(text) if kind == SAME else text) for kind, text in pieces]
