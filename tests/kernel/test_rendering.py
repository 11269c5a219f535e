"""What people write is shown as they meant it: Markdown as it is typed on phones, in Arabic."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from forum.kernel.rendering import paragraphs, parsing, to_html
from forum.kernel.rendering.characters import normalise
from forum.kernel.rendering.parsing import formatted


def bare(markup: str) -> str:
    """Without directions, which have tests of their own."""
    return re.sub(r' (?:dir|rel|scope|tabindex)="[^"]*"', "", markup)


LINES = {
    "a line break typed is a line break shown": ("سطر\nآخر", "<p>سطر<br>آخر</p>"),
    "a blank line parts paragraphs": ("أول\n \n\nثان", "<p>أول</p>\n<p>ثان</p>"),
    "spaces at the edges mean nothing": ("    نص  \n   آخر", "<p>نص<br>آخر</p>"),
    "HTML is shown as it was typed": ("<b>نص</b> &amp; <br>", "<p>&lt;b&gt;نص&lt;/b&gt; &amp;amp; &lt;br&gt;</p>"),
    "headings begin below those of the page": ("# أ\n## ب ##\n### ج", "<h3>أ</h3>\n<h4>ب</h4>\n<h5>ج</h5>"),
    "no heading goes below six": ("###### و", "<h6>و</h6>"),
    "a hashtag is no heading": ("#area_c مهم", "<p>#area_c مهم</p>"),
    "an underline of dashes is a rule": ("نص\n---\nآخر", "<p>نص</p>\n<hr>\n<p>آخر</p>"),
    "a fence keeps blank lines and marks": (
        "قبل\n```sql\nselect *\n\n  from a\n```\nبعد",
        "<p>قبل</p>\n<pre><code>select *\n\n  from a</code></pre>\n<p>بعد</p>",
    ),
    "words beside a fence are not lost": ("``` نص مهم\nآخر\n```", "<pre><code>نص مهم\nآخر</code></pre>"),
    "nothing typed is nothing shown": (" \n\t\n", ""),
}

LISTS = {
    "a list may follow a line at once": (
        "نحتاج:\n- أ\n- ب\n\nانتهى",
        "<p>نحتاج:</p>\n<ul><li>أ</li><li>ب</li></ul>\n<p>انتهى</p>",
    ),
    "a number and a dash begin an item": ("1- أ\n2- ب", "<ol><li>أ</li><li>ب</li></ol>"),
    "the space may be left out": ("1-أ\n2-ب", "<ol><li>أ</li><li>ب</li></ol>"),
    "Arabic digits count too": ("١. أ\n٢. ب", "<ol><li>أ</li><li>ب</li></ol>"),
    "bullets from a word processor": ("• أ\n•ب", "<ul><li>أ</li><li>ب</li></ul>"),
    "numbering goes on after a break": (
        "1. أ\n\nشرح\n\n2. ب",
        '<ol><li>أ</li></ol>\n<p>شرح</p>\n<ol start="2"><li>ب</li></ol>',
    ),
    "two spaces nest": (
        "- أ\n  - ب\n    - ج\n- د",
        "<ul><li>أ<ul><li>ب<ul><li>ج</li></ul></li></ul></li><li>د</li></ul>",
    ),
    "numbers and bullets are two lists": ("- أ\n1. ب", "<ul><li>أ</li></ul>\n<ol><li>ب</li></ol>"),
    "an item may hold a paragraph": ("- أ\n\n  شرح\n- ب", "<ul><li><p>أ</p><p>شرح</p></li><li><p>ب</p></li></ul>"),
    "an item may hold code": (
        "1. أ\n   ```\n   x\n   ```\n2. ب",
        "<ol><li><p>أ</p><pre><code>x</code></pre></li><li><p>ب</p></li></ol>",
    ),
    "an item may begin with code": ("1. ```\n   x\n   ```", "<ol><li><pre><code>x</code></pre></li></ol>"),
    "an item goes on in the next line": ("- أ\nتابع", "<ul><li>أ<br>تابع</li></ul>"),
    "a box to tick is shown as typed": ("- [ ] مهمة", "<ul><li>[ ] مهمة</li></ul>"),
    "a mark inside an item is text": ("- - أ\n- > ب", "<ul><li>- أ</li><li>&gt; ب</li></ul>"),
    "a decimal number is no item": ("1.5 مليون\n12-10-2020", "<p>1.5 مليون<br>12-10-2020</p>"),
    "a long number is no item": ("1234567890. x", "<p>1234567890. x</p>"),
}

QUOTES_AND_TABLES = {
    "an answer may stand right under a quote": ("> سؤال\nجواب", "<blockquote><p>سؤال</p></blockquote>\n<p>جواب</p>"),
    "a quote holds a list": ("> نص\n> - أ", "<blockquote><p>نص</p><ul><li>أ</li></ul></blockquote>"),
    "quotes nest": ("> أ\n> > ب", "<blockquote><p>أ</p><blockquote><p>ب</p></blockquote></blockquote>"),
    "a table scrolls by itself": (
        "نص\n| أ | ب |\n|---|:-:|\n| 1 | 2 |\nبعد",
        '<p>نص</p>\n<div class="table-scroll"><table><thead><tr><th>أ</th><th>ب</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>\n<p>بعد</p>",
    ),
    "short rows are filled, long rows lose nothing": (
        "أ|ب\n-|-\n1|\n1|2|3\n",
        '<div class="table-scroll"><table><thead><tr><th>أ</th><th>ب</th></tr></thead><tbody>'
        "<tr><td>1</td><td></td></tr><tr><td>1</td><td>2 | 3</td></tr></tbody></table></div>",
    ),
    "an escaped bar stays in its cell": (
        "أ|ب\n-|-\n1 \\| 2|**3**",
        '<div class="table-scroll"><table><thead><tr><th>أ</th><th>ب</th></tr></thead><tbody>'
        "<tr><td>1 | 2</td><td><strong>3</strong></td></tr></tbody></table></div>",
    ),
}

MARKS = {
    "bold, slanted and struck": ("**أ** *ب* ~~ج~~", "<strong>أ</strong> <em>ب</em> <del>ج</del>"),
    "both at once": ("***أ***", "<em><strong>أ</strong></em>"),
    "a word leans on a mark": ("و**«الخطة»**ها", "و<strong>«الخطة»</strong>ها"),
    "marks nest": ("**أ *ب* ج**", "<strong>أ <em>ب</em> ج</strong>"),
    "a measure is not slanted": ("3*4*5 م و2 * 3 * 4", "3*4*5 م و2 * 3 * 4"),
    "names with underscores stay": ("area_c_map.shp", "area_c_map.shp"),
    "a mark alone is a mark": ("* و** و~~ و` و[", "* و** و~~ و` و["),
    "a backslash keeps a mark": (r"\*أ\* \[ب\] \\", "*أ* [ب] \\"),
    "code keeps what it holds": ("`a*b*c` ``x`y``", "<code>a*b*c</code> <code>x`y</code>"),
}


@pytest.mark.parametrize("name", LINES | LISTS | QUOTES_AND_TABLES)
def test_blocks(name: str):
    typed, shown = (LINES | LISTS | QUOTES_AND_TABLES)[name]
    assert bare(to_html(typed)) == shown


@pytest.mark.parametrize("name", MARKS)
def test_marks_inside_a_line(name: str):
    typed, shown = MARKS[name]
    assert bare(to_html(f"قال {typed} ثم")) == f"<p>قال {shown} ثم</p>"


def link(address: str, words: str = "") -> str:
    return f'<a href="{address}">{words or address}</a>'


LINKS = {
    "a link": ("[نص](https://a.ps/?a=1&b=2)", link("https://a.ps/?a=1&amp;b=2", "نص")),
    "with a title, which is not shown": ('[نص](https://a.ps "عنوان")', link("https://a.ps", "نص")),
    "with brackets in its address": ("[نص](https://a.ps/x_(y))", link("https://a.ps/x_(y)", "نص")),
    "with marks in its words": ("[**نص**](/threads/7)", link("/threads/7", "<strong>نص</strong>")),
    "to a person": ("[نص](mailto:a@b.ps)", link("mailto:a@b.ps", "نص")),
    "typed bare, the full stop is not part of it": ("https://a.ps/x.", link("https://a.ps/x", "https://a.ps/x") + "."),
    "typed bare in brackets": ("(https://a.ps/x_(y))", "(" + link("https://a.ps/x_(y)", "https://a.ps/x_(y)") + ")"),
    "typed bare in Arabic": ("«https://a.ps»، نعم", "«" + link("https://a.ps", "https://a.ps") + "»، نعم"),
    "typed without a scheme": ("www.a.ps", link("https://www.a.ps", "www.a.ps")),
    "in angles": ("<https://a.ps> <a@b.ps>", link("https://a.ps") + " " + link("mailto:a@b.ps", "a@b.ps")),
    "a closing tag is no link": ("</o:p> </x>", "&lt;/o:p&gt; &lt;/x&gt;"),
    "without words shows its address": ("[](https://a.ps)", link("https://a.ps", "https://a.ps")),
    "an image becomes a link": ("![خريطة](https://a.ps/m.png)", link("https://a.ps/m.png", "خريطة")),
    "an image in a link is its words": ("[![خريطة](https://a.ps/m.png)](https://b.ps)", link("https://b.ps", "خريطة")),
    "a link in a link is the inner link": ("[a [b](/b) c](/c)", f"[a {link('/b', 'b')} c](/c)"),
    "a script is no address": ("[نص](javascript:123)", "[نص](javascript:123)"),
    "nor is a host behind two slashes": ("[نص](//evil.example)", "[نص](//evil.example)"),
    "nor a name before the host": ("https://google.com@evil.example", "https://google.com@evil.example"),
    "nor are three dots after www": ("www... www.a", "www... www.a"),
    "nor a path that the reader's page would complete": ("[نص](../admin)", "[نص](../admin)"),
}


@pytest.mark.parametrize("name", LINKS)
def test_links(name: str):
    typed, shown = LINKS[name]
    assert bare(to_html(typed)) == f"<p>{shown}</p>"


def test_a_link_is_not_vouched_for():
    assert 'rel="nofollow noopener noreferrer"' in to_html("https://a.ps")


PLAIN = [
    "السلام عليكم",
    "سطر\nآخر\n\nفقرة ثانية، فيها \"اقتباس\" و'آخر' و100% و(قوس).",
    "  \n\n  مسافات \t في كل مكان  \n \n\n\n آخر \xa0 \n",
    "Area C planning: 3 + 4 = 7; see page 12 & 13.",
    "GIS في البلديات الصغيرة\n\nGIS only",
    "رقم \u202a+970 59 123\u202c ثم \u202eمقلوب\u2066",
    "\ufeffبداية\r\nثان\rثالث\u2028رابع\x85خامس\x00\ud800\x07",
    "",
    "2019",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_paragraphs_are_what_the_parser_makes_of_the_text(text: str):
    assert paragraphs(text) == to_html(text) == formatted(normalise(text))


def test_a_text_with_too_many_marks_keeps_every_word_and_line():
    text = "\n".join(f"- **بند {n}** <b>" for n in range(4_000))
    shown = to_html(text)
    assert shown.startswith('<p dir="auto">- **بند 0** &lt;b&gt;<br>- **بند 1**')
    assert shown.count("<br>") == 3_999


def test_a_text_beyond_the_length_is_shown_plainly():
    assert to_html("**نص** " * 10_000) == paragraphs("**نص** " * 10_000)


def test_broken_characters_are_shown_as_broken():
    assert to_html("أ\x00ب\ud800ج\x1bد *ه*") == '<p dir="auto">أ\ufffdب\ufffdجد <em>ه</em></p>'


def test_threads_do_not_disturb_each_other():
    texts = [f"- **بند {n}**\n\n> `{n}`" if n % 3 else f"{n} *x* " * 2_000 for n in range(60)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(to_html, texts)) == list(map(to_html, texts))


def test_a_fault_in_the_parser_is_noted_and_shows_the_text_plainly(monkeypatch, caplog):
    def broken(markup: str) -> str:
        raise RecursionError(markup)

    monkeypatch.setattr(parsing, "clean", broken)
    assert to_html("**نص**") == '<p dir="auto">**نص**</p>'
    assert "could not be rendered" in caplog.text
