"""What every engine promises, in the same sentences."""

from datetime import timedelta

import pytest

from forum.search.engine import Engine
from tests.search.asking import DAY, ask, found, post


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
