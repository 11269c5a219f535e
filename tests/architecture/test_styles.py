"""Style sheets: one for both directions, colours and letters only from the tokens."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2

from tests.architecture.house import files, short, told

PHYSICAL = re.compile(
    r"(left|right)|(margin|padding|border|scroll-margin|scroll-padding|inset)-(left|right)(-.*)?"
    r"|border-(top|bottom)-(left|right)-radius"
)
#: Values that name a side.
SIDED = {"text-align", "float", "clear", "justify-content", "justify-items", "justify-self", "caption-side"}
#: Shorthands of four sides: right and left must be equal.
FOUR = {"margin", "padding", "inset", "border-width", "border-style", "border-color", "scroll-margin", "scroll-padding"}
COLOUR_FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"}
NAMED = {
    "aqua", "beige", "black", "blue", "brown", "coral", "crimson", "fuchsia", "gold", "gray", "green", "grey",
    "ivory", "khaki", "lime", "linen", "maroon", "navy", "olive", "orange", "orchid", "pink", "plum", "purple",
    "red", "salmon", "sienna", "silver", "tan", "teal", "tomato", "violet", "wheat", "white", "yellow",
}
#: How letters may be set outside the tokens: by their name, as the parent's, in points on paper.
#: Joined letters bear no spacing (DESIGN, "Type").
ALLOWED = {
    "letter-spacing": re.compile(r"^\s*(inherit|normal|0)\s*$"),
    "font-size": re.compile(r"var\(|inherit|\dem\b|%|\d(pt|mm)\b"),
    "font-family": re.compile(r"var\(|inherit"),
}
ANY = re.compile("")
SHEETS = files(".css", under=("static",))


def declarations(path: Path) -> Iterator[Any]:
    """Every declaration of a sheet, however deep its rule."""

    def walk(content: list[Any]) -> Iterator[Any]:
        for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if node.type == "declaration":
                yield node
            elif getattr(node, "content", None) is not None:
                yield from walk(node.content)
            elif node.type == "error":
                raise AssertionError(f"{short(path)} line {node.source_line}: {node.message}")

    for node in tinycss2.parse_stylesheet(path.read_text("utf-8"), skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            raise AssertionError(f"{short(path)} line {node.source_line}: {node.message}")
        if getattr(node, "content", None) is not None and getattr(node, "lower_at_keyword", "") != "font-face":
            yield from walk(node.content)


def tokens(values: list[Any]) -> Iterator[Any]:
    """Every token of a value, inside functions too."""
    for value in values:
        yield value
        yield from tokens(getattr(value, "arguments", None) or getattr(value, "content", None) or [])


def shown(path: Path, declaration: Any) -> str:
    """Where a declaration stands and what it says."""
    return f"{short(path)} line {declaration.source_line}: {declaration.name}:{tinycss2.serialize(declaration.value)}"


def test_there_are_sheets():
    assert SHEETS


def test_directions_are_logical():
    problems = []
    for path in SHEETS:
        for found in declarations(path):
            value = [v for v in found.value if v.type not in {"whitespace", "comment"}]
            sides = {v.lower_value for v in value if v.type == "ident"} & {"left", "right"}
            text = [tinycss2.serialize([v]) for v in value]
            uneven = found.lower_name in FOUR and len(text) == 4 and text[1] != text[3]
            if PHYSICAL.fullmatch(found.lower_name) or (found.lower_name in SIDED and sides) or uneven:
                problems.append(shown(path, found))
    assert not problems, "Use inline-start and inline-end:" + told(problems)


def test_colours_come_from_the_tokens():
    problems = [
        shown(path, found)
        for path in SHEETS
        if path.name != "tokens.css"
        for found in declarations(path)
        for token in tokens(found.value)
        if token.type == "hash"
        or (token.type == "function" and token.lower_name in COLOUR_FUNCTIONS)
        or (token.type == "ident" and token.lower_value in NAMED)
    ]
    assert not problems, "Name the colour by its role in tokens.css:" + told(problems)


def test_letters_are_set_by_the_tokens():
    problems = [
        shown(path, found)
        for path in SHEETS
        if path.name != "tokens.css"
        for found in declarations(path)
        if not ALLOWED.get(found.lower_name, ANY).search(tinycss2.serialize(found.value))
    ]
    assert not problems, told(problems)


def test_nothing_is_loaded_from_elsewhere():
    elsewhere = re.compile(r"(?:url\(|from |import\()\s*['\"]?(?:https?:)?//[^)'\"\s]+")
    problems = [
        f"{short(path)}: {address[0]}"
        for path in files(".css", ".js", ".svg", under=("static",))
        for address in elsewhere.finditer(path.read_text("utf-8"))
    ]
    assert not problems, told(problems)
