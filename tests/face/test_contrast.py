"""Every pair of colours that meets on a page can be read in the sun, by day and by night."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
import tinycss2.color4

SHEET = Path(__file__).parents[2] / "static/css/tokens.css"

#: What words are written on.
GROUNDS = ["paper", "raised", "sand", "olive-wash", "terracotta-wash", "right-wash", "wrong-wash"]
#: Colours that words are written in, on any ground.
WORDS = ["ink", "quiet", "olive", "olive-deep", "terracotta", "wrong", "right"]
#: Words on a full colour: main buttons, the count on the bell.
ON = [("on-olive", "olive"), ("on-olive", "olive-deep"), ("on-terracotta", "terracotta"), ("paper", "ink")]
#: Edges, bars and icons that carry a meaning, and what they stand on.
EDGES = [
    *((edge, ground) for edge in ("edge", "sand-edge") for ground in ("paper", "raised", "sand", "olive-wash")),
    *((f"tint-{name}", ground) for ground in ("paper", "raised", "olive-wash", "sand") for name in (
        "public-relations", "engineering", "finance", "village-councils", "innovation", "other")),
]
PAIRS = [
    *((word, ground, 4.5) for word in WORDS for ground in GROUNDS),
    *((word, ground, 4.5) for word, ground in ON),
    *((edge, ground, 3.0) for edge, ground in EDGES),
]


def blocks(content: list, where: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Each rule of the sheet: its selector after the conditions it stands in, and its custom properties."""
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.content:
            yield from blocks(node.content, f"{where}@{node.at_keyword} {tinycss2.serialize(node.prelude).strip()} ")
        elif node.type == "qualified-rule":
            inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            found = {d.name: tinycss2.serialize(d.value).strip() for d in inside if d.type == "declaration"}
            yield where + tinycss2.serialize(node.prelude).strip(), found


def themes() -> dict[str, dict[str, str]]:
    """The custom properties of day and night."""
    rules: dict[str, dict[str, str]] = {}
    for node in tinycss2.parse_stylesheet(SHEET.read_text("utf-8"), skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.content:
            for selector, found in blocks(node.content):
                rules.setdefault(selector, {}).update(found)
    day = rules[":root"]
    chosen = rules['@media screen :root[data-theme="dark"]']
    device = rules['@media screen and (prefers-color-scheme: dark) :root:not([data-theme="light"])']
    return {"day": day, "night": {**day, **device}, "night, chosen": {**day, **chosen}}


THEMES = themes()


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = tinycss2.color4.parse_color(colour).coordinates
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21.

    >>> round(contrast("#000", "#fff"))
    21
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_can_be_read(theme: str):
    colours = THEMES[theme]
    weak = [
        f"--{front} on --{ground}: {ratio:.2f}, at least {least}"
        for front, ground, least in PAIRS
        if (ratio := contrast(colours[f"--{front}"], colours[f"--{ground}"])) < least
    ]
    assert not weak, "\n".join(weak)


def test_night_is_the_same_whether_the_device_or_the_reader_chose_it():
    assert THEMES["night"] == THEMES["night, chosen"]


def test_every_colour_of_the_day_has_its_night():
    day, night = THEMES["day"], THEMES["night"]
    colours = [name for name, value in day.items() if value.startswith(("#", "rgb"))]
    assert [name for name in colours if night[name] == day[name]] == []


def test_no_colour_escapes_this_test():
    tested = {name for front, ground, _ in PAIRS for name in (front, ground)}
    colours = {name.removeprefix("--") for name, value in THEMES["day"].items() if value.startswith("#")}
    # a hairline parts without meaning anything: no ratio is asked of it
    assert colours - tested == {"line"}
