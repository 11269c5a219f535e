"""Whom a text speaks to: the names after "@", and the words of others it quotes."""

import html
import re

from forum.kernel.rendering.rules import MENTION_WORDS_MAX, MENTIONS_MAX

_SPEAKS_NOT = re.compile(r"<(/?)(?:blockquote|pre|code|a)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_LETTERS = r"[\w\u064b-\u065f\u0670\u200c'’-]{1,40}"
_NAME = re.compile(rf"(?<![A-Za-z0-9_@./+-])@({_LETTERS}(?: {_LETTERS}){{0,{MENTION_WORDS_MAX - 1}}})")
_MARKS = re.compile(r"([\\`*_\[\]<>|~#])")


def mentions_in(markup: str) -> list[str]:
    """Return what may be names after "@" in HTML that ``to_html`` made, each once.

    Each is up to ``MENTION_WORDS_MAX`` words, because names have spaces and nothing
    ends them: the caller, who knows the members, takes the longest beginning that is
    a name. Code, links and quoted words mention nobody.
    """
    if "@" not in markup:
        return []
    own: list[str] = []
    depth = at = 0
    for tag in _SPEAKS_NOT.finditer(markup):
        if not depth:
            own.append(markup[at : tag.start()])
        depth += -1 if tag[1] else 1
        at = tag.end()
    own.append(markup[at:])
    words = html.unescape(_TAG.sub("\n", "\n".join(own)))
    names = dict.fromkeys(_name(found[1]) for found in _NAME.finditer(words))
    return list(names)[:MENTIONS_MAX]


def _name(typed: str) -> str:
    """``منى_حمدان ثم`` is joined to show where the name ends."""
    joined = typed.split(" ")[0]
    return joined.replace("_", " ").strip() if "_" in joined else typed


def quote(source: str, author: str) -> str:
    """Return Markdown that quotes ``source`` under its author's name, ready to be answered.

    >>> quote("نجمعها ليلا.", "منى حمدان")
    '> **منى حمدان**\\n>\\n> نجمعها ليلا.\\n\\n'
    """
    name = _MARKS.sub(r"\\\1", " ".join(author.split()))
    lines = [f"**{name}**", "", *source.strip().splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
