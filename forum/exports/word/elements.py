"""Writing WordprocessingML: elements with their namespace, text that XML can hold."""

import re
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: str) -> str:
    """Words as XML holds them; what XML forbids is dropped."""
    return escape(_UNWRITABLE.sub("", words))


def attribute(value: object) -> str:
    """A value in quotes."""
    return quoteattr(_UNWRITABLE.sub("", str(value)))


def el(tag: str, /, *children: str, **attributes: object) -> str:
    """An element of WordprocessingML; attributes get its namespace too.

    A trailing underscore keeps a name from being a Python word: ``type_``.

    >>> el("jc", val="center")
    '<w:jc w:val="center"/>'
    """
    given = "".join(f" w:{key.rstrip('_')}={attribute(value)}" for key, value in attributes.items())
    inside = "".join(children)
    return f"<w:{tag}{given}>{inside}</w:{tag}>" if inside else f"<w:{tag}{given}/>"
