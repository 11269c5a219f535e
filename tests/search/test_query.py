"""What somebody typed, understood."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings, strategies as st

from forum.search.query import Query, parse
from tests.support.vectors import vectors


def test_words_are_words():
    assert parse("رسوم النفايات") == Query(text="رسوم النفايات", free="رسوم النفايات")


@pytest.mark.parametrize("text", ['"مناطق ج"', "«مناطق ج»", "“مناطق ج”", "„مناطق ج“"])
def test_quotes_of_every_kind_make_a_phrase(text: str):
    assert parse(text).phrases == ("مناطق ج",)
    assert parse(text).free == "مناطق ج"


@pytest.mark.parametrize("text", ['"ج"', "«ج»", "(ج)", "[ج]", "ج"])
def test_brackets_round_one_word_mean_nothing(text: str):
    query = parse(text)
    assert (query.phrases, query.without) == ((), ())
    assert query.free.strip("()[]") == "ج"


def test_a_minus_before_a_word_leaves_it_out():
    query = parse('نفايات -تدوير -"فرز منزلي" كوفيد-19')
    assert query.without == ("تدوير", "فرز منزلي")
    assert query.free == "نفايات كوفيد-19"


PREFIXED = [
    ("author:منى", {"labels": (("author", "منى"),)}),
    ('كاتب:"منى حمدان"', {"labels": (("author", "منى حمدان"),)}),
    ("board:GIS topic:ضرائب", {"labels": (("board", "GIS"), ("topic", "ضرائب"))}),
    ("منصة:الهندسة موضوع:موازنة", {"labels": (("board", "الهندسة"), ("topic", "موازنة"))}),
    ("هيئة:نابلس", {"labels": (("authority", "نابلس"),)}),
    ("region:south منطقة:غزه", {"regions": frozenset({"south", "gaza"})}),
    ("is:answered", {"answered": True}),
    ("حالة:مجاب", {"answered": True}),
    ("is:unanswered", {"answered": False}),
    ("has:file", {"has_file": True}),
    ("فيه:مرفقات", {"has_file": True}),
    ("since:2020", {"since": datetime(2020, 1, 1, tzinfo=UTC)}),
    ("منذ:٢٠٢٠-٠٣-١٥", {"since": datetime(2020, 3, 15, tzinfo=UTC)}),
]


@pytest.mark.parametrize(("text", "expected"), PREFIXED)
def test_prefixes_in_both_languages(text: str, expected: dict):
    query = parse(f"رسوم {text}")
    assert {name: getattr(query, name) for name in expected} == expected
    assert query.free == "رسوم"


NO_PREFIX = ["الساعة:5", "http://example.org", "is:maybe", "since:tomorrow", "since:2020-13", "region:mars"]


@pytest.mark.parametrize("text", NO_PREFIX)
def test_what_is_no_prefix_is_words(text: str):
    query = parse(text)
    assert query.labels == ()
    assert query.since is None
    assert query.free


@given(st.text(max_size=60) | st.text(alphabet='"«»“”-:()[]{}*?~^/\\ ابجabيكاتب\0\ud800', max_size=60))
@settings(max_examples=400, deadline=None)
def test_there_is_no_wrong_question(text: str):
    assert parse(text).text == text


def test_hostile_questions_are_understood_as_words():
    for name in ("naughty", "bidi", "redos", "xss_html"):
        for text in vectors(name):
            assert isinstance(parse(text), Query)
