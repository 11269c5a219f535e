"""Small changes stay small: which segments are merged, and when everything is built anew."""

import pytest
from flask import Flask
from hypothesis import given, settings, strategies as st
from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.jobs import Job
from forum.search import learning
from forum.search.engines import merging
from forum.search.engines.whoosh import WhooshEngine
from forum.search.indexing import REBUILD
from tests.search.asking import found, post


@pytest.mark.parametrize(
    ("sizes", "due"),
    [([], 0), ([1] * 7, 0), ([1] * 8, 8), ([3] * 7 + [40] * 8, 64), ([50_000] * 40 + [2] * 3, 0), ([600] * 8, 4096)],
)
def test_segments_of_like_size_are_merged_when_there_are_several(sizes: list[int], due: int):
    assert merging.due_size(sizes) == due


@given(st.lists(st.integers(1, 60_000), max_size=80))
def test_large_segments_are_left_alone(sizes: list[int]):
    assert merging.due_size(sizes) <= merging.SIZES[-1]


@given(st.integers(1, 400))
@settings(max_examples=20)
def test_there_are_never_many_small_segments(changes: int):
    sizes: list[int] = []
    for _ in range(changes):
        due = merging.due_size(sizes)
        sizes = [one for one in sizes if one > due] + [1 + sum(one for one in sizes if one <= due)]

    assert len(sizes) <= len(merging.SIZES) * merging.MANY


def test_what_was_merged_is_all_there(whoosh: WhooshEngine):
    for number in range(1, 31):
        whoosh.change([post("نفايات", id=number)], [f"post:{number - 3}"] if number % 4 == 0 else [])

    assert len(whoosh._now().segments) < 2 * merging.MANY
    assert sorted(found(whoosh, "نفايات")) == [n for n in range(1, 31) if (n + 3) % 4 or n + 3 > 30]


def test_a_segment_whose_documents_are_all_gone_goes_too(whoosh: WhooshEngine):
    whoosh.replace_all(post("نفايات", id=n) for n in range(1, 20))
    whoosh.delete([f"post:{n}" for n in range(1, 20)])
    whoosh.add([post("مياه", id=50)])

    assert sum(one.size for one in whoosh._now().segments) == 1
    assert whoosh.count() == 1


def test_an_index_is_worn_by_many_segments_or_much_that_is_gone():
    assert not merging.is_worn([50_000] * 20, deleted=10_000)
    assert merging.is_worn([50_000] * 20, deleted=500_000)
    assert merging.is_worn([50_000] * 20 + [5000] * 50, deleted=0)
    assert not merging.is_worn([10] * 30, deleted=290)


def test_the_worker_builds_a_worn_index_anew(app: Flask, index, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(app.extensions["search"].engine, "is_worn", lambda: True)

    learning.learn([{"kind": "post", "ids": [1]}])
    learning.learn([{"kind": "post", "ids": [2]}])

    assert len(db.session.scalars(select(Job).where(Job.kind == REBUILD)).all()) == 1, "asked for once"
