"""What every engine promises of audiences, filters, counts, names and odd questions."""

from datetime import timedelta

import pytest

from forum.search.engine import Engine
from tests.search.asking import DAY, ask, found, post
from tests.support.vectors import vectors


def test_only_what_the_audience_may_read(engine: Engine):
    engine.add([
        post("النفايات", id=1, audience="platform-1"),
        post("النفايات", id=2, audience="platform-2"),
        post("النفايات", id=3),
    ])  # fmt: skip

    assert sorted(found(engine, "النفايات", audiences=frozenset({"platform-1"}))) == [1, 3]
    assert found(engine, "النفايات", audiences=frozenset()) == [3]
    assert sorted(found(engine, "النفايات", audiences=None)) == [1, 2, 3]


FILTERED = [
    ({"platforms": frozenset({1})}, [1, 2]),
    ({"boards": frozenset({12})}, [2]),
    ({"topics": frozenset({5})}, [1, 3]),
    ({"regions": frozenset({"south"})}, [3]),
    ({"thread_kinds": frozenset({"question"})}, [1, 3]),
    ({"authorities": frozenset({9})}, [2]),
    ({"authors": frozenset({4})}, [1]),
    ({"answered": True}, [1]),
    ({"answered": False}, [3]),
    ({"has_file": True}, [2]),
    ({"since": DAY}, [2, 3]),
    ({"until": DAY}, [1]),
    ({"kinds": frozenset({"paper"})}, []),
    ({"platforms": frozenset({1}), "topics": frozenset({5})}, [1]),
]


def _three(engine: Engine) -> None:
    engine.add([
        post("النفايات", id=1, platform_id=1, board_id=11, topic_ids=(5, 6), region="north", thread_kind="question",
             is_answered=True, author_id=4, created_at=DAY - timedelta(days=1)),
        post("النفايات", id=2, platform_id=1, board_id=12, region="north", thread_kind="idea", authority_id=9,
             has_file=True, created_at=DAY),
        post("النفايات", id=3, platform_id=2, board_id=21, topic_ids=(5,), region="south", thread_kind="question",
             is_answered=False, created_at=DAY + timedelta(days=1)),
    ])  # fmt: skip


@pytest.mark.parametrize(("filters", "expected"), FILTERED)
def test_filters_narrow(engine: Engine, filters: dict, expected: list[int]):
    _three(engine)

    assert sorted(found(engine, "النفايات", **filters)) == expected
    assert sorted(found(engine, "", **filters)) == expected, "filters work without words too"


def test_counts_by_trait(engine: Engine):
    _three(engine)

    counts = ask(engine, "النفايات", facets=("platform", "topic", "region", "answered", "thread_kind", "board")).facets

    assert counts["platform"] == {"1": 2, "2": 1}
    assert counts["topic"] == {"5": 2, "6": 1}
    assert counts["region"] == {"north": 2, "south": 1}
    assert counts["answered"] == {"yes": 1, "no": 1}
    assert counts["thread_kind"] == {"question": 2, "idea": 1}
    assert counts["board"] == {"11": 1, "12": 1, "21": 1}


def test_counts_see_groups_and_audiences(engine: Engine):
    engine.add([
        post("النفايات", id=1, group="thread:1", region="north", audience="platform-1"),
        post("النفايات", id=2, group="thread:1", region="north", audience="platform-1"),
        post("النفايات", id=3, group="thread:2", region="south", audience="platform-2"),
    ])  # fmt: skip

    counts = ask(engine, "النفايات", facets=("region",), audiences=frozenset({"platform-1"})).facets

    assert counts == {"region": {"north": 1}}


def test_prefixes_look_at_names(engine: Engine):
    engine.add([
        post("النفايات", id=1, author="منى حمدان", authority="بيت جالا Beit Jala", place="الهندسة نظم المعلومات"),
        post("النفايات", id=2, author="سامر عودة", authority="نابلس Nablus", topics=("ضريبة الأملاك",)),
    ])  # fmt: skip

    assert found(engine, "نفايات كاتب:منى") == [1]
    assert found(engine, 'author:"سامر عوده"') == [2]
    assert found(engine, "authority:nablus") == [2]
    assert found(engine, "هيئة:بيت") == [1]
    assert found(engine, "منصة:الهندسة") == [1]
    assert found(engine, "topic:الاملاك") == [2]
    assert found(engine, "كاتب:ليلى") == []


def test_a_long_question_finds_what_holds_most_of_it(engine: Engine):
    engine.add([
        post("كيف نحصل رسوم النفايات من المواطنين عبر فاتورة الكهرباء", id=1),
        post("فاتورة الهاتف", id=2),
    ])  # fmt: skip

    assert found(engine, "ما هي أفضل طريقة لتحصيل رسوم النفايات مع فاتورة الكهرباء في القرى")[0] == 1


def test_a_partial_answer_says_so(engine: Engine):
    engine.add([post("إنارة الشوارع", id=1), post("موازنة المدينة", id=2)])

    assert ask(engine, "إنارة موازنة").is_partial
    assert not ask(engine, "إنارة الشوارع").is_partial


def test_words_that_nobody_wrote_are_named(engine: Engine):
    engine.add([post("جمع النفايات", id=1)])

    assert ask(engine, "النفيات جمع").unknown == ("النفيات",)
    assert engine.words_like("النفيات")[0][0] == "النفايات"


@pytest.mark.parametrize("engine_text", ["naughty", "bidi", "redos"])
def test_no_question_is_wrong(engine: Engine, engine_text: str):
    engine.add([post("جمع النفايات", id=1, author="منى")])

    for text in vectors(engine_text)[:400]:
        results = ask(engine, text, facets=("region",))
        assert results.total >= 0


ODD = ["", " ", "-", '"', "«»", "author:", "is:", "\0", "\ud800", "ـ", "َ", "a" * 5000, "* ? ~"]


@pytest.mark.parametrize("text", ODD)
def test_odd_questions_answer_calmly(engine: Engine, text: str):
    engine.add([post("جمع النفايات " + text, text, id=1, author=text)])

    ask(engine, text)
    ask(engine, f"النفايات {text}")


def test_without_time_the_best_so_far_is_given_and_said(engine: Engine):
    engine.add([post("جمع النفايات", id=1)])

    assert ask(engine, "جمع النفايات", seconds=0.0).timed_out
