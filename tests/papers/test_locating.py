"""Finding words again in the text that they were taken from."""

import doctest
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from forum.papers import citations, evidence
from forum.papers.evidence import Quote, QuoteNotFound, as_read, fingerprint, locate, selector, widen

POST = """عندنا في **دورا** أربع نقاط:

1. بلغ عدد الاعتراضات 318 وقُبل منها 5.
2. نشرنا [الخريطة](https://example.org/map) قبل الإيداع.

> نجمع النفايات ليلا. نجمع النفايات فجرا.

| الهيئة | الاعتراضات |
|---|---|
| عزون | 142 |
"""


def found(words: str, text: str = POST, **around: str) -> str:
    span = locate(text, Quote(words, **around))
    return text[span.start : span.stop]


@pytest.mark.parametrize(
    ("copied", "stands"),
    [
        ("بلغ عدد الاعتراضات 318", "بلغ عدد الاعتراضات 318"),
        ("في دورا أربع", "في **دورا** أربع"),
        ("وقبل منها 5", "وقُبل منها 5"),
        ("نشرنا الخريطة قبل الإيداع", "نشرنا [الخريطة](https://example.org/map) قبل الإيداع"),
        ("عزون\t142", "عزون | 142"),
        ("أربع نقاط:\nبلغ عدد", "أربع نقاط:\n\n1. بلغ عدد"),
        ("أربع   نقاط", "أربع نقاط"),
        ("الهيئة\tالاعتراضات\nعزون", "الهيئة | الاعتراضات |\n|---|---|\n| عزون"),
    ],
)
def test_words_copied_from_the_page_are_found_in_the_source(copied: str, stands: str):
    assert found(copied) == stands


def test_the_surroundings_choose_between_equal_words():
    assert locate(POST, Quote("النفايات", suffix=" فجرا")).start > locate(POST, Quote("النفايات", suffix=" ليلا")).start


def test_a_whole_word_goes_before_a_part_of_one():
    text = "المخططات كثيرة، وهذه مخططات قديمة"
    assert found("مخططات", text) == "مخططات"
    assert locate(text, Quote("مخططات")).start == text.index("وهذه") + 5


@pytest.mark.parametrize("words", ["النفايات", "نجمع النفايات"])
def test_words_that_stand_twice_are_refused_with_what_to_do(app, words: str):
    with app.test_request_context(), pytest.raises(QuoteNotFound) as refused:
        locate(POST, Quote(words))
    assert str(refused.value) == f"«{words}» موجودة في المشاركة أكثر من مرة. تلزم إضافة كلمات حولها."


@pytest.mark.parametrize("words", ["لم يقله أحد", "", "   ", "**", "\u200f"])
def test_words_that_are_not_there_are_refused(app, words: str):
    with app.test_request_context(), pytest.raises(QuoteNotFound, match="ليست في المشاركة"):
        locate(POST, Quote(words))


def test_nobody_is_quoted_from_the_middle_of_a_word():
    text = "لا يوافقون على ذلكَ"
    span = widen(text, locate(text, Quote("وافقون على ذل")))
    assert text[span.start : span.stop] == "يوافقون على ذلكَ"


def test_printed_words_carry_no_marks():
    assert as_read("- **318** اعتراضا في [دورا](https://example.org)\n> و`كود`") == "318 اعتراضا في دورا وكود"


def test_the_fingerprint_is_of_the_words_and_not_of_their_spaces_or_form():
    decomposed = unicodedata.normalize("NFD", "إيداع  المخطط\n")
    assert fingerprint(decomposed) == fingerprint("إيداع المخطط")
    assert fingerprint("إيداع المخطط") != fingerprint("ايداع المخطط")
    assert len(fingerprint("")) == 64


def test_hostile_lengths_are_answered_at_once():
    for text in ("ا" * 20_000, "](" * 10_000, "-" * 19_999 + "x", "> " * 10_000, "|" * 20_000, "[" * 20_000):
        assert isinstance(as_read(text), str)
        with pytest.raises(QuoteNotFound):
            locate(text, Quote("لا أحد"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=200), st.integers(0, 199), st.integers(1, 60))
def test_a_selector_leads_back_to_exactly_its_place(text: str, start: int, length: int):
    start %= len(text)
    span = range(start, min(start + length, len(text)))
    quote = selector(text, span)
    assert quote.exact == text[span.start : span.stop]
    try:
        again = locate(text, quote)
    except QuoteNotFound:
        return  # blank, or truly twice with the same surroundings: refused, never guessed
    assert text[again.start : again.stop].strip() and _seen(text, again) == _seen(text, span)


def _seen(text: str, span: range) -> str:
    """The letters that a reader sees in a span, without signs over them."""
    return "".join(evidence._folded(c) for place, c in evidence._seen(text) if place in span).strip()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="اب *_>[]()|#-1.\n\u064b\u200f", max_size=120), st.data())
def test_what_a_reader_copies_from_one_line_is_found_as_it_reads(text: str, data):
    words = as_read(text)
    if not words:
        return
    cut = words[: data.draw(st.integers(1, len(words)))].strip()
    try:
        span = locate(text, Quote(cut))
    except QuoteNotFound:
        return
    assert _letters(_seen(text, span)) == _letters("".join(map(evidence._folded, cut)))


def _letters(words: str) -> str:
    return "".join(c for c in words if c.isalnum())


@pytest.mark.parametrize("module", [citations, evidence])
def test_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0
