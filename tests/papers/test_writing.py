"""One editor at a time a section, visibly; what is typed is kept on the server before it is saved."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.papers import publishing, shelf
from forum.papers.documents import Section
from forum.papers.shelf import sections
from forum.papers.writing import queries, rules
from forum.papers.writing.models import SectionDraft, SectionLock
from tests.support import factories as make

SCRIPT = {"X-Part": "draft"}


@pytest.fixture
def section(case) -> Section:
    return sections(case.draft("النص الأصلي").id)[0]


@pytest.fixture
def colleague(case) -> Actor:
    return make.moderator(case.board)


def name(actor: Actor) -> str:
    return db.session.get_one(Member, actor.member_id).name


def typed(client, section: Section, text: str, revision: int = 2, **given):
    data = {"heading": section.heading, "source": text, "revision": revision}
    return client.post(f"/sections/{section.id}/draft", data=data, **given)


def saved(client, section: Section, text: str, revision: int = 2, **given):
    data = {"heading": section.heading, "source": text, "revision": revision} | given
    return client.post(f"/sections/{section.id}/revisions", data=data)


def text_of(section: Section) -> str:
    return db.session.get_one(Section, section.id, populate_existing=True).source


def test_a_reserved_section_says_who_writes_there_and_since_when(client, acting_as, case, section, colleague):
    acting_as(case.moderator)
    answer = client.post(f"/sections/{section.id}/lock")
    assert answer.status_code == 303 and answer.location.endswith(f"/sections/{section.id}/edit")
    assert "القسم محجوز لك" in client.get(answer.location).text

    acting_as(colleague)
    paper, editor = client.get(f"/papers/{section.paper_id}").text, client.get(f"/sections/{section.id}/edit").text

    assert "قيد الكتابة من" in paper and name(case.moderator) in paper
    assert "هذا القسم قيد الكتابة" in editor and name(case.moderator) in editor
    assert "<textarea" not in editor and "النص الأصلي" in editor and "تولّي الكتابة" in editor
    assert "قيد الكتابة من" in client.get(f"/papers/{section.paper_id}/arrangement").text


def test_a_second_writer_is_told_and_takes_over_with_a_warning(client, acting_as, case, section, colleague):
    acting_as(case.moderator)
    client.post(f"/sections/{section.id}/lock")
    acting_as(colleague)

    refused = client.post(f"/sections/{section.id}/lock")
    taken = client.post(f"/sections/{section.id}/lock", data={"take_over": "1"})

    assert refused.status_code == 409 and "يوقف الحفظ لدى الطرف الآخر" in refused.text
    assert taken.status_code == 303 and queries.lock(section.id).member_id == colleague.member_id


def test_a_lock_expires_by_itself(client, acting_as, case, section, colleague, monkeypatch):
    acting_as(case.moderator)
    client.post(f"/sections/{section.id}/lock")
    later = clock.now() + rules.LOCK_TIME + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    acting_as(colleague)

    assert client.post(f"/sections/{section.id}/lock").status_code == 303
    assert queries.lock(section.id).since == later


def test_writing_on_renews_a_lock_and_keeps_its_beginning(client, acting_as, case, section, monkeypatch):
    acting_as(case.moderator)
    client.post(f"/sections/{section.id}/lock")
    began = queries.lock(section.id)
    first, until = began.since, began.until
    monkeypatch.setattr(clock, "now", lambda: first + timedelta(minutes=5))

    typed(client, section, "نص أكتبه الآن", headers=SCRIPT)

    renewed = queries.lock(section.id)
    assert renewed.since == first and renewed.until > until


def test_leaving_frees_the_section_and_keeps_what_was_typed(client, acting_as, case, section):
    acting_as(case.moderator)
    typed(client, section, "نص لم يكتمل")
    client.post(f"/sections/{section.id}/release")
    assert queries.lock(section.id) is None
    assert "نص لم يكتمل" in client.get(f"/sections/{section.id}/edit").text


def test_nobody_frees_a_section_for_somebody_else(client, acting_as, case, section, colleague):
    acting_as(case.moderator)
    client.post(f"/sections/{section.id}/lock")
    acting_as(colleague)
    client.post(f"/sections/{section.id}/release")
    assert queries.lock(section.id).member_id == case.moderator.member_id


def test_what_is_typed_is_kept_for_its_writer_only_and_is_no_version(client, acting_as, case, section, colleague):
    acting_as(case.moderator)

    answer = typed(client, section, "نص أكتبه الآن", headers=SCRIPT)

    assert answer.status_code == 200 and answer.text == "النص محفوظ على الخادم"
    assert (text_of(section), db.session.get_one(Section, section.id).revision) == ("النص الأصلي", 2)
    assert "نص أكتبه الآن" not in client.get(f"/papers/{section.paper_id}").text
    own = client.get(f"/sections/{section.id}/edit").text
    assert "نص أكتبه الآن" in own and "نصّك غير المعتمد" in own
    acting_as(colleague)
    assert "نص أكتبه الآن" not in client.get(f"/sections/{section.id}/edit").text


def test_without_scripts_a_button_keeps_the_text(client, acting_as, case, section):
    acting_as(case.moderator)
    answer = typed(client, section, "نص أكتبه الآن")
    assert answer.status_code == 303 and "نص أكتبه الآن" in client.get(answer.location).text


def test_saving_makes_the_version_and_forgets_the_draft_and_the_lock(client, acting_as, case, section):
    acting_as(case.moderator)
    typed(client, section, "نص أكتبه الآن")
    assert saved(client, section, "نص تام").status_code == 303
    assert text_of(section) == "نص تام" and queries.lock(section.id) is None
    assert db.session.scalars(select(SectionDraft)).all() == []


def test_a_draft_that_arrives_after_its_text_was_saved_is_not_kept(client, acting_as, case, section):
    acting_as(case.moderator)
    saved(client, section, "نص تام")
    typed(client, section, "نص تام", headers=SCRIPT)
    assert db.session.scalars(select(SectionDraft)).all() == []


def test_a_draft_can_be_thrown_away(client, acting_as, case, section):
    acting_as(case.moderator)
    typed(client, section, "نص أكتبه الآن")
    client.post(f"/sections/{section.id}/draft-removal")
    page = client.get(f"/sections/{section.id}/edit").text
    assert "نص أكتبه الآن" not in page and "النص الأصلي" in page


def test_saving_after_somebody_took_over_keeps_the_text_and_can_be_insisted_on(
    client, acting_as, case, section, colleague
):
    acting_as(case.moderator)
    client.post(f"/sections/{section.id}/lock")
    acting_as(colleague)
    client.post(f"/sections/{section.id}/lock", data={"take_over": "1"})
    acting_as(case.moderator)

    stopped = typed(client, section, "نص أكتبه الآن", headers=SCRIPT)
    refused = saved(client, section, "نصي الأخير")

    assert stopped.status_code == 409 and name(colleague) in stopped.text
    assert refused.status_code == 409 and "نصي الأخير" in refused.text and "تولّي الكتابة والحفظ" in refused.text
    assert text_of(section) == "النص الأصلي" and queries.draft(case.moderator, section.id).source == "نصي الأخير"
    assert saved(client, section, "نصي الأخير", take_over="1").status_code == 303
    assert text_of(section) == "نصي الأخير"


def test_a_draft_from_an_older_text_meets_the_newer_one_side_by_side(client, acting_as, case, section, colleague):
    acting_as(case.moderator)
    typed(client, section, "نصي الذي لم أحفظه")
    acting_as(colleague)
    saved(client, section, "نص الزميلة", take_over="1")
    acting_as(case.moderator)

    editor = client.get(f"/sections/{section.id}/edit").text
    answer = saved(client, section, "نصي الذي لم أحفظه")

    assert "يظهر النصّان جنبًا إلى جنب" in editor and 'name="revision" type="hidden" value="2"' in editor
    assert answer.status_code == 409 and "نص الزميلة" in answer.text and "نصي الذي لم أحفظه" in answer.text


def test_words_typed_while_the_paper_went_to_review_are_kept(client, acting_as, case, section):
    acting_as(case.moderator)
    paper = shelf.paper(case.moderator, section.paper_id)
    with transaction():
        publishing.send_to_review(paper, by=case.moderator)

    told, answer = typed(client, section, "نص متأخر", headers=SCRIPT), saved(client, section, "نص متأخر جدا")

    assert told.status_code == 403 and "النص مجمّد" in told.text
    assert answer.status_code == 403 and "نص متأخر جدا" in answer.text and "نصّك محفوظ لك" in answer.text
    assert queries.draft(case.moderator, section.id).source == "نص متأخر جدا" and text_of(section) == "النص الأصلي"


def test_what_could_not_be_saved_is_kept(client, acting_as, case, section):
    acting_as(case.moderator)
    assert saved(client, section, "كما قيل [@4711]").status_code == 422
    assert queries.draft(case.moderator, section.id).source == "كما قيل [@4711]"


def test_a_member_reserves_and_keeps_nothing(client, acting_as, case, section):
    acting_as(make.seat(case.board))
    for act in ("lock", "draft", "release", "draft-removal", "revisions"):
        assert client.post(f"/sections/{section.id}/{act}", data={"source": "نص"}).status_code == 404
    assert db.session.scalars(select(SectionLock)).all() == db.session.scalars(select(SectionDraft)).all() == []
