"""How well each document of one segment answers a plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import takewhile

import numpy as np

from forum.search.arabic import Forms, forms
from forum.search.arabic.analysis import pairs
from forum.search.engines.segments import LABELS, Impacts
from forum.search.engines.snapshot import Looked, Snapshot
from forum.search.engines.weights import (
    ALTERNATIVE,
    CORRECTED,
    CORRECTIONS,
    EXACT_WEIGHTS,
    FIELD_WEIGHTS,
    LOOSE,
    UNKNOWN,
)
from forum.search.plan import Concept, Plan, Span
from forum.search.thesaurus import Alternative

#: Fields that are looked up for every document; the others only for the best.
FIRST = ("word", "light", "root")


@dataclass(slots=True)
class Match:
    """One segment's documents: their score, and what part of the question each holds."""

    number: int
    score: np.ndarray
    held: np.ndarray


class Matcher:
    """Scores the documents of a snapshot against one plan."""

    def __init__(self, snapshot: Snapshot, plan: Plan, hurried: Callable[[], bool] = lambda: False) -> None:
        self.snapshot = snapshot
        self.plan = plan
        self.weights = EXACT_WEIGHTS if plan.exact else FIELD_WEIGHTS
        self.hurried = hurried
        self.known = {concept.forms: self._is_known(concept.forms) for concept in plan.concepts}
        self.asked = sum(self._worth(concept) for concept in plan.concepts)
        self.words = sum(self.known.values())
        self.plan = self._corrected(plan)
        self._looked_up: dict[Concept, tuple[Looked, ...]] = {}
        self._names: dict[Span, bytes] = {}

    def _is_known(self, word: Forms) -> bool:
        fields = [field for field in FIRST if field in self.weights]
        return any(self.snapshot.frequency(field, getattr(word, field)) for field in fields)

    def _worth(self, concept: Concept) -> float:
        """How much of the question a word is."""
        if not self.known[concept.forms]:
            return 0.0
        field = "word" if self.plan.exact else "root"
        return concept.weight * self.snapshot.idf(field, getattr(concept.forms, field))

    def _corrected(self, plan: Plan) -> Plan:
        """The plan with words like them beside the words that nobody wrote."""
        spans = tuple(self._corrected_span(span) for span in plan.spans)
        return plan if plan.exact else replace(plan, spans=spans)

    def _corrected_span(self, span: Span) -> Span:
        if span.alternatives or self.known[span.concepts[0].forms]:
            return span
        word = span.concepts[0].forms.word
        like = self.snapshot.words_like(word, CORRECTIONS)
        more = tuple(Alternative(other, (forms(other),), CORRECTED) for other, _ in like)
        return replace(span, alternatives=span.alternatives + more)

    def match(self, number: int) -> Match:
        """Score one segment by words, stems, roots and equivalents."""
        size = self.snapshot.segments[number].size
        found = Match(number, np.zeros(size, np.float32), np.zeros(size, np.float32))
        for span in sorted(self.plan.spans, key=self._importance):
            if self.hurried():
                break
            self._add(found, span)
        return found

    def _importance(self, span: Span) -> float:
        return -max((self._worth(concept) for concept in span.concepts), default=0.0)

    def _add(self, found: Match, span: Span) -> None:
        """Add one span: a word in its forms, or a phrase and the equivalents that may say it better."""
        if span.alternatives or len(span.concepts) > 1:
            added = self.snapshot.segments[found.number].kept(self._name(span), lambda: self._weighed(found, span))
            worth = 0.0
        else:
            added, worth = self._word(found.number, span.concepts[0]), self._worth(span.concepts[0])
        if added is not None:
            added.add(found.score, found.held, worth)

    def _weighed(self, found: Match, span: Span) -> Impacts | None:
        """What a span adds to one segment: its own words, or the equivalent that says more; and what it holds."""
        size = len(found.score)
        own, held = np.zeros(size, np.float32), np.zeros(size, np.float32)
        seen = [np.zeros(size, bool) for _ in span.concepts]
        for concept, has in zip(span.concepts, seen, strict=True):
            if added := self._word(found.number, concept):
                added.add(own, held, 0.0)
                added.mark(has)
        self._loosen(found.number, span, own)
        best, covered = self._alternatives(found.number, span)
        for concept, has in zip(span.concepts, seen, strict=True):
            if worth := self._worth(concept):
                held += np.float32(worth) * (has | covered)
        return Impacts.of(np.maximum(own, best), held)

    def _name(self, span: Span) -> bytes:
        """A name for what a span adds: it differs where anything differs that goes into it."""
        known = self._names.get(span)
        if known is None:
            parts = [(self._looked(concept), self._worth(concept)) for concept in span.concepts]
            others = [(one.weight, [form.light for form in one.forms]) for one in span.alternatives]
            rare = [self.snapshot.idf("light", concept.forms.light) for concept in span.concepts]
            told = (parts, others, rare, [self.snapshot.averages[field] for field in FIRST])
            known = self._names[span] = blake2b(repr(told).encode(), digest_size=16).digest()
        return known

    def _loosen(self, number: int, span: Span, own: np.ndarray) -> None:
        """Words of a known phrase count less where they do not stand side by side."""
        if len(span.concepts) > 1:
            whole = self.places(number, tuple(concept.forms for concept in span.concepts))
            side_by_side = own[whole]
            own *= np.float32(LOOSE)
            own[whole] = side_by_side

    def _word(self, number: int, concept: Concept) -> Impacts | None:
        return self.snapshot.summed(number, self._looked(concept))

    def _looked(self, concept: Concept) -> tuple[Looked, ...]:
        """The terms of one word, with what each counts; a word that nobody wrote is looked for by its grams."""
        known = self._looked_up.get(concept)
        if known is None:
            form, weights = concept.forms, self.weights
            terms = [(field, getattr(form, field), weights[field]) for field in FIRST if field in weights]
            if not self.known[form] and "grams" in weights:
                terms += [("grams", gram, weights["grams"] * UNKNOWN) for gram in form.grams]
            idf = self.snapshot.idf
            known = tuple((field, term, weight * concept.weight * idf(field, term)) for field, term, weight in terms)
            self._looked_up[concept] = known
        return known

    def _alternatives(self, number: int, span: Span) -> tuple[np.ndarray, np.ndarray]:
        """For each document the best of a span's equivalents, and whether it has one."""
        best = np.zeros(self.snapshot.segments[number].size, np.float32)
        worth = sum(concept.weight * self.snapshot.idf("light", concept.forms.light) for concept in span.concepts)
        for alternative in span.alternatives:
            places = self.places(number, alternative.forms)
            if len(places):
                value = self._saturation(number, alternative, places) * np.float32(worth * alternative.weight)
                best[places] = np.maximum(best[places], value)
        return best, best > 0

    def _saturation(self, number: int, alternative: Alternative, places: np.ndarray) -> np.ndarray:
        """How much of an equivalent each of ``places`` has, its length taken into account.

        What a phrase is worth comes from the words that were typed, not from how rare its own are.
        """
        value = np.zeros(len(places), np.float32)
        for form in alternative.forms:
            factor = ALTERNATIVE / len(alternative.forms) / self.snapshot.idf("light", form.light)
            added = self.snapshot.scored_at(number, "light", form.light, factor, places)
            if added is not None:
                value += added
        return value

    def places(self, number: int, phrase: tuple[Forms, ...]) -> np.ndarray:
        """Documents that have the words side by side; a single word counts by its stem."""
        segment = self.snapshot.segments[number]
        stems = [form.light for form in phrase]
        field, terms = ("light", stems) if len(stems) == 1 else ("pairs", pairs(stems))
        found = [segment.postings(field, term) for term in terms]
        if not found or any(postings is None for postings in found):
            return np.zeros(0, np.int32)
        places = min((postings.places for postings in found if postings), key=len)
        for postings in found:
            if postings:
                places = places[np.isin(places, postings.places, assume_unique=True)]
        return places

    def refined(self, few: Sequence[tuple[int, np.ndarray]]) -> list[np.ndarray]:
        """What grams and pairs add to a few documents: segments and places (rising)."""
        if self.plan.exact:
            return [np.zeros(len(places), np.float32) for _, places in few]
        looked = [("pairs", pair, self.weights["pairs"]) for pair in self.plan.pairs]
        for concept in self.plan.concepts:
            if self.known[concept.forms]:
                factor = self.weights["grams"] * concept.weight
                looked += [("grams", gram, factor) for gram in concept.forms.grams]
        return self.snapshot.scored_among(takewhile(lambda _: not self.hurried(), looked), few)

    def allowed(self, number: int) -> np.ndarray:
        """Documents of a segment that are there and meet phrases, exclusions and labels."""
        segment = self.snapshot.segments[number]
        alive = segment.alive()
        allowed = np.ones(segment.size, bool) if alive is None else alive.copy()
        for phrase in filter(None, self.plan.phrases):
            allowed &= _marked(segment.size, self.places(number, phrase))
        for phrase in filter(None, self.plan.without):
            allowed[self.places(number, phrase)] = False
        for label in self.plan.labels:
            found = segment.postings(LABELS, label)
            allowed &= _marked(segment.size, found.places if found else np.zeros(0, np.int32))
        return allowed


def _marked(size: int, places: np.ndarray) -> np.ndarray:
    marked = np.zeros(size, bool)
    marked[places] = True
    return marked
