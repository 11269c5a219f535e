"""One spelling for a word, its stem, its root; never an error."""

import pytest
from hypothesis import given, settings, strategies as st

from forum.search.arabic import content, fold, forms, terms, words
from forum.search.arabic.stems import light
from forum.search.arabic.wordlists import framewords, singulars, spoken, stopwords
from tests.support.vectors import vectors

SAME = [
    ("إطلاق", "اطلاق"), ("أُطْلِقَ", "اطلق"), ("آبار", "ابار"), ("ٱلأرض", "الارض"), ("مؤسسة", "موسسه"),
    ("شاطئ", "شاطي"), ("مستشفى", "مستشفي"), ("نفايـــات", "نفايات"), ("گاز", "كاز"), ("پلاستيك", "بلاستيك"),
    ("کلاب", "كلاب"), ("ی", "ي"), ("٢٠٢٣", "2023"), ("۲۰۲۳", "2023"), ("ﻻ", "لا"), ("ﺍﻟﻤﻴﺎﻩ", "المياه"),
    ("GIS", "gis"), ("ＧＩＳ", "gis"), ("Café", "cafe"), ("الميا\u200cه", "المياه"), ("\u200fنابلس\u200e", "نابلس"),
    ("مَقْبَرَةٌ", "مقبره"), ("قُرًى", "قري"), ("Straße", "strasse"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), SAME)
def test_a_word_has_one_spelling(typed: str, kept: str):
    assert fold(typed) == kept


CUT = [
    ("وحدة الـGIS", ["وحده", "ال", "gis"]),
    ("SDG11 و كوفيد-19", ["sdg", "11", "و", "كوفيد", "19"]),
    ("14,000 شيكل و١٤٬٠٠٠", ["14000", "شيكل", "و", "14000"]),
    ("المناطق (ج)، «ج» و\"ج\"", ["المناطق", "ج", "ج", "و", "ج"]),
    ("شَبَكَةُ المِياهِ", ["شبكه", "المياه"]),
    ("http://x.y/z?a=1", ["http", "x", "y", "z", "a", "1"]),
    ("م3 وm3", ["م", "3", "و", "m", "3"]),
    ("snake_case", ["snake", "case"]),
    ("…!؟،", []),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_a_text_is_cut_into_words(text: str, expected: list[str]):
    assert [word.folded for word in words(text)] == expected


FAMILIES = [
    "رخصة رخص الرخص وبالرخص رخصهم", "طريق طرق الطرق بالطريق", "مبنى مبان المباني مبانيهم", "بئر آبار بالآبار",
    "مشروع مشاريع المشروع بمشاريعنا", "ضريبة ضرائب الضرائب", "مدير مدراء المدراء", "قرية قرى القرى",
    "لجنة لجان اللجان", "شكوى شكاوى الشكاوي", "صندوق صناديق", "عمود أعمدة", "فاتورة فواتير", "حديقة حدائق",
]  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_broken_plurals_have_the_stem_of_their_singular(family: str):
    assert len({light(fold(word)) for word in family.split()}) == 1


RELATED = [
    "مخطط تخطيط المخططات تخطيطية", "استعمال يستعملون مستعمل", "اجتماع مجتمع جمعية", "كتب كاتب مكتوب كتابة",
    "قام يقوم قيام", "وصل يصل وصول", "أسس تأسيس تأسست مؤسسة", "زاد يزيد زيادة", "يتكون تتكون", "نشرت ننشر ستنشر نشر",
]  # fmt: skip


@pytest.mark.parametrize("family", RELATED)
def test_a_family_shares_its_root(family: str):
    assert len({forms(fold(word)).root for word in family.split()}) == 1


NAMES = [
    "الدومينيكان دومنيكان بالدومينيكان", "موريتانيا موريطانيا",
    "كاليفورنيا بكاليفورنيا لكاليفورنيا", "هارفارد هارفرد", "شيكولاتة الشوكولاتة",
]  # fmt: skip


@pytest.mark.parametrize("family", NAMES)
def test_foreign_names_are_found_however_they_are_written(family: str):
    assert len({forms(fold(word)).root for word in family.split()}) == 1


APART = [("بلدية", "بلاغ"), ("مياه", "ميناء"), ("طريق", "فريق"), ("نفايات", "نفقات"), ("panthers", "بانثرز")]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_apart(one: str, other: str):
    assert forms(fold(one)).light != forms(fold(other)).light
    assert forms(fold(one)).root != forms(fold(other)).root


ENGLISH = [("permits", "permit"), ("cities", "city"), ("tested", "test"), ("boxes", "box"), ("glass", "glass")]


@pytest.mark.parametrize(("one", "other"), ENGLISH)
def test_english_words_lose_their_endings(one: str, other: str):
    assert light(one) == other


def test_stop_words_are_left_out_unless_they_spell_a_letter():
    assert [form.word for form in content("ما هي أي من الطرق")] == ["الطرق"]
    assert [form.word for form in content("نظام جي آي اس")] == ["نظام", "جي", "اي", "اس"]


def test_neighbours_skip_stop_words():
    assert terms(content("رخصة من البناء"))["pairs"] == ["رخص بناء"]


def test_the_lists_are_folded_and_have_no_doubts():
    for listed in (stopwords(), framewords(), singulars(), singulars().values(), spoken()):
        assert all(part == fold(part) for word in listed for part in word.split())
    assert not set(singulars()) & set(singulars().values())
    assert len(singulars()) > 450


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئـًٌٍَُِّْ ٠١٢٣ aBc1\u200f\u200c\ud800\0"
texts = st.text(max_size=80) | st.text(alphabet=LETTERS, max_size=80)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_folding_twice_changes_nothing(text: str):
    once = fold(text)
    assert fold(once) == once
    assert all(fold(word.folded) == word.folded for word in words(text))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_words_point_at_their_characters(text: str):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]) == word.folded or "," in text[word.start : word.end]
        end = word.end


@given(texts)
@settings(max_examples=300, deadline=None)
def test_analysis_never_raises_and_can_be_written(text: str):
    for listed in terms(content(text)).values():
        for term in listed:
            assert term.encode()


@given(st.text(alphabet="ابتجدرسشعفقكلمنهوي", min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_a_stem_is_never_empty(word: str):
    assert light(word)
    assert forms(word).root


def test_hostile_texts_are_analysed():
    for name in ("naughty", "bidi", "crlf", "redos"):
        for text in vectors(name):
            assert all(term.encode() for listed in terms(content(text)).values() for term in listed)
