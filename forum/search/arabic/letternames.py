"""Latin letters by their Arabic names: «جي بي اس» is GPS as it is said."""

from collections.abc import Sequence
from itertools import product

#: Folded name → the letters it may be.
LETTERS = {
    "اي": "iae", "ايه": "a", "بي": "bp", "سي": "c", "دي": "d", "اف": "f", "جي": "gj", "اتش": "h", "ايتش": "h",
    "جيه": "j", "كي": "k", "كيه": "k", "ال": "l", "ام": "m", "ان": "n", "او": "o", "كيو": "q", "ار": "r",
    "اس": "s", "تي": "t", "يو": "u", "في": "v", "دبليو": "w", "اكس": "x", "واي": "y", "زد": "z", "زي": "z",
}  # fmt: skip

#: No more readings of one abbreviation than this are tried.
READINGS = 24


def readings(names: Sequence[str]) -> list[str]:
    """The abbreviations that a run of letter names may spell.

    >>> readings(["جي", "بي", "اس"])[:2]
    ['gbs', 'gps']
    """
    choices = product(*(LETTERS[name] for name in names))
    return ["".join(letters) for letters, _ in zip(choices, range(READINGS), strict=False)]


def run_length(words: Sequence[str], at: int) -> int:
    """How many words from ``at`` on are names of letters."""
    end = at
    while end < len(words) and words[end] in LETTERS:
        end += 1
    return end - at
