"""DOCX: right-to-left down to each run, real footnotes, and nothing that a program cannot read."""

import doctest
import io
import zipfile
from xml.etree import ElementTree

import pytest

from forum.exports.formats import FORMATS
from forum.exports.reading import blocks, note_mark
from forum.exports.tree import Code, Document, Items, Note, Paragraph, Part, Reference, Text, table
from forum.exports.word import docx_file, elements, runs
from forum.kernel.rendering import to_html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT = """مقدمة **قوية** عن GIS في 3 بلديات و[رابط](https://example.org/?a=1&b=2)

3. ثالثا
4. رابعا
   - فرع

> اقتباس"""


def document(**given) -> Document:
    references = tuple(
        Reference(n, f"بلدية {n}", f"كلام {n} & <غيره>", f"https://forum.example/evidence/{n}", f"الشاهد {n}")
        for n in (1, 2)
    )
    noted = Paragraph((Text("أولا"), Note(1), Text(" ثم"), Note(2), Text(" ثم"), Note(1)))
    parts = [Part(str(n), f"عنوان {n}", blocks(to_html(TEXT)) if n == 1 else (noted,)) for n in range(1, 6)]
    return Document(
        **{
            "title": "ورقة: «التشاور» & <غيره>", "kind": "ورقة موقف", "language": "ar",
            "facts": (("المنصة", "الهندسة"),),
            "parts": tuple(parts), "references": references,
            "annexes": (Part("evidence", "ملحق", (table(["الرقم", "المصدر"], [["1", "دورا"]]), Code("x < y\n  z"))),),
            "colophon": (("النسخة", "1"),), "banner": "بيانات تجريبية", "issuer": "الاتحاد",
            "words": {"contents": "المحتويات"},
        }
        | given
    )


def opened(made: bytes) -> dict[str, ElementTree.Element]:
    """Every XML part of a file, parsed."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def words(element: ElementTree.Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(f"{W}t"))


def test_every_part_that_is_named_is_there_and_well_formed():
    parts = opened(docx_file(document()))
    types = {e.get("PartName", "").lstrip("/") for e in parts["[Content_Types].xml"]} - {""}
    assert types <= set(parts)
    targets = {e.get("Target") for e in parts["word/_rels/document.xml.rels"] if e.get("TargetMode") != "External"}
    assert {f"word/{target}" for target in targets} <= set(parts)
    ids = {e.get("Id") for e in parts["word/_rels/document.xml.rels"]}
    used = {e.get(f"{R}id") for e in parts["word/document.xml"].iter() if e.get(f"{R}id")}
    assert used <= ids and used


def test_paragraphs_runs_tables_and_the_section_read_from_the_right():
    body = opened(docx_file(document()))["word/document.xml"]
    code = {"CodeBlock"}
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if words(paragraph) and (style is None or style.get(f"{W}val") not in code):
            assert paragraph.find(f"{W}pPr/{W}bidi") is not None, words(paragraph)
    for run in body.iter(f"{W}r"):
        if any("\u0621" <= c <= "\u064a" for c in words(run)):
            assert run.find(f"{W}rPr/{W}rtl") is not None, words(run)
        if words(run) in ("GIS", "x < y"):
            assert run.find(f"{W}rPr/{W}rtl") is None
    assert all(found.find(f"{W}tblPr/{W}bidiVisual") is not None for found in body.iter(f"{W}tbl"))
    assert body.find(f".//{W}sectPr/{W}bidi") is not None
    bold = [run for run in body.iter(f"{W}r") if words(run) == "قوية"]
    assert bold[0].find(f"{W}rPr/{W}bCs") is not None, "complex script has its own bold"


def test_footnotes_are_real_and_said_twice_are_one():
    parts = opened(docx_file(document()))
    body, notes = parts["word/document.xml"], parts["word/footnotes.xml"]
    assert [e.get(f"{W}id") for e in body.iter(f"{W}footnoteReference")] == ["1", "2"]
    texts = {note.get(f"{W}id"): words(note) for note in notes.iter(f"{W}footnote")}
    assert texts["1"].strip().startswith("بلدية 1 «كلام 1 & <غيره>»") and "الشاهد 2" in texts["2"]
    again = [e.get(f"{W}instr") for e in body.iter(f"{W}fldSimple") if "NOTEREF" in e.get(f"{W}instr")]
    assert len(again) == 4 * 3 - 2, "every later mark of the four sections that cite"
    links = {e.get("Target") for e in parts["word/_rels/footnotes.xml.rels"]}
    assert links == {"https://forum.example/evidence/1", "https://forum.example/evidence/2"}


def test_headings_make_a_table_of_contents_and_parts_can_be_recognised():
    body = opened(docx_file(document()))["word/document.xml"]
    styled = [(p, p.find(f"{W}pPr/{W}pStyle")) for p in body.iter(f"{W}p")]
    headings = [p for p, style in styled if style is not None and style.get(f"{W}val") == "Heading1"]
    assert [words(p) for p in headings] == [*(f"{n}. عنوان {n}" for n in range(1, 6)), "ملحق"]
    marks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
    anchors = [e.get(f"{W}anchor") for e in body.iter(f"{W}hyperlink") if e.get(f"{W}anchor")]
    assert anchors == [f"part_{n}" for n in range(1, 6)] and set(anchors) <= marks


def test_a_numbered_list_begins_where_its_author_began():
    numbering = opened(docx_file(document()))["word/numbering.xml"]
    starts = [e.get(f"{W}val") for e in numbering.iter(f"{W}startOverride")]
    assert starts[0] == "3"


def test_an_english_document_reads_from_the_left():
    body = opened(docx_file(document(language="en")))["word/document.xml"]
    assert list(body.iter(f"{W}bidi")) == [] and list(body.iter(f"{W}rtl")) == []


@pytest.mark.parametrize("hostile", ["\x00\x0b\ufffe", "]]>", "<w:p/>", "&#0;", "\u202eعكس", '"\'', "\ud83d\ude00"])
def test_hostile_words_leave_the_file_readable(hostile: str):
    hostile = hostile.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    blocks_ = (Paragraph((Text(hostile, address="https://x.org/?" + hostile),)), Items(((),)))
    made = document(title=hostile, parts=(Part("1", hostile, blocks_),), facts=((hostile, hostile),))
    assert "word/document.xml" in opened(docx_file(made))


def test_the_same_document_gives_the_same_bytes():
    assert docx_file(document()) == docx_file(document())


def test_an_almost_empty_document_is_a_document():
    bare = document(parts=(), references=(), annexes=(), facts=(), colophon=(), banner="", issuer="")
    assert "word/document.xml" in opened(docx_file(bare))
    assert FORMATS["docx"].write(bare)[:2] == b"PK"


@pytest.mark.parametrize("module", [runs, elements])
def test_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def test_a_mark_without_a_reference_is_left_out():
    lonely = document(parts=(Part("1", "ع", blocks(f"<p>نص{note_mark(9)}</p>")),), references=())
    assert "footnoteReference" not in ElementTree.tostring(opened(docx_file(lonely))["word/document.xml"], "unicode")
