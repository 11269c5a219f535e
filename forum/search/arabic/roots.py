"""Roots: the consonants that a family of Arabic words shares.

«طريق» and «طرق», «مخطط» and «تخطيط» look different to a machine and are one
thing to a reader. A root is found by taking affixes off in every sensible way and
laying the rest over the patterns of the language; the cheapest reading wins.
A preposition is written onto nouns only and «will» onto verbs only, so such a
letter before the wrong kind of pattern is no affix. Roots with a weak letter take
a form of their own from ``weak``, and a word that fits no pattern is taken for a
foreign name (``foreign``).
"""

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from forum.search.arabic.foreign import skeleton
from forum.search.arabic.letters import is_arabic, listed
from forum.search.arabic.stems import by_edge, english, lemma
from forum.search.arabic.weak import HAMZA_FIRST, TRUE_HEH, TRUE_YEH, settled

#: Forms over ف ع ل of what can be noun and verb, of nouns, of verbs; other letters stand for themselves.
BOTH, NOUN, VERB = "both", "noun", "verb"
_PATTERNS = {
    BOTH: "فعل فاعل افعل تفعل تفاعل",
    NOUN: """
        فعال فعول فعيل مفعل فيعل فوعل مفعول مفعال مفعيل مفاعل تفعيل تفعال افعال منفعل مفتعل فواعل
        فعايل فعالي افاعل فاعول متفعل فعاول فعلان افعلي افعيل
        مستفعل انفعال افتعال مفاعيل فواعيل تفاعيل متفاعل افاعيل استفعال
    """,
    VERB: """
        يفعل نفعل انفعل افتعل يفتعل تفتعل نفتعل يفاعل نفاعل يتفعل تتفعل ينفعل تنفعل
        استفعل يستفعل تستفعل نستفعل يتفاعل تتفاعل
    """,
}
#: How much less likely some patterns are than the others.
_RARE = dict.fromkeys(listed("نفعل نفتعل نفاعل نستفعل"), 0.6) | dict.fromkeys(listed("افعلي افعيل فعاول"), 0.3)
_RARE |= dict.fromkeys(listed("تفعال فعلان"), 0.2) | dict.fromkeys(listed("فيعل فوعل"), 0.1)

#: What is written before a word, by how unlikely it is to be that, and what may follow.
_PREFIXES = {
    0.2: {NOUN: "وال فال بال كال وبال وكال فبال ال لل ولل فلل"},
    1.5: {NOUN: "ب ك وب", BOTH: "ل ول و"},
    2.0: {VERB: "س وس فس", BOTH: "ف"},
}
_SUFFIXES = {
    0.1: {BOTH: "ه"},
    0.2: {NOUN: "ات يه يات"},
    0.3: {BOTH: "ون ها", NOUN: "ين ي"},
    0.5: {BOTH: "هم ان ا ت", NOUN: "يا يون يين"},
    0.6: {BOTH: "تهما تهم تها تنا ته", NOUN: "يتين"},
    0.8: {
        BOTH: "ونها ينها ونه وها وهم هما وا هن كم نا تم ني",
        NOUN: "اتها اتهم اتنا ياتها ياتهم اته تان تين تي اء",
        VERB: "تا ن",
    },
    0.9: {BOTH: "ك"},
}
#: A last consonant that is more often an ending costs this much, unless the root is known to have it.
_ENDING = 0.6
#: So does a first consonant that is more often the sign of a verb.
_SIGN = 0.3
#: A root that begins with hamza is likelier than other readings of the same letters.
_HAMZA = 0.3
#: What costs more than this is no reading.
_DEAREST = 2.6


class _Affix(NamedTuple):
    text: str
    kind: str
    cost: float


class _Pattern(NamedTuple):
    """How to take the consonants out, how to take what stands beside them, and what that must be."""

    consonants: itemgetter
    others: itemgetter
    needed: object
    kind: str
    cost: float


def _affixes(costs: dict[float, dict[str, str]]) -> dict[str, _Affix]:
    found = {"": _Affix("", BOTH, 0.0)}
    for cost, kinds in costs.items():
        for kind, texts in kinds.items():
            found |= {text: _Affix(text, kind, cost) for text in listed(texts)}
    return found


def _compiled(pattern: str, kind: str) -> _Pattern:
    slots = [pattern.index("ف"), pattern.index("ع"), pattern.rindex("ل")]
    others = itemgetter(*(i for i in range(len(pattern)) if i not in slots))
    return _Pattern(itemgetter(*slots), others, others(pattern), kind, _RARE.get(pattern, 0.0))


_BEFORE, _BEHIND = _affixes(_PREFIXES), _affixes(_SUFFIXES)
_BY_FIRST, _BY_LAST = by_edge(tuple(_BEFORE), 0), by_edge(tuple(_BEHIND), -1)
_BY_LENGTH: dict[int, list[_Pattern]] = {}
for _kind, _listed in _PATTERNS.items():
    for _pattern in _listed.split():
        if _pattern != "فعل":
            _BY_LENGTH.setdefault(len(_pattern), []).append(_compiled(_pattern, _kind))


def _together(one: str, other: str) -> str | None:
    """The kind of word that both can be."""
    if BOTH in (one, other):
        return other if one == BOTH else one
    return one if one == other else None


def _laid_over_patterns(core: str, kind: str) -> Iterator[tuple[str, float]]:
    """Roots that a core of this kind may have, and what each reading costs."""
    if len(core) == 3:  # three letters are a root as they stand
        yield core, 0.0
    for pattern in _BY_LENGTH.get(len(core), ()):
        if _together(kind, pattern.kind) and pattern.others(core) == pattern.needed:
            yield "".join(pattern.consonants(core)), pattern.cost


def _doubt(found: str, word: str) -> float:
    """How much less likely a root is for its own letters."""
    cost = -_HAMZA if found in HAMZA_FIRST else 0.0
    if (found[2] == "ه" and found not in TRUE_HEH) or (found[2] == "ت" and len(word) > 3):
        cost += _ENDING
    if found[0] == "ي" and found not in TRUE_YEH:
        cost += _SIGN
    return cost


def _readings(word: str) -> Iterator[tuple[str, str, float]]:
    """Every way to read a word: its core without affixes, the root, the cost."""
    suffixes = [_BEHIND[text] for text in _BY_LAST.get(word[-1:], _BY_LAST[""]) if word.endswith(text)]
    for text in _BY_FIRST.get(word[:1], _BY_FIRST[""]):
        if not word.startswith(text):
            continue
        before = _BEFORE[text]
        for behind in suffixes:
            core = word[len(text) : len(word) - len(behind.text)]
            kind = _together(before.kind, behind.kind)
            if len(core) >= 3 and kind:
                for found, cost in _laid_over_patterns(core, kind):
                    yield core, found, before.cost + behind.cost + cost + _doubt(found, word)


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """The root of a folded Arabic word; the skeleton of one that no pattern fits.

    >>> root("المخططات") == root("تخطيطهم")
    True
    """
    if not is_arabic(word):
        return english(word)
    word = lemma(word)
    best, cheapest = None, _DEAREST
    for core, found, cost in _readings(word):
        if cost < cheapest:
            best, cheapest = (core, found), cost
    return settled(*best) if best else skeleton(word)
