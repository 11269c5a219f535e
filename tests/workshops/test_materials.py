"""Materials of workshops as files: brought by those who may, read by members, found, cited by page."""

import io

import pytest
from sqlalchemy import select

from forum.attachments.models import Attachment
from forum.kernel.db import db
from forum.workshops.models import WorkshopHost
from tests.support import factories as make, samples
from tests.workshops.ground import going_on, workshop

PDF = samples.pdf("cover sheet", "prepaid meters in Nablus")


@pytest.fixture
def visitor(app):
    """A browser in which nobody signed in."""
    return app.test_client()


def brought(client, found, *files, **more):
    """Send the form of materials."""
    data = {"files": [(io.BytesIO(content), name) for content, name in files], **more}
    return client.post(f"/workshops/{found.id}/materials", data=data)


def attached() -> list[Attachment]:
    return list(db.session.scalars(select(Attachment).order_by(Attachment.id)))


def test_a_file_is_brought_shown_with_its_sort_and_size_and_taken_off(client, acting_as):
    found = going_on()
    acting_as(make.moderator(found))
    assert 'type="file"' in client.get(f"/workshops/{found.id}/materials/new").text
    assert brought(client, found, (PDF, "عرض الخبير.pdf")).status_code == 303
    [file] = attached()
    assert (file.holder_kind, file.holder_id, file.platform_id) == ("workshop", found.id, found.platform_id)
    page = client.get(f"/workshops/{found.id}").text
    assert "عرض الخبير.pdf" in page and f'href="/files/{file.id}"' in page and "\u2068PDF\u2069 · " in page
    answer = client.post(f"/workshops/{found.id}/materials", data={"files-off": str(file.id)})
    assert answer.status_code == 303 and attached() == []


def test_a_host_brings_files_and_a_participant_does_not(client, visitor, acting_as):
    host, colleague = make.outsider(), make.outsider()
    found = workshop(hosts=[WorkshopHost(name="م. لؤي حرب", member_id=host.member_id)])
    acting_as(colleague)
    answer = brought(client, found, (PDF, "a.pdf"))
    assert answer.status_code == 403 and attached() == []
    acting_as(host)
    assert brought(client, found, (PDF, "a.pdf")).status_code == 303
    acting_as(colleague)
    [file] = attached()
    assert client.post(f"/workshops/{found.id}/materials", data={"files-off": str(file.id)}).status_code == 403
    assert client.get(f"/files/{file.id}").status_code == 200
    assert visitor.get(f"/files/{file.id}").status_code == 404


@pytest.mark.parametrize(
    "typed", [{"title": "دليل الطبقات"}, {"source": "قائمة الحقول"}, {"title": "", "address": "https://example.org/g"}]
)
def test_half_a_material_is_said_and_the_file_waits_with_the_text(client, acting_as, typed):
    found = going_on()
    acting_as(make.moderator(found))
    answer = brought(client, found, (PDF, "b.pdf"), **typed)
    assert answer.status_code == 422 and 'name="files-kept"' in answer.text and attached() == []
    assert all(value in answer.text for value in typed.values())


def test_a_refused_file_has_its_sentence_and_nothing_at_all_too(client, acting_as):
    found = going_on()
    acting_as(make.moderator(found))
    answer = brought(client, found, (b"<html>", "c.pdf"))
    assert answer.status_code == 422 and "لا تُقبل ملفات من هذا النوع" in answer.text
    answer = brought(client, found)
    assert answer.status_code == 422 and "يلزم رابط أو نص أو ملف" in answer.text


def test_members_find_the_words_and_the_name_of_a_material_and_visitors_nothing(client, visitor, acting_as, run_jobs):
    found = going_on(title_ar="ورشة العدادات")
    acting_as(make.moderator(found))
    assert brought(client, found, (PDF, "كشوف.pdf")).status_code == 303
    run_jobs()
    [file] = attached()
    acting_as(make.outsider())
    page = client.get("/search", query_string={"q": "prepaid meters"}).text
    assert f"/files/{file.id}/pages#page-2" in page
    assert "prepaid meters in Nablus" in client.get(f"/files/{file.id}/pages").text
    named = client.get("/search", query_string={"q": "كشوف"}).text.partition("<main")[2]
    assert f"/files/{file.id}/pages" in named
    assert f"/files/{file.id}" not in visitor.get("/search", query_string={"q": "prepaid meters"}).text
