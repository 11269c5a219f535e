"""Directions, plain text, excerpts, mentions and quotes."""

import pytest

from forum.kernel.rendering import excerpt, find_mentions, paragraphs, quote, text_of, to_html, to_text
from forum.kernel.rendering.characters import keep_direction_inside
from tests.support.markup import is_closed

DIRECTIONS = {
    "each block of words finds its own": ("نص\n\n# Title", '<p dir="auto">نص</p>\n<h3 dir="auto">Title</h3>'),
    "an Arabic sentence may begin with a Latin term": ("GIS في البلديات", '<p dir="rtl">GIS في البلديات</p>'),
    "an English one stays English": ("The term هيئة here", '<p dir="auto">The term هيئة here</p>'),
    "an address decides nothing": (
        "https://a.ps نص",
        '<p dir="auto"><a href="https://a.ps" dir="ltr" rel="nofollow noopener noreferrer">https://a.ps</a> نص</p>',
    ),
    "code reads from the left": (
        "```\nx\n```\n`y`",
        '<pre dir="ltr"><code>x</code></pre>\n<p dir="auto"><code dir="ltr">y</code></p>',
    ),
    "an Arabic list": ("- أ\n- ب", '<ul dir="rtl"><li dir="auto">أ</li><li dir="auto">ب</li></ul>'),
    "an English item of an Arabic list keeps its number on the right": (
        "1. أ\n2. Area C\n3. 2019",
        '<ol dir="rtl"><li dir="auto">أ</li><li><bdi>Area C</bdi></li><li>2019</li></ol>',
    ),
    "a list inside a list follows it": (
        "- أ\n  - Area **C**",
        '<ul dir="rtl"><li dir="auto">أ<ul><li><bdi>Area <strong>C</strong></bdi></li></ul></li></ul>',
    ),
    "a list without letters follows the page": ("- 1\n- 2", "<ul><li>1</li><li>2</li></ul>"),
    "a quote has its bar on the side where it begins": (
        "> نص",
        '<blockquote dir="rtl"><p dir="auto">نص</p></blockquote>',
    ),
    "the columns of an Arabic table begin on the right": (
        "أ|B\n-|-\n1|2",
        '<div class="table-scroll" tabindex="0"><table dir="rtl"><thead><tr><th scope="col" dir="auto">أ</th>'
        '<th scope="col" dir="auto">B</th></tr></thead><tbody><tr><td dir="auto">1</td><td dir="auto">2</td></tr>'
        "</tbody></table></div>",
    ),
}


@pytest.mark.parametrize("name", DIRECTIONS)
def test_directions(name: str):
    typed, shown = DIRECTIONS[name]
    assert to_html(typed) == shown


CONTROLS = {
    "a telephone number as phones paste it": ("\u202a+970 59\u202c", "\u202a+970 59\u202c"),
    "isolates inside each other": ("\u2067أ \u2066b\u2069\u2069", "\u2067أ \u2066b\u2069\u2069"),
    "marks and joiners": ("أ\u200f! b\u200e\u061c می\u200cخواهم", "أ\u200f! b\u200e\u061c می\u200cخواهم"),
    "an override goes with its end": ("a\u202ebc\u202cd", "abcd"),
    "what is not closed": ("a\u202bb \u2066c", "ab c"),
    "what was not opened": ("a\u202cb\u2069c", "abc"),
    "ends in the wrong order": ("\u202a\u2066a\u202cb\u2069\u202c", "\u202a\u2066ab\u2069\u202c"),
    "closed only on the next line": ("\u202aa\nb\u202c", "a\nb"),
    "deeper than anyone needs": ("\u2067" * 50 + "أ" + "\u2069" * 50, "\u2067" * 8 + "أ" + "\u2069" * 8),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_bidi_controls_stay_inside_their_line(name: str):
    typed, kept = CONTROLS[name]
    assert keep_direction_inside(typed) == kept
    assert is_closed(kept.replace("\n", ""))


def test_a_control_cannot_reach_the_next_cell():
    assert "\u202a" not in to_html("أ|ب\n-|-\n\u202a1|2\u202c")


MARKDOWN = """# خطة الجمع
السلام عليكم،
هذه **الخطة** من [موقعنا](https://a.ps/):

- أولا `x < 1`
- ثانيا

| شهر | طن |
|---|---|
| أيار | 12 |

> منى: نجمعها ليلا &amp; فجرا
```
a  &&
  b
```"""


def test_plain_text_has_the_words_a_line_a_block():
    assert to_text(MARKDOWN).split("\n") == [
        "خطة الجمع", "السلام عليكم،", "هذه الخطة من موقعنا:", "أولا x < 1", "ثانيا", "شهر طن", "أيار 12",
        "منى: نجمعها ليلا &amp; فجرا", "a &&", "b",
    ]  # fmt: skip
    assert text_of(to_html(MARKDOWN)) == to_text(MARKDOWN)


def test_plain_text_of_plain_paragraphs():
    assert text_of(paragraphs("أ < ب\nج\n\nد")) == "أ < ب\nج\nد"


@pytest.mark.parametrize(
    ("source", "length", "shown"),
    [
        ("**قصير** جدا", 40, "قصير جدا"),
        ("نجمع النفايات ليلا، ثم نغسل الشوارع", 22, "نجمع النفايات ليلا…"),
        ("نجمع النفايات ليلا", 18, "نجمع النفايات ليلا"),
        ("كلمة" * 20, 9, "كلمةكلمة…"),
        ("مَُّمَُّمَُّ", 7, "مَُّ…"),
        ("نص آخر \u2067طويل جدا\u2069", 13, "نص آخر طويل…"),
        ("نص", 1, "…"),
        ("نص", 0, ""),
    ],
)
def test_an_excerpt_ends_between_words(source: str, length: int, shown: str):
    assert excerpt(source, length) == shown
    assert len(shown) <= length


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("شكرا @منى حمدان، رأيك مهم", ["منى حمدان"]),
        ("@منى_حمدان و@رائد المجد\n@منى_حمدان", ["منى حمدان", "رائد المجد"]),
        ("@Omar O'Neil-Said: yes", ["Omar O'Neil-Said"]),
        ("@مُنى حمدان.", ["مُنى حمدان"]),
        ("**@رائد** المجد", ["رائد"]),
        ("`@رمز` و a@b.ps و https://a.ps/@x\n```\n@داخل\n```\n> @مقتبس\n> > @أقدم\n> @ثالث", []),
        ("\\@ @ @@ نص", []),
        (" ".join(f"@a{n}," for n in range(50)), [f"a{n}" for n in range(20)]),
    ],
)
def test_mentions_are_what_the_writer_says_in_own_words(source: str, names: list[str]):
    assert find_mentions(source) == names


def test_a_quote_names_its_author_and_can_be_answered():
    typed = quote("أولا:\n- **بند**\n\nثانيا", "منى *حمدان*") + "أوافق"
    assert to_html(typed) == (
        '<blockquote dir="rtl"><p dir="auto"><strong>منى *حمدان*</strong></p><p dir="auto">أولا:</p>'
        '<ul dir="rtl"><li dir="auto"><strong>بند</strong></li></ul><p dir="auto">ثانيا</p></blockquote>\n'
        '<p dir="auto">أوافق</p>'
    )
