"""The guard of all HTML made from people's words: an allow-list, then our own link filter.

``clean`` is the last step of rendering. It trusts nothing that comes before it:
whatever it is given, its answer holds only the tags and attributes named here.
"""

import html
import threading
from collections.abc import Iterator
from typing import Any

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from forum.kernel.rendering.links import safe_address

TAGS = frozenset(
    {"p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"}
    | {"strong", "em", "del", "a", "bdi", "div", "table", "thead", "tbody", "tr", "th", "td"}
)
DIRECTIONS = frozenset({"auto", "ltr", "rtl"})
RELATION = "nofollow noopener noreferrer"
_HREF = (None, "href")
_REL = (None, "rel")


def clean(markup: str) -> str:
    """Return ``markup`` with only what ``TAGS`` and ``_allowed`` let through; words are kept."""
    try:
        return _cleaner().clean(markup)
    except Exception:
        del _ours.cleaner  # a parser that failed half-way is not used again
        raise


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "dir":
        return value in DIRECTIONS
    return (
        (tag == "a" and name in ("href", "rel"))
        or (tag == "ol" and name == "start" and value.isascii() and value.isdigit() and len(value) < 10)
        or (tag == "th" and name == "scope" and value == "col")
        or (tag == "div" and (name, value) in (("class", "table-scroll"), ("tabindex", "0")))
    )


class LinkFilter(Filter):
    """Keeps links that ``safe_address`` allows, marks them as unvouched, drops the others.

    bleach alone lets ``javascript:123`` through, because it takes ``123`` for a port.
    """

    def __iter__(self) -> Iterator[dict[str, Any]]:
        dropped: list[bool] = []
        for token in super().__iter__():
            if token.get("name") != "a":
                yield token
            elif token["type"] == "EndTag":
                if not dropped.pop():
                    yield token
            else:
                address = safe_address(html.unescape(token["data"].get(_HREF, "")))
                dropped.append(address is None)
                if address is not None:
                    token["data"][_HREF] = address.replace("&", "&amp;")
                    token["data"][_REL] = RELATION
                    yield token


_ours = threading.local()  # bleach's parser keeps state, so each thread has its own


def _cleaner() -> Cleaner:
    if not hasattr(_ours, "cleaner"):
        _ours.cleaner = Cleaner(
            tags=TAGS,
            attributes=_allowed,
            protocols={"http", "https", "mailto"},
            strip=True,
            filters=[LinkFilter],
        )
    return _ours.cleaner
