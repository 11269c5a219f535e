"""Documents as numbers: each word of the language once, a document as the numbers of its words."""

from array import array
from typing import NamedTuple

from forum.search.arabic import content, forms
from forum.search.arabic.letternames import LETTERS
from forum.search.arabic.tokens import has_grouped_numbers, pieces, runs
from forum.search.arabic.wordlists import stopwords
from forum.search.entry import FIRST_WORDS, OPENING, TEXT, TITLE, Traits, labels, traits
from forum.search.port import Document

#: Texts that many documents share, such as names of topics, are taken apart once.
SHARED = 20_000


class Numbers(dict[str, int]):
    """Terms, numbered in the order in which they were met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Words:
    """The vocabulary: for each word the numbers of its stem, its root and its grams."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.light, self.root, self.grams = Numbers(), Numbers(), Numbers()
        self.light_of, self.root_of = array("I"), array("I")
        self.grams_of, self.gram_starts = array("I"), array("Q", [0])
        self._of_run: dict[str, tuple[int, ...]] = {}
        self._shared: dict[str, tuple[int, ...]] = {}
        self._spells = frozenset(self.number(name) for name in LETTERS if name not in stopwords())

    def number(self, folded: str) -> int:
        """The number of a folded word."""
        known = self.numbers.get(folded)
        if known is None:
            known = self.numbers[folded] = len(self.numbers)
            form = forms(folded)
            self.light_of.append(self.light[form.light])
            self.root_of.append(self.root[form.root])
            self.grams_of.extend(self.grams[gram] for gram in form.grams)
            self.gram_starts.append(len(self.grams_of))
        return known

    def of(self, text: str) -> list[int]:
        """The numbers of a text's words, as ``arabic.content`` finds them."""
        if has_grouped_numbers(text):
            return self._one_by_one(text)
        known, found = self._of_run, []
        for run in runs(text):
            try:
                found += known[run]
            except KeyError:
                found += self._learn(run)
        return found if self._spells.isdisjoint(found) else self._one_by_one(text)

    def shared(self, text: str) -> tuple[int, ...]:
        """The same for a text that other documents have too."""
        if text not in self._shared:
            if len(self._shared) > SHARED:
                self._shared.clear()
            self._shared[text] = tuple(self.of(text))
        return self._shared[text]

    def _learn(self, run: str) -> tuple[int, ...]:
        stop = stopwords()
        numbers = tuple(self.number(word.folded) for word in pieces(run) if word.folded not in stop)
        return self._of_run.setdefault(run, numbers)

    def _one_by_one(self, text: str) -> list[int]:
        """Where neighbours matter: stop words that spell letters, numbers with separators."""
        return [self.number(form.word) for form in content(text)]


class Zone(NamedTuple):
    """Arrays side by side: each stretch of text, its document, its number of words, what a word counts in it."""

    document: array
    length: array
    weight: array


class Batch:
    """The documents of one segment, as numbers."""

    def __init__(self) -> None:
        self.words = Words()
        self.labels = Numbers()
        self.traits: list[Traits] = []
        self.keys: list[str] = []
        self.spoken = array("I")
        self.zones = Zone(array("I"), array("I"), array("B"))
        self.labelled = array("I"), array("I")
        self._labels: dict[tuple, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.traits)

    def add(self, document: Document) -> None:
        """Take a document in; the same words with the same weights as ``entry`` finds."""
        place = len(self.traits)
        made = traits(document)
        self.traits.append(made)
        self.keys.append(made.key)
        words = self.words
        self._zone(place, TEXT if document.demoted else TITLE, words.shared(document.title))
        body = words.of(document.body)
        self._zone(place, TEXT, body)
        if not document.demoted:
            self._zone(place, OPENING, body[:FIRST_WORDS])
        for text in (*document.topics, document.authority):
            self._zone(place, TEXT, words.shared(text))
        self._zone(place, TEXT, words.of(document.attachments))
        for label in self._labels_of(document):
            self.labelled[0].append(label)
            self.labelled[1].append(place)

    def _zone(self, place: int, weight: int, numbers: list[int] | tuple[int, ...]) -> None:
        if numbers:
            self.spoken.extend(numbers)
            self.zones.document.append(place)
            self.zones.length.append(len(numbers))
            self.zones.weight.append(weight)

    def _labels_of(self, document: Document) -> tuple[int, ...]:
        name = (document.author, document.authority, document.place, document.topics)
        known = self._labels.get(name)
        if known is None:
            known = self._labels[name] = tuple(self.labels[label] for label in labels(document))
        return known
