"""Roots: the consonants that a family of Arabic words shares.

«طريق» and «طرق», «مخطط» and «تخطيط» look different to a machine and are one
thing to a reader. A root is found by taking affixes off in every sensible way and
laying the rest over the patterns of the language; the cheapest reading wins.
Foreign words fit no pattern and keep their light stem.
"""

from functools import lru_cache
from operator import itemgetter

from forum.search.arabic.letters import is_arabic, listed
from forum.search.arabic.stems import by_edge, english, lemma, strip

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


def _compiled(pattern: str) -> tuple[itemgetter, itemgetter, object]:
    """How to take the three consonants out, how to take what stands beside them, and what that must be."""
    slots = [pattern.index("ف"), pattern.index("ع"), pattern.rindex("ل")]
    others = itemgetter(*(i for i in range(len(pattern)) if i not in slots))
    return itemgetter(*slots), others, others(pattern)


_BY_LENGTH: dict[int, list] = {}
for _pattern in PATTERNS[1:]:
    _BY_LENGTH.setdefault(len(_pattern), []).append(_compiled(_pattern))


def _laid_over_patterns(core: str) -> str | None:
    if len(core) == len(PATTERNS[0]):  # three letters are a root as they stand
        return core
    for consonants, others, needed in _BY_LENGTH.get(len(core), ()):
        if others(core) == needed:
            return "".join(consonants(core))
    return None


def _prefix_cost(prefix: str) -> float:
    if not prefix:
        return 0.0
    if prefix.endswith(("ال", "لل")):
        return 0.2
    return 2.3 if prefix in ("س", "ك", "ف", "وس", "فس") else 1.5


_PREFIX_COSTS = {prefix: _prefix_cost(prefix) for prefix in ("", *_PREFIXES)}
_BY_FIRST, _BY_LAST = by_edge(("", *_PREFIXES), 0), by_edge(("", *_SUFFIXES), -1)


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
    suffixes = [suffix for suffix in _BY_LAST.get(word[-1:], _BY_LAST[""]) if word.endswith(suffix)]
    for prefix in _BY_FIRST.get(word[:1], _BY_FIRST[""]):
        if not word.startswith(prefix) or len(word) - len(prefix) < 3:
            continue
        for suffix in suffixes:
            core = word[len(prefix) : len(word) - len(suffix)]
            if len(core) < 3:
                continue
            cost = _PREFIX_COSTS[prefix] + (_SUFFIX_COST.get(suffix, _DEAR) if suffix else 0.0)
            cost -= 0.8 if len(core) == 3 else 0.0
            if cost < cheapest and (found := _laid_over_patterns(core)):
                best, cheapest = found, cost
    return best or strip(word)
