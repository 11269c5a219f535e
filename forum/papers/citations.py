"""The marks ``[@12]`` in the text of a paper: found, checked, numbered, made links."""

import re
from collections.abc import Callable, Iterable, Mapping

from forum.papers.rules import CITATION

_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_CODE = re.compile(r"<(/?)(?:code|pre)\b")


def cited(source: str) -> list[int]:
    """The cards that a text cites, each once, in order of first mention.

    >>> cited("قالت هيئتان [@12][@7] وأكدت ثالثة [@12]")
    [12, 7]
    """
    return list(dict.fromkeys(int(number) for number in CITATION.findall(source)))


def numbered(sources: Iterable[str]) -> dict[int, int]:
    """The number that each cited card gets in a paper, counted through all its sections.

    >>> numbered(["أولا [@12]", "ثانيا [@7] ثم [@12]"])
    {12: 1, 7: 2}
    """
    order = dict.fromkeys(card for source in sources for card in cited(source))
    return {card: number for number, card in enumerate(order, 1)}


def replace_marks(html: str, numbers: Mapping[int, int], write: Callable[[int], str]) -> str:
    """``html`` with each mark in its text replaced by ``write(number)``; code and attributes are left alone.

    A mark whose card has no number stays as it was typed.
    """
    depth = 0
    pieces = _TAG.split(html)
    for place, piece in enumerate(pieces):
        if place % 2:
            if code := _CODE.match(piece):
                depth += -1 if code.group(1) else 1
        elif not depth and "[@" in piece:
            pieces[place] = CITATION.sub(lambda m: _one(m, numbers, write), piece)
    return "".join(pieces)


def _one(found: re.Match[str], numbers: Mapping[int, int], write: Callable[[int], str]) -> str:
    number = numbers.get(int(found.group(1)))
    return found.group() if number is None else write(number)
