"""Which paragraphs are items of which list, as word processors count them."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from forum.papers.bringing_back.lines import ITEM, Line
from forum.papers.bringing_back.words import W, value


class Lists:
    """The lists of numbering.xml, and how far each has counted while the file is read."""

    def __init__(self, root: Element | None) -> None:
        root = root if root is not None else Element("none")
        self._abstract = {value(each, "abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
        self._lists = {value(each, "numId"): each for each in root.iter(f"{W}num")}
        #: by level: the list's number in the file, its name here, where it began, how many items it has
        self._open: dict[int, tuple[str, str, int, int]] = {}
        self._named = 0

    def of(self, look: Element | None) -> tuple[str, int]:
        """The list of a paragraph and its level; no list for others."""
        mark = look.find(f"{W}numPr") if look is not None else None
        number = value(mark.find(f"{W}numId")) if mark is not None else ""
        level = value(mark.find(f"{W}ilvl")) if mark is not None else ""
        known = number in self._lists and number != "0"
        return (number if known else ""), min(int(level), 8) if level.isdigit() and len(level) < 3 else 0

    def item(self, number: str, level: int, before: Sequence[Line]) -> tuple[int, str]:
        """Where the list of the next item begins, and its name; 0 and no name for bullets.

        Args:
            before: the lines of the section so far: a list that they interrupt goes on as a new one.
        """
        for deeper in [each for each in self._open if each > level]:
            del self._open[deeper]
        first = self._first(number, level)
        if not first:
            self._open.pop(level, None)
            return 0, ""
        known = self._open.get(level)
        if known is None or not self._is_same(known[0], number, level):
            return self._begin(number, level, first)
        _number, name, start, count = known
        if not _reaches(before, name, level):
            return self._begin(number, level, start + count)
        self._open[level] = (number, name, start, count + 1)
        return start, name

    def _begin(self, number: str, level: int, start: int) -> tuple[int, str]:
        self._named += 1
        self._open[level] = (number, str(self._named), start, 1)
        return start, str(self._named)

    def _is_same(self, earlier: str, number: str, level: int) -> bool:
        """Whether an item goes on counting: LibreOffice gives the later items of a list another number."""
        if earlier == number:
            return True
        kept = value(self._lists[number].find(f"{W}abstractNumId"))
        return kept == value(self._lists[earlier].find(f"{W}abstractNumId")) and not self._again(number, level)

    def _again(self, number: str, level: int) -> str:
        """The number with which a list begins anew at a level, if it does."""
        own = self._lists[number].iter(f"{W}lvlOverride")
        return next((value(e.find(f"{W}startOverride")) for e in own if value(e, "ilvl") == str(level)), "")

    def _first(self, number: str, level: int) -> int:
        """The first number of a level; 0 where it has bullets."""
        own = self._lists[number]
        again = next((e for e in own.iter(f"{W}lvlOverride") if value(e, "ilvl") == str(level)), None)
        look = again.find(f"{W}lvl") if again is not None else None
        kept = self._abstract.get(value(own.find(f"{W}abstractNumId")))
        if look is None and kept is not None:
            look = next((e for e in kept.iter(f"{W}lvl") if value(e, "ilvl") == str(level)), None)
        if look is None or value(look.find(f"{W}numFmt")) in ("bullet", "none", ""):
            return 0
        first = self._again(number, level) or value(look.find(f"{W}start")) or "1"
        return int(first) if first.isdigit() and len(first) < 10 else 1


def _reaches(before: Sequence[Line], name: str, level: int) -> bool:
    """Whether the list with this name is still open: only deeper lines came since its last item."""
    for line in reversed(before):
        if line.kind == ITEM and line.depth == level:
            return line.number == name
        if line.depth <= level:
            return False
    return False
