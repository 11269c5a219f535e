"""Which addresses a member's link may lead to. The answer is the same for every reader."""

import re
from urllib.parse import urlsplit

from forum.kernel.rendering.rules import ADDRESS_MAX

#: What browsers drop or rewrite inside an address, and what reorders it for the eye.
_UNFIT = re.compile(r"""[\x00-\x20\x7f-\xa0\\<>"`{}|^\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|\s""")

#: What people type after an address and do not mean as a part of it.
_AFTERWARDS = frozenset(".,:;!?…،؛؟»”’'*_~")


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
            named = bool(parts.hostname) and "@" not in parts.netloc
            fit = written_out and named and parts.port != 0
        else:
            fit = parts.scheme == "mailto" and "@" in parts.path[1:]
    except ValueError:  # an unclosed [ of an IPv6 host, a port that is no number
        return None
    return address if fit else None


def bare_address(typed: str) -> tuple[str, str | None]:
    """Split an address typed into a sentence from the sentence: the words and where they lead.

    >>> bare_address("www.molg.pna.ps/plan_(2021)).")
    ('www.molg.pna.ps/plan_(2021)', 'https://www.molg.pna.ps/plan_(2021)')
    """
    if len(typed) > ADDRESS_MAX:
        return typed, None
    end = len(typed)
    unopened = typed.count(")") - typed.count("(")
    while end:
        if typed[end - 1] == ")" and unopened > 0:
            unopened -= 1
        elif typed[end - 1] not in _AFTERWARDS:
            break
        end -= 1
    words = typed[:end]
    if words.startswith("http"):
        return words, safe_address(words)
    return words, safe_address(f"https://{words}") if "." in words[4:] else None
