"""Found words are marked where they stand, and it is said why."""

import pytest
from hypothesis import given, settings, strategies as st

from forum.search.arabic import fold, words
from forum.search.highlighting import PASSAGE, Marker, Shown
from forum.search.plan import make
from forum.search.query import parse
from forum.search.thesaurus import Thesaurus


def _show(thesaurus: Thesaurus, asked: str, text: str, title: str = "", unknown: frozenset[str] = frozenset()) -> Shown:
    return Marker(make(parse(asked), thesaurus), asked, unknown).show(title, text)


def _found(shown: Shown) -> list[str]:
    return [segment.text for segment in shown.passage if segment.is_found]


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("اطلاق", "بعد إِطْلاقِ المنصة", ["إِطْلاقِ"]),
        ("رخص", "اعترضوا على الرسوم وبالرخص، ثم", ["وبالرخص"]),
        ("ضريبه الاملاك", "جباية ضريبة الأملاك.", ["ضريبة", "الأملاك"]),
        ("نفايات", "النفايـــات ليلا", ["النفايـــات"]),
        ("2023", "سنة ٢٠٢٣؟", ["٢٠٢٣"]),
        ("GIS", "قسم نظم المعلومات الجغرافية هنا", ["نظم", "المعلومات", "الجغرافية"]),
        ("المعلومات", "المعلومات كثيرة", ["المعلومات"]),
        ("GIS", "المعلومات كثيرة", []),
    ],
)
def test_marks_stand_on_the_words_as_they_were_written(thesaurus: Thesaurus, asked: str, text: str, marked: list[str]):
    assert _found(_show(thesaurus, asked, text)) == marked


def test_titles_are_marked_too(thesaurus: Thesaurus):
    shown = _show(thesaurus, "نفايات", "", title="جمع النفايات ليلا")
    assert next(s.text for s in shown.title if s.is_found) == "النفايات"
    assert "".join(s.text for s in shown.title) == "جمع النفايات ليلا"


def test_it_says_in_what_form_a_word_was_found(thesaurus: Thesaurus):
    assert [tuple(why) for why in _show(thesaurus, "رخص", "وبالرخص").why] == [("رخص", "وبالرخص")]
    assert [tuple(why) for why in _show(thesaurus, "GIS", "نظم المعلومات الجغرافية").why] == [
        ("GIS", "نظم المعلومات الجغرافية")
    ]


def test_it_says_nothing_where_the_word_stands_as_typed(thesaurus: Thesaurus):
    assert _show(thesaurus, "رخص", "رخص وبالرخص").why == ()
    assert _show(thesaurus, "رخص", "الرخص").why == ()


def test_a_misspelt_word_is_marked_at_what_it_is_like(thesaurus: Thesaurus):
    assert _found(_show(thesaurus, "استملاق", "قرار استملاك", unknown=frozenset({"استملاق"}))) == ["استملاك"]


def test_the_passage_is_where_most_of_the_question_stands(thesaurus: Thesaurus):
    text = "النفايات. " + "كلام آخر طويل. " * 60 + "رسوم جمع النفايات مع فاتورة الكهرباء. " + "وكلام بعده. " * 60
    shown = _show(thesaurus, "رسوم النفايات فاتورة الكهرباء", text)

    assert {"رسوم", "النفايات", "فاتورة", "الكهرباء"} <= set(_found(shown))
    assert len("".join(s.text for s in shown.passage)) < PASSAGE + 60


some = st.text(alphabet="ابتجدرسشعفقكلمنهويىةأإ ًَُِّـ،.\n٠١ab\u200f\ud800", max_size=600) | st.text(max_size=300)


@given(st.text(alphabet="ابتجدرسشعفقكلمنهوي ab", max_size=30), some)
@settings(max_examples=200, deadline=None)
def test_marks_point_at_the_right_characters(asked: str, text: str):
    marker = Marker(make(parse(asked), Thesaurus(())), asked)
    marks = marker.marks(text)

    end = 0
    for mark in marks:
        assert end <= mark.start < mark.end <= len(text)
        assert mark.said == text[mark.start : mark.end]
        assert fold(mark.said) in {word.folded for word in words(text)}
        end = mark.end
    passage = "".join(segment.text for segment in marker.show("", text).passage)
    assert passage in text
