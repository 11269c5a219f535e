"""An edited document comes back: what it changed is shown and taken over section by section; nothing is dropped."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from sqlalchemy import select

from forum.kernel.db import db
from forum.papers.bringing_back.models import BroughtFile, BroughtSection
from forum.papers.documents import Paper, Section
from forum.papers.shelf import sections
from tests.support import factories as make

TEXT = """رُفضت **معظم** الاعتراضات [@{card}] في 3 بلديات.

1. التشاور
2. الإيداع

| الهيئة | العدد |
|---|---|
| دورا | 318 [@{card}] |
"""


@pytest.fixture
def paper(case, acting_as) -> Paper:
    card = case.take()
    made = case.draft(TEXT.format(card=card.id))
    second = sections(made.id)[1]
    case.write(second, "غاية الورقة التشاور المبكر.", made)
    acting_as(case.moderator)
    return made


def exported(client, paper: Paper) -> bytes:
    return client.get(f"/papers/{paper.id}/export/docx").data


def edited(content: bytes, change: Callable[[str], str], name: str = "word/document.xml", **more: str) -> bytes:
    """The same package with one part changed, and others added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            text = old.read(each).decode("utf-8")
            new.writestr(each, change(text) if each == name else text)
        for each, text in more.items():
            new.writestr(each.replace("__", "/"), text)
    return made.getvalue()


def bring(client, paper: Paper, content: bytes, name: str = "ورقة معدلة.docx"):
    data = {"document": (io.BytesIO(content), name)}
    return client.post(f"/papers/{paper.id}/brought-files", data=data, content_type="multipart/form-data")


def decide(client, part: BroughtSection, outcome: str = "accepted"):
    return client.post(f"/brought-files/{part.file_id}/sections/{part.id}/decision", data={"outcome": outcome})


def brought() -> list[BroughtSection]:
    return list(db.session.scalars(select(BroughtSection).order_by(BroughtSection.id)))


def test_what_comes_back_unchanged_shows_no_changes(client, paper):
    answer = bring(client, paper, exported(client, paper))

    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "لم يتغير أي قسم." in page and "قسمان على حالهما." in page and brought() == []
    assert "ما لم يُؤخذ من الملف" not in page


def test_a_changed_word_is_shown_and_taken_over_with_its_evidence(client, paper):
    section = sections(paper.id)[0]
    before = section.source

    def change(text: str) -> str:
        return text.replace("التشاور<", "التشاور المبكر<").replace("التشاور المبكر.", "الحوار.")

    answer = bring(client, paper, edited(exported(client, paper), change))
    page = client.get(answer.location).text
    changed = brought()

    assert re.search(r"<ins>[^<]*المبكر", page) and len(changed) == 2
    assert db.session.get_one(Section, section.id).source == before, "nothing is saved before it is accepted"
    assert decide(client, changed[0]).status_code == 303 and decide(client, changed[1], "refused").status_code == 303

    kept = db.session.get_one(Section, section.id, populate_existing=True)
    wanted = before.strip().replace("1. التشاور", "1. التشاور المبكر").replace("|---|---|", "| --- | --- |")
    assert kept.source == wanted
    assert kept.revision == 3
    again = client.get(answer.location).text
    assert "اعتُمد التعديل" in again and "بقي النص السابق" in again
    assert decide(client, changed[0]).status_code == 409


def test_a_section_saved_meanwhile_is_laid_side_by_side(client, paper, case):
    content = edited(exported(client, paper), lambda t: t.replace("المبكر.", "قبل الإيداع."))
    second = sections(paper.id)[1]
    data = {"heading": second.heading, "source": "نص من المنتدى", "revision": second.revision}
    client.post(f"/sections/{second.id}/revisions", data=data)
    page = client.get(bring(client, paper, content).location).text

    answer = decide(client, brought()[0])

    assert "حُفظ هذا القسم في المنتدى بعد تصدير الملف" in page
    assert answer.status_code == 409 and "نص من المنتدى" in answer.text and "قبل الإيداع" in answer.text
    assert db.session.get_one(Section, second.id, populate_existing=True).source == "نص من المنتدى"
    assert brought()[0].outcome == "", "it still waits for a decision"


def test_a_section_that_only_the_forum_changed_is_not_offered(client, paper):
    content, second = exported(client, paper), sections(paper.id)[1]
    data = {"heading": second.heading, "source": "نص من المنتدى", "revision": second.revision}
    client.post(f"/sections/{second.id}/revisions", data=data)
    bring(client, paper, content)
    assert brought() == []


NEW_PART = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>7. قسم مضاف</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>نص القسم المضاف</w:t></w:r></w:p>"
)


def test_a_new_heading_becomes_a_new_section_when_it_is_taken_over(client, paper):
    def add(text: str) -> str:
        end = text.rindex("<w:p>", 0, text.index("part_coverage"))
        return text[:end] + NEW_PART + text[end:]

    bring(client, paper, edited(exported(client, paper), add))
    part = brought()[0]
    assert (part.heading, part.source, part.is_new) == ("قسم مضاف", "نص القسم المضاف", True)
    decide(client, part)
    assert [(s.heading, s.source) for s in sections(paper.id)][-1] == ("قسم مضاف", "نص القسم المضاف")


def test_pictures_notes_comments_and_words_elsewhere_are_listed_and_not_dropped(client, paper):
    picture = "<w:p><w:r><w:drawing/></w:r><w:r><w:t>تحت الصورة</w:t></w:r></w:p>"

    def add(text: str) -> str:
        text = text.replace("<w:body>", "<w:body><w:p><w:r><w:t>كلمة على الغلاف</w:t></w:r></w:p>")
        at = text.rindex("<w:p>", 0, text.index("part_evidence"))
        return text[:at] + picture + text[at:]

    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="0"><w:p><w:r><w:t>هل هذا صحيح؟</w:t></w:r></w:p></w:comment></w:comments>'
    )
    content = edited(exported(client, paper), add, **{"word__comments.xml": comments})

    page = client.get(bring(client, paper, content).location).text

    assert all(words in page for words in ("كلمة على الغلاف", "صورة أو رسم", "هل هذا صحيح؟", "تحت الصورة"))


def test_tracked_changes_count_as_made(client, paper):
    def track(text: str) -> str:
        return text.replace(
            "<w:t xml:space=\"preserve\">غاية الورقة التشاور المبكر.</w:t></w:r>",
            "<w:t>غاية الورقة </w:t></w:r><w:del><w:r><w:delText>التشاور</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>الحوار</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> المبكر.</w:t></w:r>",
        )

    page = client.get(bring(client, paper, edited(exported(client, paper), track)).location).text

    assert [part.source for part in brought()] == ["غاية الورقة الحوار المبكر."] and "تعديلات متعقَّبة" in page


def test_evidence_that_the_issue_file_does_not_have_is_refused_with_its_number(client, paper, case):
    card = re.search(r"@(\d+)", sections(paper.id)[0].source).group(1)
    content = edited(
        exported(client, paper), lambda t: t.replace(f"/evidence/{card}", "/evidence/4711"),
        "word/_rels/footnotes.xml.rels",
    )
    bring(client, paper, content)
    answer = decide(client, brought()[0])
    assert answer.status_code == 422 and "[@4711]" in answer.text and brought()[0].outcome == ""


def test_a_document_of_another_paper_is_refused(client, paper, case):
    other = case.draft("نص آخر")
    content = exported(client, paper)
    answer = bring(client, other, content)
    assert answer.status_code == 422 and "لم يُتعرَّف في الملف على أي قسم" in answer.text


def test_nothing_chosen_says_so(client, paper):
    answer = client.post(f"/papers/{paper.id}/brought-files", data={"document": "نص"})
    assert answer.status_code == 422 and "يلزم اختيار ملف" in answer.text


def test_only_those_who_write_the_paper_bring_documents_back(client, paper, case, acting_as):
    content = exported(client, paper)
    bring(client, paper, content)
    file = db.session.scalars(select(BroughtFile)).one()
    acting_as(make.seat(case.board))
    assert client.get(f"/papers/{paper.id}/bringing-back").status_code == 404
    assert bring(client, paper, content).status_code == 404
    assert client.get(f"/brought-files/{file.id}").status_code == 404
