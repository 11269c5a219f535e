"""Words that look alike: the distances of many words at once are those of one by one."""

from functools import cache

from hypothesis import given, strategies as st

from forum.search.engines.spelling import distances, nearest

LETTERS = st.text("ابتثسصطضظهي", max_size=9)
ALIKE = {frozenset(pair) for pair in ("تط", "سص", "ضظ", "ثس", "ثت", "بت", "صض", "طظ", "اه", "هي")}


def one_by_one(word: str, other: str) -> float:
    """The textbook's recursion: a slip costs 1, alike letters half, neighbours that changed places three quarters."""

    @cache
    def apart(i: int, j: int) -> float:
        if not i or not j:
            return float(i + j)
        a, b = word[i - 1], other[j - 1]
        swap = 0.0 if a == b else 0.5 if frozenset((a, b)) in ALIKE else 1.0
        ways = [apart(i - 1, j) + 1, apart(i, j - 1) + 1, apart(i - 1, j - 1) + swap]
        if i > 1 and j > 1 and a == other[j - 2] and word[i - 2] == b:
            ways.append(apart(i - 2, j - 2) + 0.75)
        return min(ways)

    return apart(len(word), len(other))


@given(LETTERS, st.lists(LETTERS, max_size=12))
def test_distances_of_many_words_are_those_of_each(word, others):
    assert distances(word, others).tolist() == [one_by_one(word, other) for other in others]


def test_the_nearest_words_come_first_and_of_equals_the_more_frequent():
    known = [("نفايات", 9), ("نفاية", 3), ("كفايات", 2), ("مخطط", 7)]
    assert nearest("نفايت", known, 2) == [("نفايات", 9), ("نفاية", 3)]
    assert nearest("نفطيات", known, 1) == [("نفايات", 9)]
    assert nearest("قق", [], 3) == []
