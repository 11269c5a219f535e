"""From a question to what an engine looks up.

A plan is made of *spans*: neighbouring words that mean one thing, each word in
all its forms, with phrases that may stand for the whole span. Beside the spans
stand pairs of neighbours, which lift documents that keep the words together, and
what a result must or must not have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.search.arabic import Forms, content, terms
from forum.search.arabic.wordlists import framewords
from forum.search.entry import label
from forum.search.query import Query
from forum.search.thesaurus import Alternative, Expansion, Thesaurus

#: Words that only frame a question count this much.
FRAME = 0.5

#: More words than this are not looked up; the rarest questions are longer.
MOST_WORDS = 32


@dataclass(frozen=True, slots=True)
class Concept:
    """One word of the question, and how much it counts."""

    forms: Forms
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """Words that belong together, and the phrases that may stand for them."""

    concepts: tuple[Concept, ...]
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything to look up."""

    spans: tuple[Span, ...] = ()
    pairs: tuple[str, ...] = ()
    phrases: tuple[tuple[Forms, ...], ...] = ()
    """Each must stand in the document, its words side by side."""
    without: tuple[tuple[Forms, ...], ...] = ()
    labels: tuple[str, ...] = ()
    """Each must be among the document's labels."""
    expansions: tuple[Expansion, ...] = ()
    exact: bool = False

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """All words of the question."""
        return tuple(concept for span in self.spans for concept in span.concepts)


def _concept(form: Forms) -> Concept:
    return Concept(form, FRAME if form.word in framewords() else 1.0)


def _spans(said: Sequence[Forms], expansions: Sequence[Expansion]) -> tuple[Span, ...]:
    """Each expansion is a span of its own; the words between are spans of one word."""
    spans, at = [], 0
    for expansion in expansions:
        spans += [Span((_concept(form),)) for form in said[at : expansion.start]]
        concepts = tuple(_concept(form) for form in said[expansion.start : expansion.end])
        spans.append(Span(concepts, expansion.alternatives))
        at = expansion.end
    return tuple(spans + [Span((_concept(form),)) for form in said[at:]])


def make(query: Query, thesaurus: Thesaurus) -> Plan:
    """What to look up for a question."""
    said = content(query.free)[:MOST_WORDS]
    expansions = [] if query.exact else thesaurus.expand(said)
    labels = tuple(label(name, form.light) for name, value in query.labels for form in content(value))
    return Plan(
        spans=_spans(said, expansions),
        pairs=tuple(terms(said)["pairs"]),
        phrases=tuple(tuple(content(phrase)) for phrase in query.phrases),
        without=tuple(tuple(content(phrase)) for phrase in query.without),
        labels=labels,
        expansions=tuple(expansions),
        exact=query.exact,
    )
