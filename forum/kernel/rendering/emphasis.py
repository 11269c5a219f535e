"""Pairs rows of ``*``, ``_`` and ``~~`` into emphasis, in one pass with one stack.

Where it differs from CommonMark, Arabic typing is the reason: a word may lean on
a mark (``و**«الخطة»**``), and ``3*4*5`` is a measure, not a slanted four.
"""

from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from forum.kernel.rendering.rules import EMPHASIS_DEPTH_MAX

_OPENING = frozenset("([{<«“‘\"'")
_CLOSING = frozenset(")]}>»”’.,:;!?…،؛؟%")
_TAGS = {"*": ("em", "strong"), "_": ("em", "strong"), "~": ("del", "del")}


@dataclass
class Run:
    """A row of one mark that may begin or end emphasis; ``left`` of it are not yet paired."""

    mark: str
    length: int
    left: int
    opens: bool
    closes: bool

    def __str__(self) -> str:
        return self.mark * self.left

    def fits(self, closing: "Run") -> bool:
        """CommonMark's rule of three: ``*a**b*`` is one emphasis with stars inside."""
        if not (self.closes or closing.opens):
            return True
        return (self.length + closing.length) % 3 != 0 or self.length % 3 == closing.length % 3 == 0


@dataclass
class Bracket:
    """A ``[`` or ``![`` that may begin a link."""

    mark: str

    def __str__(self) -> str:
        return self.mark


Node = str | Element | Run | Bracket


def run(row: str, before: str, after: str) -> Run:
    """Judge a row of marks by the characters around it (a space where the text ends)."""
    opens = not after.isspace() and not (after in _CLOSING and before.isalnum())
    closes = not before.isspace() and not (before in _OPENING and after.isalnum())
    if row[0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    elif before.isdigit() and after.isdigit():
        opens = closes = False
    return Run(row[0], len(row), len(row), opens, closes)


def paired(nodes: list[Node]) -> list[str | Element]:
    """Return ``nodes`` with emphasis made; marks left over are the characters they are."""
    pairing = _Pairing()
    for node in nodes:
        pairing.add(node)
    return _settled(pairing.done)


class _Pairing:
    def __init__(self) -> None:
        self.done: list[Node] = []
        self.openers: list[int] = []  # where in ``done`` a run waits for its end
        self.waiting: Counter[str] = Counter()  # how many of each mark do

    def add(self, node: Node) -> None:
        if isinstance(node, Run):
            if node.closes:
                self._close(node)
            if not node.left:
                return
            if node.opens:
                self.openers.append(len(self.done))
                self.waiting[node.mark] += 1
        self.done.append(node)

    def _close(self, closing: Run) -> None:
        while closing.left and self.waiting[closing.mark]:
            opening = self._opener(closing.mark)
            if not opening.fits(closing):
                return
            at = self.openers[-1]
            inside = _settled(self.done[at + 1 :])
            if max([_depth(node) for node in inside], default=0) >= EMPHASIS_DEPTH_MAX:
                self.openers.clear()  # what stands around it would be deeper still
                self.waiting.clear()
                return
            size = min(2, opening.left, closing.left)
            opening.left -= size
            closing.left -= size
            del self.done[at + 1 :]
            if not opening.left:
                self._drop_opener()
                self.done.pop()
            self.done.append(element(_TAGS[closing.mark][size - 1], inside))

    def _opener(self, mark: str) -> Run:
        """The nearest run of ``mark``; runs of other marks that began after it never end."""
        while self.done[self.openers[-1]].mark != mark:
            self._drop_opener()
        return self.done[self.openers[-1]]

    def _drop_opener(self) -> None:
        self.waiting[self.done[self.openers.pop()].mark] -= 1


def element(tag: str, nodes: list[str | Element], **attributes: str) -> Element:
    """Return an element that holds ``nodes``."""
    made = Element(tag, attributes)
    fill(made, nodes)
    return made


def fill(holder: Element, nodes: list[str | Element]) -> None:
    """Put ``nodes`` into the empty element ``holder``."""
    words: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            words.append(node)
        else:
            _put_words(holder, words)
            holder.append(node)
            words = []
    _put_words(holder, words)


def _put_words(holder: Element, words: list[str]) -> None:
    if len(holder):
        holder[-1].tail = "".join(words)
    else:
        holder.text = "".join(words)


def _settled(nodes: list[Node]) -> list[str | Element]:
    return [node if isinstance(node, Element) else str(node) for node in nodes]


def _depth(node: str | Element) -> int:
    """How deep elements nest in ``node``; at most the limit, so looking costs little."""
    if isinstance(node, str):
        return 0
    return 1 + max([_depth(child) for child in node], default=0)
