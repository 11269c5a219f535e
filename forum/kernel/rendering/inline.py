"""Marks inside a paragraph: emphasis, code, links, line breaks.

The library's own patterns try every ``[`` and ``*`` against the whole rest of the
text (2,000 characters of ``[`` cost a second). Here one scan finds the marks and
two stacks pair them; each mark is pushed and popped once, so the cost is linear.

Where it differs from CommonMark, Arabic typing is the reason: a word may lean on
a mark (``و**«الخطة»**``), and ``3*4*5`` is a measure, not a slanted four.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from forum.kernel.rendering.arranging import Budget
from forum.kernel.rendering.links import bare_address, safe_address
from forum.kernel.rendering.rules import EMPHASIS_DEPTH_MAX

_MARK = re.compile(
    r"""\\(?P<literal>[!-/:-@\[-`{-~])
    | (?P<code>`+)
    | (?P<run>\*+|_+|~~)
    | (?P<open>!?\[)
    | (?P<close>\])
    | <(?P<angle>[^\s<>]{3,300})>
    | (?<![A-Za-z0-9])(?P<bare>(?:https?://|www\.)[^\s<>\[\]`|"]+)
    | \\?(?P<newline>\n)
    """,
    re.VERBOSE,
)
_DESTINATION = re.compile(
    r"""\(\s{0,5}
    (?: <(?P<angle>[^<>\n]*)> | (?P<plain>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*) )
    (?:\s{1,5}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'))?
    \s{0,5}\)""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE_RUN = re.compile("`+")
_OPENING = frozenset("([{<«“‘\"'")
_CLOSING = frozenset(")]}>»”’\"'.,:;!?…،؛؟%")

Node = "str | Element | _Run | _Bracket"


@dataclass
class _Run:
    """A row of ``*``, ``_`` or ``~`` that may begin or end emphasis."""

    mark: str
    length: int
    left: int
    opens: bool
    closes: bool

    def __str__(self) -> str:
        return self.mark * self.left

    def fits(self, closing: "_Run") -> bool:
        """CommonMark's rule of three: ``*a**b*`` is one emphasis with stars inside."""
        if not (self.closes or closing.opens):
            return True
        return (self.length + closing.length) % 3 != 0 or self.length % 3 == closing.length % 3 == 0


@dataclass
class _Bracket:
    """A ``[`` or ``![`` that may begin a link."""

    mark: str

    def __str__(self) -> str:
        return self.mark


def write(element: Element, text: str, budget: Budget) -> None:
    """Fill ``element`` with ``text``, its marks turned into elements."""
    _fill(element, _Scan(text, budget).nodes())


class _Scan:
    """One pass over the text of one paragraph, item, heading or cell."""

    def __init__(self, text: str, budget: Budget):
        self.text = text
        self.budget = budget
        self.found: list[Node] = []
        self.brackets: list[int] = []  # where in ``found`` a link may have begun
        self.code_runs: dict[int, list[int]] | None = None
        self.depths: dict[Element, int] = {}

    def nodes(self) -> list[str | Element]:
        at = 0
        while found := _MARK.search(self.text, at):
            if found.start() > at:
                self.found.append(self.text[at : found.start()])
            kind = found.lastgroup or ""
            if kind not in ("literal", "newline"):
                self.budget.spend()
            at = getattr(self, f"_{kind}")(found)
        self.found.append(self.text[at:])
        return self._emphasised(self.found)

    def _literal(self, found: re.Match[str]) -> int:
        self.found.append(found["literal"])
        return found.end()

    def _newline(self, found: re.Match[str]) -> int:
        self.found.append(Element("br"))
        return found.end()

    def _code(self, found: re.Match[str]) -> int:
        length = len(found[0])
        if self.code_runs is None:
            self.code_runs = {}
            for run in _CODE_RUN.finditer(self.text):
                self.code_runs.setdefault(len(run[0]), []).append(run.start())
        places = self.code_runs.get(length, [])
        after = bisect_left(places, found.end())
        if after == len(places):
            self.found.append(found[0])
            return found.end()
        inside = self.text[found.end() : places[after]].replace("\n", " ")
        if inside.startswith(" ") and inside.endswith(" ") and inside.strip(" "):
            inside = inside[1:-1]
        code = Element("code", {"dir": "ltr"})
        code.text = inside
        self.found.append(code)
        return places[after] + length

    def _run(self, found: re.Match[str]) -> int:
        row = found[0]
        before = self.text[found.start() - 1 : found.start()] or " "
        after = self.text[found.end() : found.end() + 1] or " "
        opens = not after.isspace() and not (after in _CLOSING - _OPENING and before.isalnum())
        closes = not before.isspace() and not (before in _OPENING and after.isalnum())
        if row[0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        elif before.isdigit() and after.isdigit():
            opens = closes = False
        self.found.append(_Run(row[0], len(row), len(row), opens, closes))
        return found.end()

    def _open(self, found: re.Match[str]) -> int:
        self.brackets.append(len(self.found))
        self.found.append(_Bracket(found[0]))
        return found.end()

    def _close(self, found: re.Match[str]) -> int:
        target = self.brackets and _DESTINATION.match(self.text, found.end())
        address = target and safe_address(_ESCAPED.sub(r"\1", target["angle"] or target["plain"] or ""))
        if not target or not address:
            self.found.append("]")
            if self.brackets:
                self.brackets.pop()
            return found.end()
        start = self.brackets.pop()
        is_image = str(self.found[start]) == "!["
        inside = self._emphasised(self.found[start + 1 :])
        del self.found[start:]
        self.found.append(self._link(address, inside, is_image))
        if not is_image:  # a link holds no link, so the brackets around it stay brackets
            self.brackets = [at for at in self.brackets if str(self.found[at]) == "!["]
        return target.end()

    def _link(self, address: str, inside: list[str | Element], is_image: bool) -> Element:
        link = Element("a", {"href": address})
        _fill(link, inside)
        words = "".join(link.itertext()).strip()
        if is_image or not words:  # pictures are not shown from elsewhere: their words lead to them
            link[:] = []
            link.text = words or address
        for inner in link.iter("a"):
            if inner is not link:
                inner.tag, inner.attrib = "span", {}  # cleaning removes the tag and keeps the words
        self.depths[link] = max([self.depths.get(child, 0) for child in link], default=0)
        return link

    def _angle(self, found: re.Match[str]) -> int:
        words = found["angle"]
        address = safe_address(words) if not words.startswith("/") else None
        if address is None and ":" not in words:
            address = safe_address(f"mailto:{words}")
        if address is None:
            self.found.append("<")
            return found.start() + 1
        return self._address(address, words, found.end())

    def _bare(self, found: re.Match[str]) -> int:
        words, address = bare_address(found["bare"])
        if address is None:
            self.found.append(found[0])
            return found.end()
        return self._address(address, words, found.start() + len(words))

    def _address(self, address: str, words: str, end: int) -> int:
        link = Element("a", {"href": address, "dir": "ltr"})
        link.text = words
        self.found.append(link)
        return end

    def _emphasised(self, nodes: list[Node]) -> list[str | Element]:
        """Pair the runs among ``nodes``; those left over are the characters they are."""
        done: list[Node] = []
        openers: list[int] = []
        waiting: Counter[str] = Counter()
        for node in nodes:
            if isinstance(node, _Run):
                if node.closes:
                    self._pair(node, done, openers, waiting)
                if not node.left:
                    continue
                if node.opens:
                    openers.append(len(done))
                    waiting[node.mark] += 1
            done.append(node)
        return [node if isinstance(node, Element) else str(node) for node in done]

    def _pair(self, closing: _Run, done: list[Node], openers: list[int], waiting: Counter[str]) -> None:
        while closing.left and waiting[closing.mark]:
            while done[openers[-1]].mark != closing.mark:
                waiting[done[openers.pop()].mark] -= 1
            at = openers[-1]
            opening = done[at]
            if not opening.fits(closing):
                return
            inside = done[at + 1 :]
            depth = 1 + max([self.depths.get(node, 0) for node in inside if isinstance(node, Element)], default=0)
            if depth > EMPHASIS_DEPTH_MAX:  # and so would be everything around it
                openers.clear()
                waiting.clear()
                return
            size = min(2, opening.left, closing.left)
            tag = "del" if closing.mark == "~" else ("em", "strong")[size - 1]
            element = Element(tag)
            _fill(element, [node if isinstance(node, Element) else str(node) for node in inside])
            self.depths[element] = depth
            opening.left -= size
            closing.left -= size
            del done[at + 1 :]
            if not opening.left:
                done.pop()
                openers.pop()
                waiting[closing.mark] -= 1
            done.append(element)


def _fill(element: Element, nodes: list[str | Element]) -> None:
    words: list[str] = []
    last: Element | None = None
    for node in [*nodes, None]:
        if isinstance(node, str):
            words.append(node)
            continue
        if last is None:
            element.text = "".join(words)
        else:
            last.tail = "".join(words)
        words = []
        if node is not None:
            element.append(node)
            last = node
