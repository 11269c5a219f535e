"""Rewrites what people type on phones into the stricter Markdown that the library expects.

A list may follow a line of text at once, ``1-`` and ``•`` begin items too, two
spaces are enough to nest, an answer may stand right under a quote, and a hashtag is
no heading. One pass over the lines, each looked at once per quote level, keeps
the cost linear; depths and the number of pieces are bounded here, so the library
never meets a text that makes it slow.
"""

import re
from dataclasses import dataclass, field

from forum.kernel.rendering.budget import Budget
from forum.kernel.rendering.rules import LIST_DEPTH_MAX, QUOTE_DEPTH_MAX, TABLE_COLUMNS_MAX


@dataclass
class Code:
    """A fenced block: its lines as typed."""

    text: str


@dataclass
class Table:
    """A table: rows of cells, the first row its head."""

    rows: list[list[str]]


#: Stands in the arranged text for ``pieces[n]``. The characters cannot be typed:
#: ``characters.normalise`` drops them.
PLACE = "\x02{}\x03"
IS_PLACE = re.compile("\x02([0-9]+)\x03")

#: Marks of an item: bullets as typed or pasted from a word processor, ``1.``, ``1)``, ``1-``.
#: On phones the space after ``-``, ``•`` or ``1-`` is often left out before an Arabic letter.
_ITEM = re.compile(
    r"(?:[-*+•▪◦●]|(\d{1,9})[.)]|(\d{1,2})-)[ ]+(?=\S)"
    r"|(?:[-•▪◦●]|(\d{1,2})[-.)])(?=[\u0620-\u064a])"
)
_FENCE = re.compile(r"`{3,}[^`]*$|~{3}")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#._-]*")
_HEADING = re.compile(r"#{1,6} +(?=[^ #])")
_LIBRARY_ITEM = re.compile(r"(?:[*+-]|\d+\.) ")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


@dataclass
class Arrangement:
    """The arranged lines of one text, and the pieces that stand apart from them."""

    budget: Budget
    pieces: list[Code | Table] = field(default_factory=list)

    def arrange(self, lines: list[str], depth: int = 0) -> list[str]:
        """Return ``lines`` with one blank line between blocks and lists nested by four spaces."""
        level = _Level(self, depth)
        at = 0
        while at < len(lines):
            self.budget.spend()
            at += level.take(lines, at)
        return level.lines


class _Level:
    """One level of quoting: what is arranged so far, the open items, and what came last."""

    def __init__(self, arrangement: Arrangement, depth: int):
        self.arrangement = arrangement
        self.depth = depth
        self.lines: list[str] = []
        self.items: list[tuple[int, bool]] = []  # of each open item: how far in, and if numbered
        self.last = "blank"

    def take(self, lines: list[str], at: int) -> int:
        """Arrange the block or line that begins at ``at``; return how many lines it took."""
        line = lines[at].strip()
        if not line:
            self.last = "blank"
            self.lines.append("")
            return 1
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        if _FENCE.match(line):
            return self._fence(lines, at, indent)
        if line.startswith(">"):
            return self._quote(lines, at, indent)
        if _is_table(lines, at):
            return self._table(lines, at, indent)
        if _is_rule(line):
            self._block("---", indent)
        elif _HEADING.match(line):
            self._block(_heading(line), indent)
        elif found := _ITEM.match(line):
            return self._item(found, lines, at, indent)
        else:
            self._text(line, indent)
        return 1

    def _fence(self, lines: list[str], at: int, indent: int) -> int:
        code, taken = _code(lines, at, lines[at].strip(), indent)
        self._block(self._place(code), indent)
        return taken

    def _quote(self, lines: list[str], at: int, indent: int) -> int:
        end = at
        while end < len(lines) and lines[end].lstrip(" ").startswith(">"):
            end += 1
        inside = [_unquoted(line, wholly=self.depth + 1 >= QUOTE_DEPTH_MAX) for line in lines[at:end]]
        quoted = self.arrangement.arrange(inside, self.depth + 1)
        pad = self._pad(indent)
        self._part()
        self.lines.extend(f"{pad}> {line}".rstrip() for line in quoted)
        self.last = "block"
        return end - at

    def _table(self, lines: list[str], at: int, indent: int) -> int:
        rows = [_cells(lines[at])]
        columns = len(rows[0])
        end = at + 2
        while end < len(lines) and "|" in lines[end]:
            self.arrangement.budget.spend(columns)
            rows.append(_fitted(_cells(lines[end]), columns))
            end += 1
        self._block(self._place(Table(rows)), indent)
        return end - at

    def _place(self, piece: Code | Table) -> str:
        self.arrangement.pieces.append(piece)
        return PLACE.format(len(self.arrangement.pieces) - 1)

    def _block(self, line: str, indent: int) -> None:
        pad = self._pad(indent)
        self._part()
        self.lines.append(pad + line)
        self.last = "block"

    def _item(self, found: re.Match[str], lines: list[str], at: int, indent: int) -> int:
        number = found[1] or found[2] or found[3]
        closed = None
        while len(self.items) >= LIST_DEPTH_MAX or (self.items and indent < self.items[-1][0] + 2):
            closed = self.items.pop()
        if self.last != "item" or (closed and closed[1] != bool(number)):
            self._part()
        words = lines[at].strip()[found.end() :]
        taken = 1
        if _FENCE.match(words):
            code, taken = _code(lines, at, words, indent + found.end())
            words = self._place(code)
        mark = f"{int(number)}." if number else "-"
        self.lines.append(f"{'    ' * len(self.items)}{mark} {_literal_start(words)}")
        self.items.append((indent, bool(number)))
        self.last = "item" if taken == 1 else "block"
        return taken

    def _text(self, line: str, indent: int) -> None:
        line = _literal_start(line)
        if self.last == "item":  # the item goes on, wherever its line begins
            self.lines.append(line)
            return
        pad = self._pad(indent) if self.last != "text" else ""
        if self.last == "block":
            self._part()
        self.lines.append(pad + line)
        self.last = "text"

    def _pad(self, indent: int) -> str:
        """Return the indent of a block that belongs to an open item; close the items it leaves."""
        while self.items and indent < self.items[-1][0] + 2:
            self.items.pop()
        return "    " * len(self.items)

    def _part(self) -> None:
        if self.last != "blank":
            self.lines.append("")


def _code(lines: list[str], at: int, opening: str, indent: int) -> tuple[Code, int]:
    """Read the fenced block that ``opening`` begins; return it and how many lines it took."""
    mark = opening[: len(opening) - len(opening.lstrip(opening[0]))]
    end = at + 1
    while end < len(lines):
        closing = lines[end].strip()
        if closing.startswith(mark) and not closing.strip(mark[0]):
            break
        end += 1
    inside = [_without_indent(line, indent) for line in lines[at + 1 : end]]
    beside = opening[len(mark) :].strip()
    if not _LANGUAGE.fullmatch(beside):  # words, not the name of a language
        inside.insert(0, beside)
    return Code("\n".join(inside)), end + 1 - at


def _is_rule(line: str) -> bool:
    marks = line.replace(" ", "")
    return len(marks) > 2 and marks[0] in "-*_" and not marks.strip(marks[0])


def _is_table(lines: list[str], at: int) -> bool:
    if at + 1 == len(lines) or "|" not in lines[at] or lines[at].count("|") > TABLE_COLUMNS_MAX + 1:
        return False
    separator = lines[at + 1]
    return "-" in separator and "|" in separator and not separator.strip("|:- ")


def _cells(row: str) -> list[str]:
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL_BORDER.split(row.strip())]
    if not cells[0]:
        cells.pop(0)
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells or [""]


def _fitted(cells: list[str], columns: int) -> list[str]:
    """As many cells as the head has; what is too much stays in the last one."""
    if len(cells) > columns:
        cells[columns - 1 :] = [" | ".join(cells[columns - 1 :])]
    return cells + [""] * (columns - len(cells))


def _heading(line: str) -> str:
    mark, words = line.split(" ", 1)
    words = words.strip()
    bare = words.rstrip("#")
    return f"{mark} {bare.rstrip() if bare.endswith(' ') else words}"


def _unquoted(line: str, *, wholly: bool) -> str:
    if wholly:
        return line.lstrip("> ")
    return line.lstrip(" ")[1:].removeprefix(" ")


def _without_indent(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _literal_start(words: str) -> str:
    """Put a backslash before what the library would take for an item or a quote."""
    if words.startswith(">"):
        return "\\" + words
    if found := _LIBRARY_ITEM.match(words):
        mark_end = found.end() - 2
        return f"{words[:mark_end]}\\{words[mark_end:]}"
    return words
