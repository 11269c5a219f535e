"""Arabic text by the million: new sentences that walk through the demonstration's own words.

Words follow each other as they do in the demonstration; now and then the walk
jumps to another word, drawn as often as it is used there (so their frequencies
follow Zipf's law as the demonstration's do). Numbers, places and file numbers
are new each time, as in life: they make the long tail of rare words.
"""

import random
import re
from functools import cache
from itertools import pairwise

from forum.authorities.rules import KINDS
from forum.demonstration.sources import threads
from forum.kernel.db import shipped

#: What means something to Markdown; a text without it is rendered a hundred times faster.
_MARKS = re.compile(r"[*_`\[\]<>#|~\\!=&@:/]|^\W*[-+]\s|^\s*\d+[.)]\s", re.M)
_SENTENCE_END = re.compile(r"(?<=[.؟!])\s+|\n+")
_NUMBER = re.compile(r"\d[\d,]*")

#: How often a sentence is taken as it stands, and how often a walk jumps.
TAKEN, JUMP = 0.15, 0.12
#: How often a word gets «و» before it, and a sentence names a place.
JOINED, PLACED = 0.015, 0.12


class Prose:
    """Writes titles and texts; the same seed writes the same."""

    def __init__(self) -> None:
        sayings = [t["body"] for t in threads()] + [r["body"] for t in threads() for r in t["replies"]]
        self.sentences = [s for body in sayings for s in _sentences(body) if 4 <= len(s.split()) <= 40]
        self.titles = [_MARKS.sub(" ", t["title"]) for t in threads()]
        walked = [_words(line) for line in self.sentences + self.titles]
        self.words = [w for sentence in walked for w in sentence]
        self.after: dict[str, list[str]] = {}
        for sentence in walked:
            for word, following in pairwise(sentence):
                self.after.setdefault(word, []).append(following)
        self.starts = [sentence[0] for sentence in walked]
        self.spans = [len(sentence) for sentence in walked]
        self.opening_lengths = [len(t["body"].split()) for t in threads()]
        self.reply_lengths = [len(r["body"].split()) for t in threads() for r in t["replies"]]
        self.places = _places()

    def title(self, chance: random.Random) -> str:
        """A line fit for a thread's title."""
        words = self._walk(chance, 5 + int(chance.random() * 7))
        return f"{words}؟" if chance.random() < 0.4 else words

    def opening(self, chance: random.Random) -> str:
        """The text that a thread begins with."""
        return self._text(chance, chance.choice(self.opening_lengths))

    def reply(self, chance: random.Random) -> str:
        """A reply."""
        return self._text(chance, chance.choice(self.reply_lengths))

    def _text(self, chance: random.Random, length: int) -> str:
        """Paragraphs of together about ``length`` words."""
        paragraphs: list[str] = []
        sentences: list[str] = []
        while length > 5:  # the last sentence runs over by about so many
            sentence = self._sentence(chance)
            sentences.append(sentence)
            length -= sentence.count(" ") + 1
            if len(sentences) > 2 and chance.random() < 0.5:
                paragraphs.append(" ".join(sentences))
                sentences = []
        if sentences:
            paragraphs.append(" ".join(sentences))
        return "\n\n".join(paragraphs)

    def _sentence(self, chance: random.Random) -> str:
        if chance.random() < TAKEN:
            return _NUMBER.sub(lambda _found: _number(chance), chance.choice(self.sentences))
        words = self._walk(chance, chance.choice(self.spans))
        if chance.random() < PLACED:
            words = f"في {chance.choice(self.places)} {words}"
        return f"{words}."

    def _walk(self, chance: random.Random, length: int) -> str:
        roll, words, after = chance.random, self.words, self.after
        word = self.starts[int(roll() * len(self.starts))]
        walked = []
        for _step in range(length):
            walked.append(_number(chance) if word[0].isdecimal() else f"و{word}" if roll() < JOINED else word)
            following = after.get(word)
            if following is None or roll() < JUMP:
                following = words
            word = following[int(roll() * len(following))]
        return " ".join(walked).rstrip(".،؛؟")


def _words(line: str) -> list[str]:
    """The words of a line without the signs round them; a comma stays with its word."""
    return [word for piece in line.split() if (word := piece.strip(".؟!؛()«»\"'–-+"))]


def _sentences(body: str) -> list[str]:
    """Sentences of a text, without tables, lists' marks and emphasis."""
    lines = (line for line in body.split("\n") if not line.startswith("|"))
    plain = "\n".join(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line) for line in lines)
    found = (re.sub(r"\s+", " ", _MARKS.sub(" ", s)).strip(" -–") for s in _SENTENCE_END.split(plain))
    return [s for s in found if s]


def _number(chance: random.Random) -> str:
    """A number as offices write it: mostly small, sometimes a file's."""
    roll = chance.random()
    if roll < 0.55:
        return str(2 + int(roll * 90))
    if roll < 0.9:
        return f"{int(chance.paretovariate(0.9) * 140):,}"[:11].rstrip(",")
    return f"{2014 + int(roll * 1000) % 12}-{int(chance.random() * 90_000) + 10_000}"


@cache
def _kind_words() -> dict[str, str]:
    return dict(zip(KINDS, ("بلدية", "مجلس قروي", "مجلس الخدمات المشترك"), strict=True))


def _places() -> list[str]:
    return [f"{_kind_words()[row['kind']]} {row['name_ar']}" for row in shipped("authorities")]
