"""Joining what was found by words with what is near in meaning, by rank (reciprocal rank fusion)."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from forum.search.port import Card

#: Flattens the difference between ranks: the usual 60 (Cormack, Clarke and Büttcher, 2009).
FLAT = 60
#: What a rank in meaning counts beside the same rank by words.
MEANING = 1.0

One = TypeVar("One", bound=Hashable)


def fused(by_words: Sequence[One], by_meaning: Iterable[One], weight: float = MEANING) -> list[One]:
    """All of both, best first; where worth is equal, words lead."""
    worth: dict[One, float] = {}
    for found, factor in ((by_words, 1.0), (by_meaning, weight)):
        for rank, one in enumerate(dict.fromkeys(found), 1):
            worth[one] = worth.get(one, 0.0) + factor / (FLAT + rank)
    return sorted(worth, key=lambda one: -worth[one])


def fused_cards(by_words: Sequence[Card], by_meaning: Iterable[Card]) -> list[Card]:
    """Cards of both, one a title: two posts of a thread are one result."""
    cards = {card.title: card for card in reversed([*by_words, *by_meaning])}
    return [cards[title] for title in fused([card.title for card in by_words], [card.title for card in by_meaning])]
