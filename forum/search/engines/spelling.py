"""Words that look alike: what somebody may have meant."""

from collections.abc import Iterable, Sequence

import numpy as np

from forum.search.arabic import fold
from forum.search.arabic.letters import listed

#: Letters that sound alike or differ by a dot, and are typed for each other.
_ALIKE = [
    set(pair)
    for pair in listed("تط سص ضظ دض ذز ذظ زظ كق ثس ثت حخ جخ جح عغ فق بت نت بن شس رز دذ صض طظ اه هي")
]


#: Those that a letter is typed for.
_TYPED_FOR = {letter: {other for pair in _ALIKE if letter in pair for other in pair} for letter in set().union(*_ALIKE)}
#: What a slip costs: letters that are alike, two that changed places.
ALIKE, TURNED = 0.5, 0.75


def distances(word: str, others: Sequence[str]) -> np.ndarray:
    """Edits that make each other word of ``word``, alike letters at half price (optimal string alignment).

    Worked out for all of them at once, a step for each letter of the word and each of the longest other.
    """
    if not others:
        return np.zeros(0, np.float32)
    lengths = np.array([len(other) for other in others], np.int64)
    widest = int(lengths.max())
    padded = np.array(others, f"U{max(1, widest)}").view(np.int32).reshape(len(others), -1)
    columns = [np.ascontiguousarray(padded[:, j]) for j in range(widest)]
    before = [np.full(len(others), j, np.float32) for j in range(widest + 1)]
    older = before
    for i, letter in enumerate(word):
        alike = [ord(other) for other in _TYPED_FOR.get(letter, ())]
        row = [np.full(len(others), i + 1, np.float32)]
        for j, column in enumerate(columns):
            same = column == ord(letter)
            swap = np.where(same, np.float32(0), np.where(np.isin(column, alike), np.float32(ALIKE), np.float32(1)))
            cost = np.minimum(np.minimum(before[j + 1], row[j]) + 1, before[j] + swap)
            if i and j:
                turned = (columns[j - 1] == ord(letter)) & (column == ord(word[i - 1]))
                cost = np.where(turned, np.minimum(cost, older[j - 1] + np.float32(TURNED)), cost)
            row.append(cost)
        older, before = before, row
    return np.stack(before)[lengths, np.arange(len(others))]


def nearest(word: str, vocabulary: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    """The words of a vocabulary nearest to ``word``, with how many documents have each."""
    folded = fold(word)
    most = 1.0 if len(folded) < 5 else 1.5 if len(folded) < 8 else 2.0
    letters = set(folded)
    possible = [
        (other, documents)
        for other, documents in vocabulary
        if abs(len(other) - len(folded)) <= 2 and other != folded and len(letters & set(other)) >= len(letters) - 2
    ]
    apart = distances(folded, [other for other, _ in possible]).tolist()
    found = [(far, -many, other) for far, (other, many) in zip(apart, possible, strict=True) if far <= most]
    return [(other, -many) for _, many, other in sorted(found)[:limit]]
