"""Writing a paper: headings, saving, two writers at once, order, preview, history."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.papers import actions
from forum.papers.documents import Paper, Section, SectionRevision
from forum.papers.shelf import sections
from tests.support import factories as make


def post_text(client, section: Section, text: str, revision: int = 1, **given):
    data = {"heading": section.heading, "source": text, "revision": revision}
    return client.post(f"/sections/{section.id}/revisions", data=data | given)


def test_a_draft_begins_with_the_headings_of_a_position_paper_in_arabic(client, acting_as, case):
    acting_as(case.moderator)
    client.in_english()

    answer = client.post(
        f"/issue-files/{case.file.id}/papers",
        data={
            "kind": "position_paper", "paper_title": "التشاور المبكر",
            "addressees": "وزارة الحكم المحلي\nمجلس التنظيم الأعلى",
        },
    )

    paper = db.session.scalars(select(Paper)).one()
    assert answer.status_code == 303 and answer.location.endswith(f"/papers/{paper.id}")
    headings = [section.heading for section in sections(paper.id)]
    assert headings[0] == "ملخص تنفيذي" and "الإطار القانوني والسياساتي" in headings and "التوصيات لكل جهة" in headings
    page = client.get(answer.location).text
    assert "وزارة الحكم المحلي" in page and "Nothing written yet." in page


def test_a_guide_has_headings_of_its_own(case):
    assert next(s.heading for s in sections(case.draft(kind="guide").id)) == "غاية الدليل ومن يستخدمه"


def test_a_saved_section_cites_its_evidence_as_numbered_references(client, acting_as, case):
    first, second = case.take(words="318"), case.take(words="قُبل منها 5")
    paper = case.draft()
    section = sections(paper.id)[0]
    acting_as(case.moderator)

    editor = client.get(f"/sections/{section.id}/edit").text
    answer = post_text(client, section, f"رُفضت **معظم** الاعتراضات [@{second.id}] وعددها كبير [@{first.id}].")

    assert f"[@{first.id}]" in editor
    assert answer.status_code == 303 and answer.location.endswith(f"/papers/{paper.id}#part-{section.id}")
    page = client.get(f"/papers/{paper.id}").text
    assert '<sup class="cite"><a href="#ref-1">1</a></sup>' in page and "[@" not in page
    assert page.index('id="ref-1"') < page.index("قُبل منها 5", page.index('id="ref-1"')) < page.index('id="ref-2"')
    assert "دورا" in page and "جنوب الضفة الغربية" in page


def test_ticked_cards_are_cited_at_the_end(client, acting_as, case):
    card = case.take()
    paper = case.draft()
    section = sections(paper.id)[0]
    acting_as(case.moderator)
    post_text(client, section, "رُفضت معظم الاعتراضات.", cite=[card.id])
    assert db.session.get_one(Section, section.id).source == f"رُفضت معظم الاعتراضات. [@{card.id}]"


def test_a_mark_without_a_card_is_named_and_the_text_kept(client, acting_as, case):
    paper = case.draft()
    section = sections(paper.id)[0]
    acting_as(case.moderator)

    answer = post_text(client, section, "كما قيل [@4711] وقيل [@99999999999]")

    assert answer.status_code == 422
    assert "[@4711]: لا شاهد بهذا الرقم" in answer.text and "كما قيل" in answer.text
    assert db.session.get_one(Section, section.id).source == ""


def test_a_card_of_another_file_cannot_be_cited(client, acting_as, case):
    card = case.take()
    with transaction():
        case.file = actions.open_issue_file(case.board.platform, "ملف آخر تماما", by=case.moderator)
    section = sections(case.draft().id)[0]
    acting_as(case.moderator)
    assert post_text(client, section, f"نص [@{card.id}]").status_code == 422


def test_two_people_saving_the_same_section_get_both_texts_and_overwrite_nothing(client, acting_as, case):
    section = sections(case.draft("النص الأصلي").id)[0]
    colleague = make.moderator(case.board)
    acting_as(colleague)
    assert post_text(client, section, "النص كما تراه الزميلة", revision=2).status_code == 303
    acting_as(case.moderator)

    answer = post_text(client, section, "النص كما أراه أنا", revision=2)

    assert answer.status_code == 409
    assert "النص كما تراه الزميلة" in answer.text and "النص كما أراه أنا" in answer.text
    assert colleague.name in answer.text
    assert 'name="revision" type="hidden" value="3"' in answer.text
    assert db.session.get_one(Section, section.id).source == "النص كما تراه الزميلة"
    assert post_text(client, section, "النص كما نراه معا", revision=3).status_code == 303
    texts = select(SectionRevision.source).where(SectionRevision.section_id == section.id)
    kept = db.session.scalars(texts.order_by(SectionRevision.number)).all()
    assert kept == ["", "النص الأصلي", "النص كما تراه الزميلة", "النص كما نراه معا"]


def test_saving_the_same_text_again_changes_nothing(client, acting_as, case):
    section = sections(case.draft("النص").id)[0]
    acting_as(case.moderator)
    assert post_text(client, section, "النص", revision=2).status_code == 303
    assert db.session.get_one(Section, section.id).revision == 2


def test_a_preview_saves_nothing(client, acting_as, case):
    section = sections(case.draft().id)[0]
    acting_as(case.moderator)
    answer = post_text(client, section, "هذا **قوي**", preview="1")
    assert answer.status_code == 200 and "<strong>قوي</strong>" in answer.text
    assert db.session.get_one(Section, section.id).source == ""


@pytest.mark.parametrize("given", [{"heading": " "}, {"revision": ""}, {"revision": "x"}, {"source": "ا" * 30_001}])
def test_what_cannot_be_saved_is_sent_back(client, acting_as, case, given):
    section = sections(case.draft().id)[0]
    acting_as(case.moderator)
    data = {"heading": "ع", "source": "نص", "revision": 1} | given
    assert client.post(f"/sections/{section.id}/revisions", data=data).status_code == 422
    assert db.session.get_one(Section, section.id).revision == 1


def test_sections_are_added_moved_taken_out_and_put_back(client, acting_as, case):
    paper = case.draft()
    acting_as(case.moderator)
    first, second = sections(paper.id)[:2]

    client.post(f"/papers/{paper.id}/sections", data={"heading": "تحفظات مسجلة"})
    client.post(f"/sections/{second.id}/up")
    client.post(f"/sections/{second.id}/up")
    client.post(f"/sections/{first.id}/removal")

    headings = [s.heading for s in sections(paper.id)]
    assert headings[0] == second.heading and headings[-1] == "تحفظات مسجلة" and first.heading not in headings
    assert first.heading in client.get(f"/papers/{paper.id}/arrangement").text
    client.post(f"/sections/{first.id}/restoration")
    assert first.heading in [s.heading for s in sections(paper.id)]


def test_the_title_page_can_be_changed(client, acting_as, case):
    paper = case.draft()
    acting_as(case.moderator)
    data = {"title": "عنوان أدق", "addressees": "وزارة المالية", "prepared_by": "لجنة"}
    client.post(f"/papers/{paper.id}/head", data=data)
    kept = db.session.get_one(Paper, paper.id)
    assert (kept.title, kept.addressees, kept.prepared_by) == ("عنوان أدق", "وزارة المالية", "لجنة")


def test_the_history_shows_every_text_with_its_writer(client, acting_as, case):
    section = sections(case.draft("نجمع ليلا").id)[0]
    acting_as(case.moderator)
    post_text(client, section, "نجمع فجرا", revision=2)
    page = client.get(f"/sections/{section.id}/history").text
    assert "<del>ليلا</del>" in page and "<ins>فجرا</ins>" in page and case.moderator.name in page


def test_a_paper_page_costs_a_fixed_number_of_queries(client, acting_as, case, queries):
    cards = [case.take(make.post(case.thread, f"الرقم {n}000 عندنا"), words=f"{n}000") for n in range(10)]
    paper = case.draft(" ".join(f"[@{card.id}]" for card in cards))
    acting_as(case.moderator)
    with queries.at_most(10) as seen:
        client.get(f"/papers/{paper.id}")
    few = len(seen)
    for section in sections(paper.id)[1:]:
        case.write(section, " ".join(f"[@{card.id}]" for card in cards), paper)
    with queries.exactly(few):
        client.get(f"/papers/{paper.id}")
