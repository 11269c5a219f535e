"""Which addresses a member's link may lead to. The answer is the same for every reader."""

import re
from urllib.parse import urlsplit

from forum.kernel.rendering.rules import ADDRESS_MAX

#: What browsers drop or rewrite inside an address, and what reorders it for the eye.
_UNFIT = re.compile(r"""[\x00-\x20\x7f-\xa0\\<>"`{}|^\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|\s""")


def safe_address(address: str) -> str | None:
    """Return ``address`` if a member may link to it, else ``None``.

    Allowed are http and https with a host and without a name before it
    (``https://google.com@evil.example`` is a disguise), mailto with a recipient,
    and paths of this site (``/threads/7``), which can never name another host.

    >>> safe_address("https://molg.pna.ps/"), safe_address("/threads/7#post-91")
    ('https://molg.pna.ps/', '/threads/7#post-91')
    >>> safe_address("javascript:123"), safe_address("//evil.example"), safe_address("/\\\\evil")
    (None, None, None)
    """
    address = address.strip(" \t\n")
    if not address or len(address) > ADDRESS_MAX or _UNFIT.search(address):
        return None
    if address.startswith("/"):
        return None if address.startswith("//") else address
    try:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https"):
            written_out = address[len(parts.scheme) :].startswith("://")
            fit = written_out and bool(parts.hostname) and "@" not in parts.netloc
        else:
            fit = parts.scheme == "mailto" and "@" in parts.path[1:]
    except ValueError:  # an unclosed [ of an IPv6 host, a port that is no number
        return None
    return address if fit else None
