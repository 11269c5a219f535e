"""Words that look alike: what somebody may have meant."""

from collections.abc import Iterable

from forum.search.arabic import fold
from forum.search.arabic.letters import listed

#: Letters that sound alike or differ by a dot, and are typed for each other.
_ALIKE = [
    set(pair)
    for pair in listed("تط سص ضظ دض ذز ذظ زظ كق ثس ثت حخ جخ جح عغ فق بت نت بن شس رز دذ صض طظ اه هي")
]


def swap_cost(one: str, other: str) -> float:
    """How far apart two letters are: 0 the same, 0.5 alike, 1 different."""
    if one == other:
        return 0.0
    return 0.5 if {one, other} in _ALIKE else 1.0


def distance(one: str, other: str, most: float = 2.0) -> float:
    """Edits that make one word of the other, alike letters at half price; stops counting above ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before = [float(i) for i in range(len(other) + 1)]
    older: list[float] = []
    for i, a in enumerate(one, 1):
        row = [float(i)]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + swap_cost(a, b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 0.75)
            row.append(cost)
        if min(row) > most:
            return most + 1
        older, before = before, row
    return before[-1]


def nearest(word: str, vocabulary: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    """The words of a vocabulary nearest to ``word``, with how many documents have each."""
    folded = fold(word)
    most = 1.0 if len(folded) < 5 else 1.5 if len(folded) < 8 else 2.0
    letters = set(folded)
    found = []
    for other, documents in vocabulary:
        if abs(len(other) - len(folded)) > 2 or other == folded or len(letters & set(other)) < len(letters) - 2:
            continue
        apart = distance(folded, other, most)
        if apart <= most:
            found.append((apart, -documents, other))
    return [(other, -documents) for _, documents, other in sorted(found)[:limit]]
