"""Which topics a text is about: the vocabulary's own words, found in it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from math import log

from forum.search.arabic import content
from forum.topics.models import Topic

# The weights were tried on the 64 invented threads: for 61 of them one of three suggestions
# is a topic that a person had chosen.

#: A word of the title says more about a thread than one of its text.
TITLE_WEIGHT = 5.0
#: A single word of a longer label counts this part of the whole label.
LOOSE_WEIGHT = 0.4
#: A topic that the platform offers first is that much likelier.
OWN_WEIGHT = 2.0
#: The beginning of a text says what it is about; reading further only costs.
WORDS_READ = 400


@lru_cache(maxsize=8192)
def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(word.light for word in content(phrase))


def _phrases(topic: Topic) -> set[tuple[str, ...]]:
    """Labels and synonyms in both languages, each as its stems."""
    synonyms = f"{topic.synonyms_ar};{topic.synonyms_en}".split(";")
    return {stems for text in (topic.label_ar, topic.label_en, *synonyms) if (stems := _stems(text.strip()))}


def _rarity(phrases: Iterable[set[tuple[str, ...]]]) -> dict[str, float]:
    """How much a word tells: one that half of the vocabulary uses tells little."""
    used = Counter(stem for own in phrases for stem in {stem for phrase in own for stem in phrase})
    return {stem: log(1 + len(used) / times) for stem, times in used.items()}


def suggest(
    title: str, text: str, vocabulary: Sequence[Topic], offered: Collection[int] = (), limit: int = 3
) -> list[Topic]:
    """The topics of ``vocabulary`` that fit a thread, best first; none when nothing fits.

    ``offered`` are the ids of topics that the thread's platform offers first.
    """
    phrases = {topic.id: _phrases(topic) for topic in vocabulary}
    rarity = _rarity(phrases.values())
    heading = [word.light for word in content(title)]
    body = [word.light for word in content(text)[:WORDS_READ]]

    def score(topic: Topic) -> float:
        own = phrases[topic.id]
        fit = TITLE_WEIGHT * _fit(own, heading, rarity) + _fit(own, body, rarity)
        return fit * (OWN_WEIGHT if topic.id in offered else 1)

    scores = {topic.id: score(topic) for topic in vocabulary}
    fitting = [topic for topic in vocabulary if scores[topic.id] > 0]
    return sorted(fitting, key=lambda topic: -scores[topic.id])[:limit]


def _fit(phrases: Iterable[tuple[str, ...]], words: Sequence[str], rarity: dict[str, float]) -> float:
    """How strongly phrases stand in words: whole ones count fully, their single words a little."""
    present = Counter(words)
    whole = 0.0
    loose: dict[str, float] = {}
    for phrase in phrases:
        weight = sum(rarity[stem] for stem in phrase)
        if all(present[stem] for stem in phrase) and (times := _times(phrase, words)):
            whole += weight * (1 + log(times))
        else:
            loose |= {stem: rarity[stem] for stem in phrase if present[stem]}
    return whole + LOOSE_WEIGHT * sum(loose.values())


def _times(phrase: tuple[str, ...], words: Sequence[str]) -> int:
    size = len(phrase)
    return sum(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))
