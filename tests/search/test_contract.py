"""What every engine promises, in the same sentences."""

from datetime import timedelta

import pytest

from forum.search.engine import Engine
from tests.search.asking import DAY, ask, found, post
from tests.support.vectors import vectors


def test_what_was_added_is_found(engine: Engine):
    engine.add([post("جمع النفايات ليلا", id=1), post("إنارة الشوارع", id=2)])

    assert found(engine, "النفايات") == [1]
    assert engine.count() == 2


def test_nothing_is_found_in_nothing(engine: Engine):
    assert ask(engine, "نفايات").total == 0
    assert engine.words_like("نفايات") == []
    assert engine.count() == 0


def test_adding_again_replaces(engine: Engine):
    engine.add([post("جمع النفايات", id=1)])
    engine.add([post("إنارة الشوارع", id=1)])

    assert found(engine, "النفايات") == []
    assert found(engine, "إنارة") == [1]
    assert engine.count() == 1


def test_the_last_of_equal_documents_in_one_batch_counts(engine: Engine):
    engine.add([post("جمع النفايات", id=1), post("إنارة الشوارع", id=1)])

    assert found(engine, "النفايات") == []
    assert engine.count() == 1


def test_what_was_deleted_is_gone(engine: Engine):
    engine.add([post("جمع النفايات", id=1), post("فرز النفايات", id=2)])
    engine.delete(["post:1", "post:77"])

    assert found(engine, "النفايات") == [2]
    assert engine.count() == 1


def test_a_change_deletes_and_adds_as_one_step(engine: Engine):
    engine.add([post("جمع النفايات", id=1), post("فرز النفايات", id=2)])
    engine.change([post("حرق النفايات", id=3)], ["post:1"])

    assert sorted(found(engine, "النفايات")) == [2, 3]


def test_replacing_all_leaves_nothing_of_before(engine: Engine):
    engine.add([post("جمع النفايات", id=1)])

    assert engine.replace_all([post("إنارة الشوارع", id=2)]) == 1
    assert found(engine, "النفايات") == []
    assert found(engine, "إنارة") == [2]
    assert engine.is_complete()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("اطلاق", "أُطْلِقَت الخدمة بعد إطلاق المنصة"),
        ("رخص", "وبالرخص التي أُصدرت"),
        ("المبانى", "صيانة المباني"),
        ("ضريبه الاملاك", "ضريبة الأملاك"),
        ("نفايـــات", "النفايات الصلبة"),
        ("٢٠٢٣", "فاتورة سنة 2023"),
        ("2023", "فاتورة سنة ٢٠٢٣"),
        ("مشاريع", "مشروع جديد"),
        ("طريق", "تعبيد الطرق"),
        ("بئر", "آبار القرية"),
        ("GIS", "نظم المعلومات الجغرافية"),
        ("نظم المعلومات الجغرافية", "قسم الـGIS في البلدية"),
        ("جي آي اس", "قسم GIS"),
        ("area c", "المناطق المسماة (ج)"),
        ("المناطق المسماة \"ج\"", "في المناطق المسماة «ج»"),
        ("SDG 11", "مؤشرات SDG11"),
        ("زبالة", "جمع النفايات"),
        ("النفيات", "جمع النفايات"),
        ("استملاق", "استملاك الأراضي"),
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_was_typed(engine: Engine, asked: str, text: str):
    engine.add([post(text, id=1), post("لا شيء من هذا هنا", id=2), post("something else altogether", id=3)])

    assert found(engine, asked)[:1] == [1]


def test_the_exact_form_comes_first(engine: Engine):
    engine.add([post("تخطيط المدينة العام", id=1), post("مخطط المدينة العام", id=2), post("مدينة بلا رسم", id=3)])

    assert found(engine, "مخطط")[0] == 2


def test_exact_finds_only_what_was_typed(engine: Engine):
    engine.add([post("رخصة بناء", id=1), post("رخص البناء", id=2), post("قسم GIS", id=3)])

    assert found(engine, "رخص", exact=True) == [2]
    assert found(engine, "نظم المعلومات الجغرافية", exact=True) == []


def test_a_phrase_stands_side_by_side(engine: Engine):
    engine.add([post("رخصة بناء جديدة", id=1), post("رخصة مهنة، ثم بناء", id=2)])

    assert found(engine, '"رخصة بناء"') == [1]
    assert found(engine, "رخصة بناء")[0] == 1


def test_a_minus_leaves_out(engine: Engine):
    engine.add([post("رسوم النفايات", id=1), post("رسوم المياه", id=2), post("رسوم رخصة بناء", id=3)])

    assert found(engine, "رسوم -نفايات -\"رخصة بناء\"") == [2]


def test_titles_count_more_than_texts(engine: Engine):
    engine.add([
        post("نتحدث هنا عن الموازنة مرة", "إنارة الشوارع", id=1),
        post("نتحدث هنا عن الإنارة مرة", "الموازنة السنوية", id=2),
    ])  # fmt: skip

    assert found(engine, "الموازنة")[0] == 2


def test_words_in_a_phrase_lift(engine: Engine):
    filling = "كلام آخر عن المدينة وأهلها في هذا الموسم"
    engine.add([post(f"صافي الدخل {filling} سعر القياس", id=1), post(f"صافي القياس {filling} سعر الدخل", id=2)])

    assert found(engine, "صافي القياس")[0] == 2


def test_one_result_a_thread_and_how_many_more(engine: Engine):
    engine.add([
        post("النفايات والحاويات والنفايات", id=1, group="thread:7"),
        post("النفايات", id=2, group="thread:7"),
        post("النفايات", id=3, group="thread:8"),
    ])  # fmt: skip

    results = ask(engine, "النفايات")

    assert results.total == 2
    assert {(hit.group, hit.also) for hit in results.hits} == {("thread:7", 1), ("thread:8", 0)}
    assert ask(engine, "النفايات", grouped=False).total == 3


def test_pages_follow_one_another(engine: Engine):
    engine.add([post("النفايات " + "كلمة " * n, id=n) for n in range(1, 8)])

    pages = [found(engine, "النفايات", size=3, skip=skip) for skip in (0, 3, 6, 9)]

    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [number for page in pages for number in page] == found(engine, "النفايات")


def test_the_newest_first(engine: Engine):
    engine.add([post("النفايات", id=n, created_at=DAY + timedelta(days=n)) for n in (2, 1, 3)])

    assert found(engine, "النفايات", newest_first=True) == [3, 2, 1]


def test_equals_stand_newest_first(engine: Engine):
    engine.add([post("النفايات", id=n, created_at=DAY + timedelta(days=n)) for n in (2, 1, 3)])

    assert found(engine, "النفايات") == [3, 2, 1]


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
