"""Addresses and headers that carry exactly what they say: one recipient, one line."""

import re

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _

#: RFC 5321, section 4.5.3.1: limits of a local part and of a path without its brackets.
LOCAL_MAX, ADDRESS_MAX = 64, 254
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
#: Names that RFC 2606 and RFC 6761 keep for examples: no real person reads mail there.
RESERVED = ("example", "invalid", "localhost", "test", "example.com", "example.net", "example.org")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def address(text: str) -> str:
    """The one mailbox that ``text`` names, its domain in ASCII.

    Quoted local parts, comments, routes and literal addresses are legal in
    mail but no authority gives them to an employee: they are refused, and with
    them every way to say two recipients in one.

    Raises:
        Invalid: this is not one plain address.
    """
    local, at, domain = text.rpartition("@")
    if not at or len(local) > LOCAL_MAX or not _LOCAL.fullmatch(local):
        raise Invalid(_("This is not an e-mail address: write it like name@municipality.ps."))
    labels = _ascii(domain).split(".")
    whole = f"{local}@{'.'.join(labels)}"
    if len(labels) < 2 or len(whole) > ADDRESS_MAX or not all(map(_LABEL.fullmatch, labels)):
        raise Invalid(_("This is not an e-mail address: write it like name@municipality.ps."))
    return whole


def _ascii(domain: str) -> str:
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def is_reserved(mailbox: str) -> bool:
    """Whether nobody can ever read mail there: invented people have such addresses."""
    domain = mailbox.rpartition("@")[2].lower()
    return any(domain == name or domain.endswith(f".{name}") for name in RESERVED)


def one_line(text: str) -> str:
    """``text`` as a header may carry it: no line breaks, no control characters.

    >>> one_line("سؤال\\r\\nBcc: x@y.z")
    'سؤال Bcc: x@y.z'
    """
    printable = "".join(c if not "\ud800" <= c <= "\udfff" else "\N{REPLACEMENT CHARACTER}" for c in text)
    return " ".join(_BREAKS.sub(" ", printable).split())
