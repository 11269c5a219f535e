"""Where a text answers a question: the found words, and the passage that shows most of them.

Works on the text as people wrote it; every mark is a span of its characters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from forum.search.arabic import Forms, Word, forms, words
from forum.search.arabic.analysis import subjects
from forum.search.plan import Plan

#: Characters of a passage, about three lines on a phone.
PASSAGE = 240
#: Words in view that a passage begins before the first found one.
LEAD = 5
#: A misspelt word is shown found where this part of its grams agrees.
ALIKE = 0.5


class Segment(NamedTuple):
    """A stretch of text, and whether it is a found word."""

    text: str
    is_found: bool


class Mark(NamedTuple):
    """A found word: its half-open span, what of the question it answers (folded), how well, and in what words."""

    start: int
    end: int
    answers: str
    worth: float
    said: str


class Why(NamedTuple):
    """A word of the question, and how it stands in the text."""

    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A title and a passage with the found words marked, and why they were found."""

    title: tuple[Segment, ...]
    passage: tuple[Segment, ...]
    why: tuple[Why, ...] = ()


class Marker:
    """Finds the words of one plan in texts."""

    def __init__(self, plan: Plan, asked: str = "", unknown: frozenset[str] = frozenset()) -> None:
        self._exact = plan.exact
        self._typed = {word.folded: asked[word.start : word.end] for word in words(asked)}
        self._by_form: dict[str, tuple[str, float]] = {}
        self._unknown = [concept.forms for concept in plan.concepts if concept.forms.word in unknown]
        for concept in plan.concepts:
            self._learn(concept.forms, concept.weight)
        self._phrases = [
            (tuple(form.light for form in alternative.forms), " ".join(c.forms.word for c in span.concepts))
            for span in plan.spans
            for alternative in span.alternatives
        ]

    def _learn(self, form: Forms, weight: float) -> None:
        self._by_form.setdefault(f"word {form.word}", (form.word, weight))
        if not self._exact:
            self._by_form.setdefault(f"light {form.light}", (form.word, weight))
            self._by_form.setdefault(f"root {form.root}", (form.word, weight * 0.9))

    def marks(self, text: str) -> list[Mark]:
        """The found words of a text, in order, without overlap."""
        found = [(word, forms(word.folded)) for word in subjects(text)]
        marks = {i: mark for i, (word, form) in enumerate(found) if (mark := self._mark(text, word, form))}
        if not self._exact:
            self._mark_phrases(text, found, marks)
        return [marks[i] for i in sorted(marks)]

    def _mark(self, text: str, word: Word, form: Forms) -> Mark | None:
        said = text[word.start : word.end]
        for field in ("word", "light", "root"):
            if known := self._by_form.get(f"{field} {getattr(form, field)}"):
                return Mark(word.start, word.end, *known, said)
        for asked in self._unknown:
            shared = set(asked.grams) & set(form.grams)
            if len(shared) >= ALIKE * max(len(asked.grams), len(form.grams)):
                return Mark(word.start, word.end, asked.word, 0.8, said)
        return None

    def _mark_phrases(self, text: str, found: Sequence[tuple[Word, Forms]], marks: dict[int, Mark]) -> None:
        stems = [form.light for _, form in found]
        for phrase, asked in self._phrases:
            for at in range(len(stems) - len(phrase) + 1):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    last = at + len(phrase) - 1
                    said = text[found[at][0].start : found[last][0].end]
                    for i in range(at, last + 1):
                        word = found[i][0]
                        marks.setdefault(i, Mark(word.start, word.end, asked, 0.8, said))

    def show(self, title: str, text: str) -> Shown:
        """Mark a title, and the passage of the text that answers most of the question."""
        in_title, in_text = self.marks(title), self.marks(text)
        start, end = _passage(text, in_text)
        seen = [mark for mark in in_text if mark.start >= start and mark.end <= end]
        return Shown(
            segments(title, in_title), segments(text, seen, start, end), self._why([*in_title, *seen])
        )

    def _why(self, marks: Sequence[Mark]) -> tuple[Why, ...]:
        """Words of the question that stand nowhere as they were typed, and in what form they do."""
        as_typed = {mark.answers for mark in marks if _is_same(mark.answers, mark.said)}
        told = {mark.answers: mark.said for mark in reversed(marks) if mark.answers not in as_typed}
        return tuple(
            Why(" ".join(self._typed.get(word, word) for word in asked.split()), said)
            for asked, said in reversed(told.items())
        )


def _is_same(asked: str, said: str) -> bool:
    """Whether words differ by nothing but spelling and the article."""
    folded = [word.folded for word in words(said)]
    return [word.removeprefix("ال") for word in folded] == [word.removeprefix("ال") for word in asked.split()]


def segments(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> tuple[Segment, ...]:
    """Cut a stretch of text at its marks; joined together the segments are the stretch again."""
    end = len(text) if end is None else end
    cut, at = [], start
    for mark in marks:
        if mark.start > at:
            cut.append(Segment(text[at : mark.start], False))
        cut.append(Segment(text[mark.start : mark.end], True))
        at = mark.end
    if at < end:
        cut.append(Segment(text[at:end], False))
    return tuple(cut)


def _passage(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """The span of the passage with the most different found words."""
    if len(text) <= PASSAGE:
        return 0, len(text)
    best, best_worth = 0, -1.0
    for first, mark in enumerate(marks):
        seen: dict[str, float] = {}
        for other in marks[first:]:
            if other.end > mark.start + PASSAGE * 0.8:
                break
            seen[other.answers] = max(seen.get(other.answers, 0.0), other.worth)
        if sum(seen.values()) > best_worth:
            best, best_worth = mark.start, sum(seen.values())
    start = _back(text, best, LEAD)
    end = min(len(text), start + PASSAGE)
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _back(text: str, at: int, words: int) -> int:
    """The place some words before ``at``, not before the paragraph."""
    while at > 0 and words:
        at -= 1
        if text[at] == "\n":
            return at + 1
        words -= text[at].isspace()
    return at + 1 if at > 0 else 0
