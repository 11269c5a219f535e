"""What changed between two texts: word by word, complete, and quick on long papers."""

import difflib
import doctest
import random
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from forum.papers import changes
from forum.papers.changes import compare, matches, shortened

_WORD = re.compile(r"\S+")
WORDS = st.lists(st.sampled_from(["نجمع", "نجمعُ", "ليلا", "فجرا", "318", "\n", "\n\n", "في", "GIS"]), max_size=40)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS)
def test_the_pieces_are_both_texts_and_nothing_else(old: list[str], new: list[str]):
    before, after = " ".join(old), " ".join(new)
    pieces = compare(before, after)
    assert "".join(text for kind, text in pieces if kind != "gone") == after
    left = "".join(text for kind, text in pieces if kind != "new")
    assert changes._SIGNS.sub("", left).split() == changes._SIGNS.sub("", before).split()
    assert all(text for _kind, text in pieces)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
def test_runs_are_shared_in_order_and_as_many_as_can_be(a: list[int], b: list[int]):
    runs = matches(a, b, 100)
    at = (0, 0)
    for x, y, length in runs:
        assert a[x : x + length] == b[y : y + length] and x >= at[0] and y >= at[1]
        at = (x + length, y + length)
    assert sum(length for _x, _y, length in runs) == _longest_common(a, b)


def _longest_common(a: list[int], b: list[int]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for place, y in enumerate(b, 1):
            before, row[place] = row[place], before + 1 if x == y else max(row[place], row[place - 1])
    return row[-1]


@pytest.mark.parametrize(("old", "new"), [("كتب", "كَتَبَ"), ("محمد", "محـــمد"), ("نجمع  ليلا", "نجمع ليلا")])
def test_signs_over_letters_and_spaces_are_no_change(old: str, new: str):
    assert all(kind == "same" for kind, _text in compare(old, new))


def test_long_unchanged_stretches_are_shortened_and_changes_never():
    old = "كلمة " * 500
    pieces = shortened(compare(old + "قديم", old + "جديد"))
    assert len(pieces[0][1]) < 400 and "[…]" in pieces[0][1]
    assert [text for kind, text in pieces if kind != "same"] == ["قديم", "جديد"]


def test_twenty_thousand_words_take_less_time_than_a_peer_takes():
    """Beside ``difflib`` in the same run, in time of this process: how fast the machine is does not matter.

    ``./dev bench --papers`` holds the milliseconds.
    """
    chance = random.Random(7)
    words = ["في", "من", "المجلس", "318", *(f"كلمة{n}" for n in range(3_000))]
    paragraphs = [chance.choices(words, k=100) for _ in range(200)]
    edited = [[chance.choice(words) if chance.random() < 0.05 else word for word in p] for p in paragraphs]
    old, new = ("\n\n".join(" ".join(p) for p in text) for text in (paragraphs, edited))
    took, pieces = _cpu(lambda: compare(old, new))
    split = [_WORD.findall(text) for text in (old, new)]
    peer, _same = _cpu(lambda: difflib.SequenceMatcher(None, *split, autojunk=False).get_opcodes())
    assert took < peer, f"{took:.3f} s for 20,000 words; difflib takes {peer:.3f} s"
    assert sum(kind == "new" for kind, _text in pieces) > 500


def _cpu(work) -> tuple[float, object]:
    """The least of three runs, and what came of it."""
    found, times = None, []
    for _turn in range(3):
        began = time.process_time()
        found = work()
        times.append(time.process_time() - began)
    return min(times), found


def test_the_example_in_the_documentation_holds():
    assert doctest.testmod(changes).failed == 0
