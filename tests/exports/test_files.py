"""Documents as files: HTML, Markdown, names, fingerprints."""

import hashlib
import json
import re
from pathlib import Path

import html5lib
import markdown
import pytest

from forum.exports import office
from forum.exports.formats import FORMATS, download, format_named
from forum.exports.markdown import markdown_file
from forum.exports.names import content_disposition, file_name
from forum.exports.page import blocks_html, html_file
from forum.exports.reading import blocks, note_mark
from forum.exports.tree import Document, Paragraph, Part, Reference, Text, canonical, fingerprint, table
from forum.kernel.errors import NotFound
from forum.kernel.rendering import to_html

VECTORS = Path(__file__).parents[1] / "vectors"
TEXT = """مقدمة **قوية** مع *ميل* و~~شطب~~ و`code <b>` و[رابط](https://example.org/?a=1&b=2).

3. ثالثا
4. رابعا
   - فرع

> اقتباس

| الهيئة | العدد |
|---|---|
| عزون | 142 \\| 5 |

```
x < y
```

### عنوان فرعي
"""


SAFE_TAGS = {"DOCUMENT_FRAGMENT", "p", "h3", "h4", "h5", "h6", "ol", "ul", "li", "blockquote", "pre", "hr", "br"}
SAFE_TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
SAFE_TAGS |= {"strong", "em", "del", "code", "a", "sup", "bdi"}


def document(text: str = TEXT, **given) -> Document:
    html = to_html(text).replace("قوية", "قوية" + note_mark(1))
    return Document(
        **{
            "title": "ورقة موقف: «التشاور»", "kind": "ورقة موقف", "language": "ar",
            "facts": (("المنصة", "الهندسة"),), "parts": (Part("1", "ملخص تنفيذي", blocks(html)),),
            "references_heading": "المراجع",
            "references": (
                Reference(1, "بلدية دورا، الجنوب", "318 اعتراضا", "https://forum.example/evidence/1", "الشاهد 1"),
            ),
            "annexes": (Part("evidence", "ملحق: الشواهد", (table(["الرقم", "المصدر"], [["1", "دورا"]]),)),),
            "colophon": (("النسخة", "1"),), "banner": "بيانات تجريبية", "issuer": "الاتحاد",
            "words": {"contents": "المحتويات", "back": "العودة"},
        }
        | given
    )


def test_the_page_stands_alone_and_reads_from_the_right(app):
    with app.test_request_context():
        page = html_file(document()).decode("utf-8")

    html5lib.HTMLParser(strict=True).parse(page)
    assert '<html lang="ar" dir="rtl">' in page and "بيانات تجريبية" in page and "@page" in page
    assert not re.search(r"(?:src|<link|@import|url\()", page), "nothing is loaded from anywhere"
    assert '<sup class="note" id="note-1"><a href="#ref-1">[1]</a></sup>' in page and 'id="ref-1"' in page
    assert '<ol start="3">' in page and "<code>code &lt;b&gt;</code>" in page and "<del>شطب</del>" in page
    assert 'href="https://example.org/?a=1&amp;b=2"' in page


def test_markdown_has_footnotes_and_comes_back_as_the_same_words(app):
    text = markdown_file(document()).decode("utf-8")

    assert "قوية[^1]" in text.replace("**", "") and re.search(r"^\[\^1\]: بلدية دورا", text, re.M)
    assert "<https://forum.example/evidence/1>" in text
    again = markdown.markdown(text, extensions=["tables", "footnotes", "fenced_code", "sane_lists"])
    for words in ("ملخص تنفيذي", "ثالثا", "فرع", "اقتباس", "عزون", "x &lt; y", "318 اعتراضا", "ملحق: الشواهد"):
        assert words in again, words
    assert "<strong>قوية" in again and "<table>" in again and "<blockquote>" in again


def test_markdown_does_not_take_peoples_signs_for_marks():
    text = "5*3 و[نص](ليس رابطا) و_x_ و#وسم و<b> و&lt; و` و[^1]"
    one = document(parts=(Part("1", "ع", (Paragraph((Text(text),)),)),), references=(), annexes=())
    again = markdown.markdown(markdown_file(one).decode("utf-8"), extensions=["tables", "footnotes"])
    read = "".join(html5lib.parseFragment(again, namespaceHTMLElements=False).itertext())
    assert text in read


@pytest.mark.parametrize("line", ["# ليس عنوانا", "- ليس بندا", "1. ليس ترقيما", "> ليس اقتباسا", "+ لا"])
def test_markdown_of_a_line_that_begins_like_a_mark(line: str):
    one = document(parts=(Part("1", "ع", blocks(f"<p>{line.replace('>', '&gt;')}</p>")),), references=(), annexes=())
    again = markdown.markdown(markdown_file(one).decode("utf-8"))
    assert f"<p>{line.replace('>', '&gt;')}</p>" in again


def test_the_fingerprint_is_of_the_words_and_not_of_their_look():
    text = canonical(document())
    assert fingerprint(text) == hashlib.sha256(text.encode()).hexdigest()
    assert canonical(document(colophon=(), banner="", standing=(("التاريخ", "اليوم"),))) == text
    assert canonical(document(TEXT.replace("رابعا", "خامسا"))) != text
    assert canonical(document(TEXT.replace("**", ""))) == text


def test_a_document_frozen_without_text_still_writes_every_format(app):
    with app.test_request_context():
        empty = document(parts=(), references=(), annexes=(), facts=(), colophon=(), text="نص")
        for form in FORMATS.values():
            if form.is_slow and not office.program():
                with pytest.raises(office.OfficeMissing):
                    form.write(empty)
            else:
                assert form.write(empty)
        answer = download(document(), FORMATS["markdown"], "paper-1")
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment; filename=\"paper-1.md\"; filename*=UTF-8''%D9%88")
    assert answer.content_type == "text/markdown; charset=utf-8"


def test_an_unknown_format_is_no_page(app):
    with app.test_request_context(), pytest.raises(NotFound, match="الصيغة غير متوفرة"):
        format_named("exe")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc - passwd.md"),
        ("", "document.md"),
        ("CON", "document.md"),
        ("a\r\nSet-Cookie: x=1", "a - Set-Cookie - x=1.md"),
        ("\u202eexe.doc", "exe.doc.md"),
        ("...", "document.md"),
        ("دليل العمل (مخطط)", "دليل العمل (مخطط).md"),
    ],
)
def test_names_of_files_are_safe_everywhere(title: str, name: str):
    assert file_name(title, "md") == name


def test_hostile_titles_never_break_the_header():
    for row in _vectors("filenames"):
        title = row.get("in", "")
        header = content_disposition(title, "html", "paper-1")
        assert header.isascii() and "\n" not in header and "\r" not in header
        name = file_name(title, "html")
        assert len(name.encode("utf-8", "replace")) <= 255 and not set(name) & set('/\\:*?"<>|\0\n\r')


def test_hostile_words_stay_words():
    for row in _vectors("xss_markdown")[:400]:
        made = str(blocks_html(blocks(to_html(row.get("in", "")))))
        for element in html5lib.parseFragment(made, namespaceHTMLElements=False).iter():
            assert element.tag in SAFE_TAGS and set(element.attrib) <= {"dir", "href", "start"}, row.get("in", "")
            assert re.match(r"(https?:|mailto:|/|#|$)", element.get("href", "")), row.get("in", "")


def _vectors(name: str) -> list:
    return [json.loads(line) for line in (VECTORS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_json_holds_the_whole_tree_and_the_text_of_its_fingerprint():
    read = json.loads(FORMATS["json"].write(document()))

    assert (read["format"], read["version"], read["direction"]) == ("minassat-document", 1, "rtl")
    assert read["fingerprint"] == hashlib.sha256(read["text"].encode()).hexdigest()
    kinds = [block["type"] for block in read["parts"][0]["blocks"]]
    assert kinds == ["paragraph", "list", "quotation", "table", "code", "heading"]
    first, numbered, _quotation, rows = read["parts"][0]["blocks"][:4]
    assert {"words": "قوية", "bold": True} in first["inlines"] and {"note": 1} in first["inlines"]
    assert {"words": "رابط", "address": "https://example.org/?a=1&b=2"} in first["inlines"]
    assert (numbered["numbered"], numbered["start"], len(numbered["items"])) == (True, 3, 2)
    assert rows["head"][0] == [{"words": "الهيئة"}]
    assert read["references"][0]["address"] == "https://forum.example/evidence/1"
    assert [part["key"] for part in read["annexes"]] == ["evidence"] and read["colophon"][0]["value"] == "1"
