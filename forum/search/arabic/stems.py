"""Light stems: a word without its little words and endings.

Arabic writes «and», «in», «for», «the» onto the word and «their» behind it:
«وبمخططاتهم» is one word on paper. A light stem takes such letters off by rule
and never touches the inside. The rules go back to light10 (Larkey, Ballesteros,
Connell 2007), with more endings and length guards chosen by measurement.
"""

from collections.abc import Iterable
from functools import lru_cache

from forum.search.arabic.letters import is_arabic, listed
from forum.search.arabic.wordlists import singulars

PREFIXES = listed("وبال وكال وال فال بال كال ولل فلل لل ال وب ول و ب ل ف")
SUFFIXES = listed("تهما تها تهم هما ها هم هن نا كم ته ان ات ون ين يه وا ه ي ا")

#: What may stand before and behind a word that is in a word list.
PROCLITICS = ("", *PREFIXES, "ك")
ENCLITICS = ("", "ها", "هم", "هن", "هما", "نا", "كم", "ه", "ك", "ا")


def by_edge(affixes: Iterable[str], edge: int) -> dict[str, tuple[str, ...]]:
    """Affixes by the letter at their outer edge (0 first, -1 last), in their order; the empty one is with all."""
    letters = {affix[edge] for affix in affixes if affix}
    return {"": ("",)} | {
        letter: tuple(affix for affix in affixes if not affix or affix[edge] == letter) for letter in letters
    }


_BY_FIRST, _BY_LAST = by_edge(PROCLITICS, 0), by_edge(ENCLITICS, -1)


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The singular of a broken plural that the lexicon knows, whatever is written onto it; else the word.

    >>> lemma("وبالرخص")
    'رخصه'
    """
    known = singulars()
    suffixes = [suffix for suffix in _BY_LAST.get(word[-1:], _BY_LAST[""]) if word.endswith(suffix)]
    for prefix in _BY_FIRST.get(word[:1], _BY_FIRST[""]):
        if not word.startswith(prefix):
            continue
        for suffix in suffixes:
            core = word[len(prefix) : len(word) - len(suffix)]
            if len(core) > 2 and core in known:
                return known[core]
    return word


def _without_prefix(word: str) -> str:
    for prefix in PREFIXES:
        rest = len(word) - len(prefix)
        if word.startswith(prefix) and rest >= (4 if len(prefix) == 1 else 3):
            return word[len(prefix) :]
    return word


def _without_suffix(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=200_000)
def light(word: str) -> str:
    """The light stem of a folded word; English words lose their plural and verb endings."""
    if not is_arabic(word):
        return english(word)
    return strip(lemma(word))


@lru_cache(maxsize=200_000)
def strip(word: str) -> str:
    """A folded Arabic word without its prefix and suffix."""
    return _without_suffix(_without_prefix(word))


def english(word: str) -> str:
    """A folded English word without -s, -ies, -ing, -ed, where enough is left."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending, least in (("ing", 4), ("ed", 4), ("es", 3), ("s", 3)):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= least and not word.endswith("ss"):
            return rest if ending != "es" or rest.endswith(("s", "x", "z", "ch", "sh")) else word[:-1]
    return word
