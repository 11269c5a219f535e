"""Roots: the consonants that a family of Arabic words shares.

«طريق» and «طرق», «مخطط» and «تخطيط» look different to a machine and are one
thing to a reader. A root is found by taking affixes off in every sensible way and
laying the rest over the patterns of the language; the cheapest reading wins.
Foreign words fit no pattern and keep their light stem.
"""

from functools import lru_cache

from forum.search.arabic.letters import is_arabic, listed
from forum.search.arabic.stems import english, lemma, strip

#: Forms of nouns and verbs over ف ع ل; other letters stand for themselves.
_PATTERNS = """
فعل
فاعل فعال فعول فعيل مفعل افعل تفعل يفعل نفعل فيعل فوعل
مفعول مفعال مفعيل مفاعل تفاعل تفعيل تفعال افعال انفعل منفعل افتعل مفتعل يفتعل تفتعل نفتعل فواعل
فعايل فعالي افاعل فاعول يفاعل متفعل يتفعل ينفعل تنفعل فياعل فعاول فعلان افعلي
استفعل مستفعل يستفعل تستفعل انفعال افتعال مفاعيل فواعيل تفاعيل متفاعل يتفاعل افاعيل مفتعال فياعيل
استفعال
"""
PATTERNS = _PATTERNS.split()

_PREFIXES = listed("وبال فبال وكال ولل فلل وال فال بال كال لل ال وب ول وس فس و ف ب ل ك س")
_SUFFIXES = listed(
    "اتها اتهم اتنا ياتها تهما اته ونها ينها تهم تها تنا يات تان تين وها وهم هما ته تي "
    "ها هم هن كم نا ات ون ين ان يه وا تا تم ني ه ي ت ا ك ن"
)

#: How unlikely each ending is to be one, against a part of the word.
_DEAR = 0.8
_SUFFIX_COST = {"ه": 0.1, "ات": 0.2, "يه": 0.2, "يات": 0.2, "ون": 0.3, "ين": 0.3, "ها": 0.3, "ي": 0.3}
_SUFFIX_COST |= {"هم": 0.5, "ان": 0.5, "ا": 0.5}


def _compiled(pattern: str) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """Where the three consonants stand, and which letters must stand beside them."""
    slots = [pattern.index("ف"), pattern.index("ع"), pattern.rindex("ل")]
    others = tuple((i, letter) for i, letter in enumerate(pattern) if i not in slots)
    return tuple(slots), others


_BY_LENGTH: dict[int, list] = {}
for _pattern in PATTERNS:
    _BY_LENGTH.setdefault(len(_pattern), []).append(_compiled(_pattern))


def _laid_over_patterns(core: str) -> str | None:
    for (first, second, third), others in _BY_LENGTH.get(len(core), ()):
        if all(core[i] == letter for i, letter in others):
            return core[first] + core[second] + core[third]
    return None


def _prefix_cost(prefix: str) -> float:
    if not prefix:
        return 0.0
    if prefix.endswith(("ال", "لل")):
        return 0.2
    return 2.3 if prefix in ("س", "ك", "ف", "وس", "فس") else 1.5


_PREFIX_COSTS = {prefix: _prefix_cost(prefix) for prefix in ("", *_PREFIXES)}


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """The root of a folded Arabic word, or its light stem when no pattern fits.

    >>> root("المخططات") == root("تخطيطهم")
    True
    """
    if not is_arabic(word):
        return english(word)
    word = lemma(word)
    best, cheapest = None, 99.0
    for prefix in ("", *_PREFIXES):
        if not word.startswith(prefix) or len(word) - len(prefix) < 3:
            continue
        for suffix in ("", *_SUFFIXES):
            core = word[len(prefix) : len(word) - len(suffix)]
            if len(core) < 3 or not word.endswith(suffix):
                continue
            cost = _PREFIX_COSTS[prefix] + (_SUFFIX_COST.get(suffix, _DEAR) if suffix else 0.0)
            cost -= 0.8 if len(core) == 3 else 0.0
            if cost < cheapest and (found := _laid_over_patterns(core)):
                best, cheapest = found, cost
    return best or strip(word)
