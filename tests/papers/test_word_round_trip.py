"""What an author writes survives the way through a word processor: the same lines come back."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from forum.exports import office
from forum.exports.tree import Document, Part, Reference, Text
from forum.exports.word import docx_file
from forum.kernel.rendering import to_html
from forum.papers.bringing_back.lines import PARAGRAPH, Line, as_compared, flat_lines, tidy
from forum.papers.bringing_back.package import opened
from forum.papers.bringing_back.reading import read
from forum.papers.bringing_back.source import markdown
from forum.papers.citations import cited
from forum.papers.printing import text_blocks

BASE = "https://forum.example"
EVERYTHING = """مقدمة **قوية** عن GIS في 3 بلديات
و[رابط](https://example.org/?a=1&b=2) و*مائل* و***معا*** [@12] و`code x`.
سطر ثان ~~مشطوب~~ [@7] [@12]

3. ثالثا
4. رابعا
   - فرع
   - فرع **قوي**

   فقرة تابعة

   > اقتباس في بند

5. خامسا

> اقتباس
>
> - قائمة

| الهيئة | العدد |
|---|---|
| **عزون** | 142 [@7] |
| دورا | |

```
x < y
  z

 w
```

### عنوان فرعي

- أ
  1. ب
  2. ج
- د

---

خاتمة [داخلي](/threads/5) و[عربي](https://ar.wikipedia.org/wiki/فلسطين)
"""


def written(source: str) -> list[Line]:
    """The lines of what an author wrote."""
    return flat_lines(text_blocks(to_html(source), {card: card for card in cited(source)}, BASE))


def document(*sources: str) -> Document:
    """A paper with these sections; a card's note has the number of the card."""
    cards = dict.fromkeys(card for source in sources for card in cited(source))
    parts = tuple(
        Part(str(n), f"عنوان {n}", text_blocks(to_html(s), {c: c for c in cited(s)}, BASE), "3")
        for n, s in enumerate(sources, 1)
    )
    references = tuple(
        Reference(card, "بلدية دورا", "كلام", f"{BASE}/evidence/{card}", f"الشاهد {card}", str(card)) for card in cards
    )
    return Document("ورقة", "ورقة موقف", "ar", (("المنصة", "الهندسة"),), parts, references=references,
                    colophon=(("النسخة", "1"),), words={"contents": "المحتويات"})


def came_back(content: bytes) -> dict[str, tuple[str, str, list[Line]]]:
    return {p.key: (p.stamp, p.heading, as_compared(p.lines)) for p in read(opened(content)).parts if p.key.isdigit()}


#: Letters, numbers and signs that people type; with ``LOUD`` also those that Markdown takes for marks.
CALM, LOUD = "ابتجدسلمن GIS3%(),.؛«»&", "*_-[]<~`|\\#>+"


def sections(alphabet: str) -> st.SearchStrategy[str]:
    """Texts of sections with every form that an author may use."""
    words = st.text(alphabet=alphabet, min_size=1, max_size=12).map(str.strip).filter(bool)
    inline = st.one_of(
        words, words.map("**{}**".format), words.map("*{}*".format), words.map("~~{}~~".format),
        words.map("`{}`".format), st.integers(1, 9).map("[@{}]".format),
        words.map("[{}](https://example.org/a?b=1)".format),
    )
    line = st.lists(inline, min_size=1, max_size=5).map(" ".join)
    cells = st.lists(words.filter(lambda w: "|" not in w), min_size=2, max_size=2)
    numbered = st.tuples(st.integers(1, 9), st.lists(line, min_size=1, max_size=4))
    block = st.one_of(
        line, st.tuples(line, line).map("\n".join), line.map("> {}".format), words.map("```\n{}\n```".format),
        st.lists(line, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
        numbered.map(lambda given: "\n".join(f"{n}. {item}" for n, item in enumerate(given[1], given[0]))),
        st.tuples(line, line, line).map(lambda three: f"- {three[0]}\n  - {three[1]}\n\n  {three[2]}"),
        st.tuples(st.integers(1, 4), line).map(lambda pair: "#" * pair[0] + " " + pair[1]), st.just("---"),
        cells.map(lambda two: f"| أ | ب |\n|---|---|\n| {two[0]} | {two[1]} |"),
    )
    return st.lists(block, min_size=1, max_size=5).map("\n\n".join)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sections(CALM + LOUD), min_size=1, max_size=2))
def test_whatever_is_written_comes_back_unchanged(sources: list[str]):
    found = came_back(docx_file(document(*sources)))
    for number, source in enumerate(sources, 1):
        assert found[str(number)] == ("3", f"عنوان {number}", as_compared(written(source)))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(sections(CALM))
def test_the_markdown_of_lines_is_read_as_the_same_lines(source: str):
    lines = written(source)
    assert as_compared(written(markdown(lines))) == as_compared(lines), markdown(lines)


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet=CALM + LOUD + "123-.", min_size=1, max_size=30))
def test_signs_typed_in_a_word_processor_stay_signs(words: str):
    line = Line(PARAGRAPH, tidy((Text(words),)))
    if line.inlines:
        assert as_compared(written(markdown([line]))) == [line], markdown([line])


def test_every_form_comes_back_and_is_written_as_the_same():
    assert came_back(docx_file(document(EVERYTHING)))["1"] == ("3", "عنوان 1", as_compared(written(EVERYTHING)))
    assert as_compared(written(markdown(written(EVERYTHING)))) == as_compared(written(EVERYTHING))


def test_what_libreoffice_opened_and_saved_comes_back_unchanged(tmp_path: Path):
    """Where the program is not installed, the sentence that says so is looked at instead."""
    if not office.program():
        assert office.PROGRAMS and not office.program()
        return
    sources = (EVERYTHING, "نص [@12] ثان", "ثالث\n\n1. واحد\n2. اثنان\n\nفاصل\n\n1. من جديد\n2. ثم", "- رابع\n\n> قول")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "paper.docx").write_bytes(docx_file(document(*sources)))
    subprocess.run(
        [office.program(), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", tmp_path, tmp_path / "in" / "paper.docx"],
        check=True, capture_output=True, timeout=office.DEADLINE,
    )

    found = came_back((tmp_path / "paper.docx").read_bytes())

    for number, source in enumerate(sources, 1):
        assert found[str(number)] == ("3", f"عنوان {number}", as_compared(written(source)))


@pytest.mark.parametrize("size", [1, 5])
def test_a_list_that_is_longer_than_one_comes_back_with_its_numbers(size: int):
    source = "\n".join(f"{n}. بند" for n in range(size, size + 3))
    assert markdown(written(source)).startswith(f"{size}. بند")
