"""Reads rendered HTML as a browser does, to say what it holds."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

#: Written out again on purpose: the test does not trust the list that the product uses.
ATTRIBUTES = {
    "p": {"dir"},
    "li": {"dir"},
    "blockquote": {"dir"},
    "pre": {"dir"},
    "td": {"dir"},
    "ul": {"dir"},
    "h3": {"dir"},
    "h4": {"dir"},
    "h5": {"dir"},
    "h6": {"dir"},
    "code": {"dir"},
    "table": {"dir"},
    "th": {"dir", "scope"},
    "ol": {"dir", "start"},
    "a": {"href", "rel", "dir"},
    "div": {"class", "tabindex"},
    "br": set(),
    "hr": set(),
    "em": set(),
    "strong": set(),
    "del": set(),
    "bdi": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
}
BLOCKS = {"p", "li", "h3", "h4", "h5", "h6", "td", "th", "pre"}
OPEN = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def parsed(markup: str) -> Element:
    """Return the tree that a browser makes of ``markup``."""
    return html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False)


def faults(markup: str) -> Iterator[str]:
    """Say what in ``markup`` no member may bring onto a page."""
    for element in parsed(markup).iter():
        tag = element.tag
        if tag == "DOCUMENT_FRAGMENT":
            continue
        if tag not in ATTRIBUTES:
            yield f"element {tag!r}"
            continue
        yield from (f"{tag} {name}={value!r}" for name, value in element.items() if not _fits(tag, name, value))
        if tag == "a" and not {"href", "rel"} <= set(element.keys()):
            yield "a link without address or rel"


def _fits(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES[tag]:
        return False
    if name == "href":
        return leads_somewhere_safe(value)
    allowed = {
        "dir": {"auto", "rtl", "ltr"},
        "rel": {"nofollow noopener noreferrer"},
        "scope": {"col"},
        "class": {"table-scroll"},
        "tabindex": {"0"},
    }
    return value in allowed[name] if name in allowed else value.isdecimal()


def leads_somewhere_safe(address: str) -> bool:
    """Whether a browser that reads ``address`` stays with http, https, mailto or this site."""
    seen = re.sub(r"[\t\r\n]", "", address).strip("".join(map(chr, range(33))))  # as the URL standard reads it
    if seen.startswith("/"):
        return seen[1:2] not in ("/", "\\")
    return urlsplit(seen).scheme in ("http", "https", "mailto")


def leaks(markup: str) -> Iterator[str]:
    """Blocks whose bidi controls would reach the words after them, or that hold an override."""
    if not CONTROLS.search(markup):
        return
    for element in parsed(markup).iter():
        if element.tag in BLOCKS and not is_closed(words := "".join(element.itertext())):
            yield ascii(words)


def is_closed(words: str) -> bool:
    """Whether every bidi control in ``words`` is opened and closed in order, and none overrides."""
    waiting: list[str] = []
    for mark in CONTROLS.findall(words):
        if mark in OPEN:
            waiting.append(OPEN[mark])
        elif not waiting or waiting.pop() != mark:
            return False
    return not waiting


def letters(words: str) -> list[str]:
    """The runs of letters in ``words``, to compare texts whatever their marks."""
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", words))
