"""Marks inside a paragraph: emphasis, code, links, line breaks.

The library's own patterns try every ``[`` and ``*`` against the whole rest of the
text (2,000 characters of ``[`` cost a second). Here one scan finds the marks and
two stacks pair them; each mark is pushed and popped once, so the cost is linear.
"""

import re
from bisect import bisect_left
from xml.etree.ElementTree import Element

from forum.kernel.rendering.budget import Budget
from forum.kernel.rendering.emphasis import Bracket, Node, element, fill, paired, run
from forum.kernel.rendering.links import bare_address, safe_address

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
#: What follows the ``]`` of a link: an address, perhaps a title (which is not shown).
#: Each repetition is bounded or ends at a character that it cannot hold.
_DESTINATION = re.compile(
    r"""\(\s{0,5}
    (?: <(?P<angle>[^<>\n]*)> | (?P<plain>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*) )
    (?:\s{1,5}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'))?
    \s{0,5}\)""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE_RUN = re.compile("`+")


def write(holder: Element, text: str, budget: Budget) -> None:
    """Fill the empty element ``holder`` with ``text``, its marks turned into elements.

    Raises:
        TooComplex: the text has more marks than ``budget`` allows.
    """
    fill(holder, _Scan(text, budget).nodes())


class _Scan:
    """One pass over the text of one paragraph, item, heading or cell.

    Each method named like a group of ``_MARK`` adds what that mark means and
    returns where to go on.
    """

    def __init__(self, text: str, budget: Budget):
        self.text = text
        self.budget = budget
        self.found: list[Node] = []
        self.brackets: list[int] = []  # where in ``found`` a link may have begun
        self.code_runs: dict[int, list[int]] | None = None

    def nodes(self) -> list[str | Element]:
        at = 0
        while found := _MARK.search(self.text, at):
            if found.start() > at:
                self.found.append(self.text[at : found.start()])
            if found.lastgroup not in ("literal", "newline"):
                self.budget.spend()
            at = getattr(self, f"_{found.lastgroup}")(found)
        self.found.append(self.text[at:])
        return paired(self.found)

    def _literal(self, found: re.Match[str]) -> int:
        self.found.append(found["literal"])
        return found.end()

    def _newline(self, found: re.Match[str]) -> int:
        self.found.append(Element("br"))
        return found.end()

    def _code(self, found: re.Match[str]) -> int:
        length = len(found[0])
        places = self._runs_of_code().get(length, [])
        after = bisect_left(places, found.end())
        if after == len(places):
            self.found.append(found[0])
            return found.end()
        inside = self.text[found.end() : places[after]].replace("\n", " ")
        if inside.startswith(" ") and inside.endswith(" ") and inside.strip(" "):
            inside = inside[1:-1]
        self.found.append(element("code", [inside], dir="ltr"))
        return places[after] + length

    def _runs_of_code(self) -> dict[int, list[int]]:
        """Where rows of backticks begin, by their length; looked up once a text."""
        if self.code_runs is None:
            self.code_runs = {}
            for row in _CODE_RUN.finditer(self.text):
                self.code_runs.setdefault(len(row[0]), []).append(row.start())
        return self.code_runs

    def _run(self, found: re.Match[str]) -> int:
        before = self.text[found.start() - 1] if found.start() else " "
        after = self.text[found.end() : found.end() + 1] or " "
        self.found.append(run(found[0], before, after))
        return found.end()

    def _open(self, found: re.Match[str]) -> int:
        self.brackets.append(len(self.found))
        self.found.append(Bracket(found[0]))
        return found.end()

    def _close(self, found: re.Match[str]) -> int:
        start = self.brackets.pop() if self.brackets else None
        target = _DESTINATION.match(self.text, found.end())
        typed = (target["angle"] or target["plain"] or "") if target else ""
        address = safe_address(_ESCAPED.sub(r"\1", typed))
        if start is None or target is None or address is None:
            self.found.append("]")
            return found.end()
        is_image = str(self.found[start]) == "!["
        inside = paired(self.found[start + 1 :])
        del self.found[start:]
        self.found.append(_link(address, inside, is_image))
        if not is_image:  # a link holds no link, so the brackets around it stay brackets
            self.brackets = [at for at in self.brackets if str(self.found[at]) == "!["]
        return target.end()

    def _angle(self, found: re.Match[str]) -> int:
        words = found["angle"]
        address = safe_address(words if ":" in words else f"mailto:{words}")
        if address is None or address.startswith("/"):  # a closing tag looks like a path
            self.found.append("<")
            return found.start() + 1
        self.found.append(element("a", [words], href=address, dir="ltr"))
        return found.end()

    def _bare(self, found: re.Match[str]) -> int:
        words, address = bare_address(found["bare"])
        if address is None:
            self.found.append(found[0])
            return found.end()
        self.found.append(element("a", [words], href=address, dir="ltr"))
        return found.start() + len(words)


def _link(address: str, inside: list[str | Element], is_image: bool) -> Element:
    """A link round ``inside``. Pictures are not fetched from elsewhere: a link leads to them."""
    link = element("a", inside, href=address)
    words = "".join(link.itertext()).strip()
    if is_image or not words:
        return element("a", [words or address], href=address)
    for inner in link.iter("a"):
        if inner is not link:
            inner.tag, inner.attrib = "span", {}  # cleaning drops the tag and keeps the words
    return link
