"""Characters that may not travel as they came: controls, half surrogates, bidi overrides."""

import re

#: What no text may hold: C0 and C1 controls (tab and newline stay), lone surrogates,
#: noncharacters. U+0000 and surrogates are shown as U+FFFD, the others are dropped.
_BROKEN = re.compile("[\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NEWLINE = re.compile("\r\n?|[\x85\u2028\u2029]")

_EMBEDDINGS = "\u202a\u202b"
_OVERRIDES = "\u202d\u202e"
_POP = "\u202c"
_ISOLATES = "\u2066\u2067\u2068"
_POP_ISOLATE = "\u2069"
_DIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: Unicode allows 125 levels; people who paste a telephone number use one.
_DEPTH_MAX = 8


def normalise(text: str) -> str:
    """Return ``text`` with ``\\n`` newlines, spaces for tabs, and only characters that can be shown."""
    if "\r" in text or "\x85" in text or "\u2028" in text or "\u2029" in text:
        text = _NEWLINE.sub("\n", text)
    return _CONTROL.sub("", _BROKEN.sub("\ufffd", text)).expandtabs(4)


def keep_direction_inside(text: str) -> str:
    """Drop the bidi controls that would reorder what stands around them.

    Embeddings and isolates that are closed on their own line stay: phones wrap
    telephone numbers in them. Overrides go always, because they only serve to
    disguise, and so does whatever is not closed. LRM, RLM, ALM and the joiners
    open nothing and are left alone.

    Source:
        Unicode TR 36 section 2.2; Boucher and Anderson, "Trojan Source" (2021).
    """
    if not _DIRECTIONAL.search(text):
        return text
    return "\n".join(map(_balanced, text.split("\n")))


def _balanced(line: str) -> str:
    kept = list(line)
    opened: list[tuple[int, str | None]] = []  # where it stands, and what closes it
    for place in [m.start() for m in _DIRECTIONAL.finditer(line)]:
        mark = line[place]
        if mark in _EMBEDDINGS or mark in _OVERRIDES:
            opened.append((place, _POP))
        elif mark in _ISOLATES:
            opened.append((place, _POP_ISOLATE))
        elif opened and opened[-1][1] == mark:
            start, _ = opened.pop()
            if line[start] not in _OVERRIDES and len(opened) < _DEPTH_MAX:
                continue
            kept[start] = kept[place] = ""
        else:
            kept[place] = ""
    for place, _ in opened:
        kept[place] = ""
    return "".join(kept)
