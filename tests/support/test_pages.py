"""The checking client finds what it promises to find."""

import pytest

from tests.support import pages

SOUND = """<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>منصات</title>
<link rel="stylesheet" href="/static/css/site.css"><script type="module" src="/static/js/main.js"></script></head>
<body><main><h1>منصات</h1>
<p>نظم GIS بصيغة <code>GeoJSON</code>، كتبها <bdi>Salma Odeh</bdi></p>
<p dir="auto">The words of a colleague</p>
<a href="https://example.org/">المصدر</a> <a href="/en" lang="en">English</a>
<form method="post" action="/threads/1/replies">
<label for="body">ردك</label><textarea id="body" name="body">typed English</textarea>
<label>بحث <input name="q"></label><input type="hidden" name="once" value="x">
<button aria-label="نشر رد Salma">نشر</button></form>
</main></body></html>"""

SINS = [
    ("<h1>منصات</h1>", "<h1>منصات</h1><h1>أخرى</h1>", "2 <h1> instead of one"),
    ('dir="rtl"', 'dir="ltr"', "lang='ar' dir='ltr'"),
    ("<title>منصات</title>", "<title></title>", "the title is empty"),
    ("<p>نظم", '<p id="body">نظم', "id 'body' stands 2 times"),
    ("<p>نظم", '<p aria-describedby="none">نظم', "names nothing on the page"),
    ('<label for="body">ردك</label>', "", "<textarea name='body'> has no label"),
    ("<label>بحث", "<label>", "<input name='q'> has no label"),
    (">نشر<", ">Publish<", "«Publish» is not Arabic"),
    ("<p>نظم", '<p title="Geographic">نظم', "«Geographic» is not Arabic"),
    ("<p>نظم", '<p style="color: red">نظم', "style=…"),
    ("<p>نظم", '<p onclick="go()">نظم', "onclick=…"),
    ("</head>", "<style>p {}</style></head>", "a <style> element"),
    ("</main>", "<script>go()</script></main>", "a script inside the page"),
    ("</main>", '<img src="/a.png"></main>', "has no alt"),
    ("</main>", '<img src="https://example.org/a.png" alt=""></main>', "leaves the forum"),
    ("</main>", '<a href="/x"></a></main>', "has no words"),
    ("</main>", "<p><div></p></main>", "line"),
    ("<body>", "<body><div>", "line"),
    ('action="/threads', 'action="//example.org/threads', "leaves the forum"),
]


def test_a_sound_page_has_no_problems():
    assert pages.problems(SOUND) == []


@pytest.mark.parametrize(("good", "bad", "sentence"), SINS)
def test_a_page_with_one_fault_is_told_about_it(good: str, bad: str, sentence: str):
    found = pages.problems(SOUND.replace(good, bad, 1))

    assert any(sentence in problem for problem in found), found


def test_an_english_page_has_no_arabic_left_in_it():
    english = '<!doctype html><html lang="en" dir="ltr"><head><title>Boards</title></head><body><main><h1>Boards</h1>'

    assert pages.problems(f"{english}<p dir='auto'>كلام زميل</p></main></body></html>") == []
    assert any("is not English" in p for p in pages.problems(f"{english}<p>حفظ</p></main></body></html>"))


def test_a_part_of_a_page_needs_no_heading_but_keeps_the_rest():
    assert pages.problems("<ul><li>نص</li></ul>") == []
    assert pages.problems('<input name="q">') == ["<input name='q'> has no label"]
