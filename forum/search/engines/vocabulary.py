"""The words of a segment, kept so that those like a misspelt one are found in a pass over an array."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from forum.search.engines.spelling import distances

#: Letters share this many bits: two that share one only mean a word more to look at.
BITS = 64
#: Words are as long as a byte can say; a longer one is like no other.
LONGEST = 127


def letters_of(word: str) -> int:
    """Which letters a word has, a bit each."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) % BITS)
    return found


class Vocabulary(NamedTuple):
    """Words in a row, their letters and lengths, and how many documents have each."""

    text: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    letters: np.ndarray
    documents: np.ndarray

    @classmethod
    def of(cls, counted: Sequence[tuple[bytes, int]]) -> "Vocabulary":
        """Of words and how many documents have each."""
        kept = [(term, word, many) for term, many in counted if len(word := term.decode()) <= LONGEST]
        sizes = np.fromiter((len(term) for term, _, _ in kept), np.int64, len(kept))
        return cls(
            np.frombuffer(b"".join(term for term, _, _ in kept), np.uint8).view(np.int8),
            np.concatenate(([0], np.cumsum(sizes))),
            np.fromiter((len(word) for _, word, _ in kept), np.int8, len(kept)),
            np.fromiter((letters_of(word) for _, word, _ in kept), np.uint64, len(kept)).view(np.int64),
            np.fromiter((many for _, _, many in kept), np.int64, len(kept)),
        )

    def like(self, word: str, edits: int) -> Mapping[str, int]:
        """Words within a number of edits: each edit changes two letters at most."""
        if len(word) > LONGEST:
            return {}
        differing = np.bitwise_count(self.letters.view(np.uint64) ^ np.uint64(letters_of(word)))
        near = (differing <= 2 * edits) & (np.abs(self.lengths - np.int8(len(word))) <= edits)
        numbers = np.flatnonzero(near)
        others = [bytes(self.text[self.starts[n] : self.starts[n + 1]]).decode() for n in numbers.tolist()]
        kept = np.flatnonzero(distances(word, others) <= edits).tolist()
        return {others[i]: int(self.documents[numbers[i]]) for i in kept}
