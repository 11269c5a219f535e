"""Columns beside a segment: read in place, mended when damaged, groups without their names."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st

from forum.search.engines.beside import opened
from forum.search.engines.columns import Groups, Lists, small
from forum.search.engines.memory import MemoryEngine
from forum.search.engines.spelling import distances
from forum.search.engines.vocabulary import Vocabulary
from forum.search.engines.whoosh import WhooshEngine
from forum.search.thesaurus import Thesaurus
from tests.search.asking import ask, found, post
from tests.search.test_whoosh_index import _filled

names = st.one_of(
    st.text(max_size=6), st.integers(0, 10**20).map(lambda n: f"thread:{n}"),
    st.sampled_from(["thread:07", "thread:", ":7", "a:b:7", "thread:٧", "thread:-1", "7"]),
)  # fmt: skip


@given(st.lists(names, max_size=12))
def test_a_group_keeps_its_name_without_having_it(given: list[str]):
    made = Groups.of(given)

    assert [made.name(place) for place in range(len(given))] == given


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=8))
def test_numbers_stay_the_same_however_small_their_type(given: list[int]):
    assert small(np.array(given, np.int64)).tolist() == given


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=8))
def test_lists_give_back_their_values(given: list[list[int]]):
    values, owner = Lists.of(given).at(np.arange(len(given)))

    assert [[int(v) for v in values[owner == place]] for place in range(len(given))] == given


def test_numbers_of_groups_with_wide_gaps_are_numbered_anew():
    engine = MemoryEngine(Thesaurus(()))
    groups = ["thread:1", "thread:900000000000000000", "paper:5", "thread:1", "odd", "thread:77"]
    engine.replace_all(post("نفايات", id=n, group=group) for n, group in enumerate(groups, 1))

    results = ask(engine, "نفايات", facets=("kind",))

    assert sorted(hit.group for hit in results.hits) == sorted(set(groups))
    assert {hit.group: hit.also for hit in results.hits}["thread:1"] == 1
    assert results.facets["kind"] == {"post": 5}
    assert len(engine._seen().groups) < 20


def test_what_is_read_in_place_is_what_was_written(whoosh: WhooshEngine, tmp_path: Path):
    whoosh.replace_all(
        post("نفايات", id=n, group=f"thread:{n % 3}", topic_ids=(n, 7), region="north", has_file=n % 2 == 0)
        for n in range(1, 9)
    )
    columns = opened(next((tmp_path / "index").rglob("*.columns"))).columns

    assert columns.id.tolist() == list(range(1, 9))
    assert columns.group.name(3) == "thread:1"
    assert columns.topics.at(np.array([2]))[0].tolist() == [3, 7]
    assert columns.has_file.values == (False, True)
    assert not columns.id.flags.owndata, "read in place"


def _changed(content: bytes, how: str) -> bytes:
    middle = len(content) - 40
    return {
        "a byte": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "cut short": content[:-64],
        "another version": content.replace(b"columns 3", b"columns 1", 1),
        "no head": content[:20] + b"{" + content[21:],
        "nothing": b"",
    }[how]


@pytest.mark.parametrize("how", ["a byte", "cut short", "another version", "no head", "nothing"])
def test_a_garbled_file_is_not_believed_and_the_writer_mends_it(
    whoosh: WhooshEngine, tmp_path: Path, thesaurus: Thesaurus, how: str
):
    _filled(whoosh, 50)
    expected, path = found(whoosh, "نفايات"), next((tmp_path / "index").rglob("*.columns"))
    whole = path.read_bytes()
    path.unlink()  # a reader may still look at the old file
    path.write_bytes(_changed(whole, how))

    again = WhooshEngine(tmp_path / "index", thesaurus)
    assert found(again, "نفايات") == expected
    again.close()

    whoosh.add([post("مياه", id=999)])
    assert path.read_bytes() == whole


letters = st.text("ابتثنيوGIS1", max_size=7)


@given(st.dictionaries(letters, st.integers(1, 9), max_size=30), letters, st.integers(1, 2))
def test_words_like_another_are_all_found(words: dict[str, int], asked: str, edits: int):
    kept = Vocabulary.of([(word.encode(), many) for word, many in sorted(words.items())])

    assert kept.like(asked, edits) == {
        word: many for word, many in words.items() if distances(asked, [word])[0] <= edits
    }
