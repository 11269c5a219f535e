"""Foreign names and terms in Arabic letters: people write them with and without vowels, and each in their way.

«الدومينيكان» and «الدومنيكان», «أوكسجين» and «الأكسجين», «توغو» and «توجو» are
the same word. What they share are their consonants, those that stand for one
foreign sound taken together.
"""

from forum.search.arabic.letters import listed
from forum.search.arabic.stems import strip

_PREFIXES = listed("وال فال بال كال لل ال و ب ل ف ك")
_SUFFIXES = listed("ات ون ين يه يا ه ي ا")

#: Vowels go; letters that spell one foreign sound, or are taken for each other in haste, fall together.
_SOUNDS = str.maketrans({"ط": "ت", "ث": "ت", "غ": "ج", "ظ": "ض", "ذ": "د"} | dict.fromkeys("ءاوي"))

#: Stands before a skeleton, so that it is never taken for a root.
MARK = "~"


def skeleton(word: str) -> str:
    """The consonants of a folded word that fits no Arabic pattern; its light stem if they are too few.

    What looks like a prefix is taken off even from the name itself («كاليفورنيا»),
    because only so the name with a real prefix («بكاليفورنيا») comes to the same.

    >>> skeleton("الدومينيكان") == skeleton("دومنيكان")
    True
    """
    left = word
    for _ in range(3):
        left = _without(left, _PREFIXES)
    for suffix in _SUFFIXES:
        if left.endswith(suffix) and len(left) - len(suffix) >= 3:
            left = left[: -len(suffix)]
            break
    consonants = left.translate(_SOUNDS)
    return MARK + consonants if len(consonants) >= 3 else strip(word)


def _without(word: str, prefixes: tuple[str, ...]) -> str:
    """A word without the first of ``prefixes`` that it has, if four letters remain."""
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            return word[len(prefix) :]
    return word
