"""Answering a search: the engine finds, the database has the last word, the found words are marked."""

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from forum.kernel.access import Actor
from forum.search.answers import Answer, Curated, Found
from forum.search.arabic import words
from forum.search.engine import Damaged, Engine, Filters, Request, Results
from forum.search.engines.memory import MemoryEngine
from forum.search.highlighting import Marker, Shown
from forum.search.meaning.fusing import fused, fused_cards
from forum.search.meaning.joining import Meaning
from forum.search.plan import Plan, make
from forum.search.port import EVERYONE, Card, Document, Searchable
from forum.search.query import Query, parse
from forum.search.thesaurus import Thesaurus

log = logging.getLogger(__name__)

#: While the index is mended, this many of the newest documents answer in its place.
STAND_IN = 2000
#: For this many seconds before they are read again.
STAND_IN_AGE = 60.0

#: So many words near to one that nobody wrote are looked at before none is offered.
NEAR = 3

#: The kind of document that is a topic of the vocabulary.
TOPIC = "topic"
#: Kinds that stand beside the results unless they are asked for: who could be asked about it.
BESIDE = frozenset({"person", "authority"})
#: So many of them.
BESIDE_SHOWN = 3
#: So many results are added to the first page that only their meaning found.
ADDED = 3


class Search:
    """The search service of one forum."""

    def __init__(
        self, engine: Engine, adapters: Sequence[Searchable], thesaurus: Thesaurus, mend: Callable[[], None],
        curated: Curated | None = None, meaning: Meaning | None = None,
    ) -> None:
        self.engine = engine
        self.adapters = {adapter.kind: adapter for adapter in adapters}
        self.thesaurus = thesaurus
        self._mend = mend
        self._curated = curated
        self.meaning = meaning or Meaning(None, Path())
        self._learnt = 0
        self._stand_in: tuple[float, Engine] | None = None

    def audiences(self, actor: Actor) -> frozenset[str]:
        """All audiences of an actor."""
        return frozenset({EVERYONE}).union(*(adapter.audiences(actor) for adapter in self.adapters.values()))

    def everything(self, batch: int = 500) -> Iterator[Document]:
        """Every document of every area, newest first within each."""
        for adapter in self.adapters.values():
            yield from adapter.everything(batch)

    def learn_synonyms(self) -> None:
        """Know the synonyms as moderators left them last, whichever process they did it in. One small query."""
        if self._curated and (version := self._curated.version()) != self._learnt:
            self.thesaurus.amend(self._curated.rows())
            self._learnt = version

    def find(self, actor: Actor, request: Request) -> Answer:
        """Answer a request on behalf of an actor."""
        self.learn_synonyms()
        beside, others = self._beside(actor, request)
        is_open = request.filters == Filters() and not request.newest_first
        request = replace(request, audiences=self.audiences(actor), filters=self._kinds(request.filters))
        plan = make(request.query, self.thesaurus)
        results, is_stand_in = self._results(request)
        marker = Marker(plan, request.query.text, frozenset(results.unknown))
        found = self._read(actor, results, marker)
        hidden = len(results.hits) - len(found)
        if is_open and not is_stand_in:
            found = self._with_near(actor, found, marker, request)
        return Answer(
            query=request.query,
            results=found,
            total=results.total - hidden + sum(one.is_near for one in found),
            facets={**results.facets, "kind": {**results.facets.get("kind", {}), **others}},
            beside=beside,
            expansions=_expansions(plan),
            topics=self._topics(actor, request.query),
            did_you_mean="" if is_stand_in else self._did_you_mean(actor, request.query, results),
            is_partial=results.is_partial,
            is_hurried=results.timed_out,
            is_stand_in=is_stand_in,
        )

    def between(self, actor: Actor, request: Request, since: datetime, until: datetime) -> int:
        """How many results are of the time between two moments; only what holds the whole question counts."""
        filters = replace(request.filters, since=max(since, request.filters.since or since), until=until)
        answer = self.find(actor, replace(request, filters=filters, skip=0))
        return 0 if answer.is_partial or answer.is_stand_in else len(answer.results) and answer.total

    def _kinds(self, filters: Filters) -> Filters:
        """Topics, people and authorities stand beside the results unless they are asked for.

        Only what comes from one authority or person shows all that there is.
        """
        beside = {TOPIC} if filters.authorities or filters.authors else {TOPIC, *BESIDE}
        return filters if filters.kinds else replace(filters, kinds=frozenset(self.adapters) - beside)

    def _beside(self, actor: Actor, request: Request) -> tuple[tuple[Card, ...], Mapping[str, int]]:
        """People and authorities that hold the whole question, and how many there are of each."""
        if request.filters != Filters() or request.skip or not request.query.free:
            return (), {}
        wanted = Request(
            request.query, audiences=self.audiences(actor), filters=Filters(kinds=BESIDE), size=BESIDE_SHOWN,
            facets=("kind",), seconds=0.2,
        )
        results, _ = self._results(wanted)
        if results.is_partial:
            return (), {}
        return tuple(found.card for found in self._read(actor, results, None)), results.facets.get("kind", {})

    def _topics(self, actor: Actor, query: Query) -> tuple[Card, ...]:
        return tuple(self.titles(actor, query, size=4, kinds=frozenset({TOPIC}))) if query.free else ()

    def names(self, actor: Actor, kind: str, ids: Collection[int]) -> dict[int, str]:
        """What things are called that filters name by number."""
        adapter = self.adapters.get(kind)
        return {id: card.title for id, card in adapter.cards(actor, ids).items()} if adapter and ids else {}

    def titles(
        self, actor: Actor, query: Query, *, size: int, kinds: frozenset[str] = frozenset(), seconds: float = 0.2
    ) -> list[Card]:
        """Cards of the best results alone: for suggestions and similar questions."""
        filters = self._kinds(Filters(kinds=kinds))
        request = Request(query, audiences=self.audiences(actor), filters=filters, size=size, seconds=seconds)
        results, _ = self._results(request)
        return [found.card for found in self._read(actor, results, None)]

    def similar(self, actor: Actor, text: str, *, size: int) -> list[Card]:
        """Earlier threads like a title that is being written, by its words and, where installed, its meaning."""
        by_words = self.titles(actor, parse(text), size=2 * size)
        return fused_cards(by_words, self._near_cards(actor, text))[:size]

    def _near_cards(self, actor: Actor, text: str) -> list[Card]:
        """Documents near in meaning that the actor may read, nearest first."""
        keys = [near.key for near in self.meaning.near(text)]
        cards: dict[str, Card] = {}
        for kind, adapter in self.adapters.items():
            if ids := [int(key.partition(":")[2]) for key in keys if key.partition(":")[0] == kind]:
                cards |= {card.key: card for card in adapter.cards(actor, ids).values()}
        return [cards[key] for key in keys if key in cards]

    def _with_near(
        self, actor: Actor, found: tuple[Found, ...], marker: Marker, request: Request
    ) -> tuple[Found, ...]:
        """The first page with what is near in meaning: it moves up what both found, and adds a few of its own."""
        query = request.query
        if request.skip or not query.free or query != Query(query.text, free=query.free):
            return found
        cards = self._near_cards(actor, query.free)
        known = {one.card.title: one for one in found}
        added = [card for card in cards if card.title not in known]
        for card in list({card.title: card for card in reversed(added)}.values())[::-1][:ADDED]:
            known[card.title] = Found(card, marker.show(card.title, card.text), is_near=True)
        order = fused([one.card.title for one in found], [card.title for card in cards if card.title in known])
        first = [known[title] for title in order]
        return (*first, *(one for one in found if one not in first))

    def _results(self, request: Request) -> tuple[Results, bool]:
        """Ask the engine; where it has nothing to look at, ask the newest documents and have the index mended."""
        try:
            if self.engine.is_complete():
                return self.engine.search(request), False
        except Damaged:
            log.exception("the search index cannot be read; it will be built again")
        self._mend()
        return self._newest().search(request), True

    def _newest(self) -> Engine:
        now = time.monotonic()
        if self._stand_in is None or now - self._stand_in[0] > STAND_IN_AGE:
            engine = MemoryEngine(self.thesaurus)
            engine.replace_all(islice(self.everything(), STAND_IN))
            self._stand_in = (now, engine)
        return self._stand_in[1]

    def _read(self, actor: Actor, results: Results, marker: Marker | None) -> tuple[Found, ...]:
        """Hits that the database still shows to this actor, with their words marked."""
        cards: dict[str, Card] = {}
        for kind, adapter in self.adapters.items():
            if ids := [hit.id for hit in results.hits if hit.kind == kind]:
                cards |= {card.key: card for card in adapter.cards(actor, ids).values()}
        read = []
        for hit in results.hits:
            if card := cards.get(hit.key):
                shown = marker.show(card.title, card.text) if marker else Shown((), ())
                read.append(Found(card, shown, hit.also))
        return tuple(sorted(read, key=lambda found: found.card.demoted))  # what is better known stands first

    def _did_you_mean(self, actor: Actor, query: Query, results: Results) -> str:
        """The question with words that nobody wrote replaced by the nearest that somebody did.

        Only a word that stands where the actor may read is offered: what is
        hidden, or on a platform of others, is not spelt out either.
        """
        text = query.text
        for word in results.unknown[:3]:
            try:
                near = [like for like, _ in self.engine.words_like(word, NEAR)]
            except Damaged:
                return ""
            if known := next((like for like in near if self.titles(actor, parse(like, exact=True), size=1)), None):
                text = _replaced(text, word, known)
        return text if text != query.text else ""


def _expansions(plan: Plan) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((one.said, tuple(other.text for other in one.alternatives[:4])) for one in plan.expansions)


def _replaced(text: str, folded: str, other: str) -> str:
    """A word of a text, whatever its spelling, replaced by another."""
    from_end = [word for word in words(text) if word.folded == folded]
    for word in reversed(from_end):
        text = text[: word.start] + other + text[word.end :]
    return text
