"""Minutes, decisions, threads, next steps, the drafted note, materials."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.kernel.errors import NotFound, Refused
from forum.threads.models import Thread
from forum.workshops import queries
from forum.workshops.closing.actions import remind_of_steps
from forum.workshops.closing.models import WorkshopNote, WorkshopStep
from forum.workshops.models import WorkshopThread
from tests.support import factories as make
from tests.workshops.ground import closed, going_on, registered, workshop


def form(**given) -> dict[str, object]:
    return {
        "notes": "اتفقنا على البدء بالمباني.", "minutes": "عُرضت تجربة عنبتا.\n\nسُئل عن الكلفة.",
        "decisions": "- توحيد الإحداثيات\n2. لقاء شهري", "more": "",
    } | given


def test_a_moderator_closes_and_a_note_is_drafted_from_it(client, acting_as, run_jobs):
    board = make.board()
    found = going_on(platform_id=board.platform_id, board_id=board.id)
    colleague, moderator = make.seat(board), make.moderator(board)
    registered(found, colleague)
    other = make.thread(board=board, title="من أين نبدأ بوحدة الخرائط؟")
    brought = db.session.scalars(select(WorkshopThread.thread_id)).one()
    due = (clock.now() + timedelta(days=9)).date().isoformat()
    acting_as(moderator)
    answer = client.post(f"/workshops/{found.id}/closure", data=form(
        discussed=str(brought), more=f"http://localhost/threads/{other.id}?page=1 لا شيء",
        step_1_what="إرسال نموذج الطبقات", step_1_who=str(colleague.member_id), step_1_until=due,
    ))
    assert answer.status_code == 303 and answer.location.endswith(f"/workshops/{found.id}/note")
    draft = client.get(answer.location).text
    for words in ("ما تعلمناه: نظم المعلومات الجغرافية", "عُرضت تجربة عنبتا", "توحيد الإحداثيات", "إرسال نموذج الطبقات",
                  "من أين نبدأ بوحدة الخرائط؟"):
        assert words in draft
    page = client.get(f"/workshops/{found.id}").text
    assert "موضوعات نوقشت" in page and "لقاء شهري" in page and "في عهدتك" not in page
    assert "نوقش في ورشة" in client.get(f"/threads/{other.id}").text
    run_jobs()
    acting_as(colleague)
    heard = client.get("/notifications").text
    assert "خطوة تالية في عهدتك: إرسال نموذج الطبقات" in heard and "صدر محضر الورشة" in heard


def test_minutes_that_are_missing_are_asked_for(client, acting_as):
    found = going_on()
    acting_as(make.moderator(found))
    answer = client.post(f"/workshops/{found.id}/closure", data=form(minutes=" "))
    assert answer.status_code == 422 and "يلزم محضر" in answer.text and "توحيد الإحداثيات" in answer.text


def test_a_member_does_not_close_and_nobody_closes_ahead_of_it(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))
    now = going_on(platform_id=board.platform_id)
    assert client.post(f"/workshops/{now.id}/closure", data=form()).status_code == 403
    acting_as(make.moderator(board))
    ahead = workshop(platform_id=board.platform_id)
    answer = client.post(f"/workshops/{ahead.id}/closure", data=form())
    assert answer.status_code == 403 and "لم تبدأ هذه الورشة بعد" in answer.text


def test_the_note_is_finished_and_published_once(client, acting_as):
    board = make.board()
    found = going_on(platform_id=board.platform_id, board_id=board.id)
    moderator = make.moderator(board)
    closed(found, moderator)
    acting_as(moderator)
    note = {"title": "ما تعلمناه عن الخرائط", "source": "نبدأ بالمباني.", "board": str(board.id), "version": "1"}
    address = f"/workshops/{found.id}/note/revisions"
    assert client.post(address, data=note | {"source": ""}).status_code == 422
    assert client.post(address, data=note).status_code == 303
    late = client.post(address, data=note)
    assert late.status_code == 409 and "حفظ غيرك الخلاصة" in late.text
    published = client.post(address, data=note | {"version": "2", "publish": "yes"})
    thread = db.session.scalars(select(Thread).where(Thread.title == note["title"])).one()
    assert published.location.endswith(f"/threads/{thread.id}") and thread.kind == "practice"
    assert "خلاصة التعلم من ورشة" in client.get(f"/threads/{thread.id}").text
    assert client.get(f"/workshops/{found.id}/note").location.endswith(f"/threads/{thread.id}")
    assert client.post(address, data=note | {"version": "3", "publish": "yes"}).status_code == 409
    assert len(db.session.scalars(select(Thread)).all()) == 1


def test_minutes_are_versions_and_a_version_never_changes(client, acting_as):
    board = make.board()
    found = going_on(platform_id=board.platform_id)
    moderator, reader = make.moderator(board), make.outsider()
    with pytest.raises(NotFound):
        queries.minutes(reader, found.id)
    closed(found, moderator, minutes="النص الأول")
    first = queries.minutes(reader, found.id)
    digest = hashlib.sha256(first.text.encode()).hexdigest()
    closed(found, moderator, minutes="النص الثاني")
    closed(found, moderator, minutes="النص الثاني")
    again = queries.minutes(reader, found.id, 1)
    assert hashlib.sha256(again.text.encode()).hexdigest() == digest and not again.is_newest
    assert queries.minutes(reader, found.id).number == 2
    with pytest.raises(Refused):
        queries.minutes(ANYONE, found.id)
    acting_as(reader)
    assert "النص الأول" in client.get(f"/workshops/{found.id}/minutes?number=1").text
    assert "هذه نسخة سابقة" in client.get(f"/workshops/{found.id}/minutes?number=1").text
    assert client.get(f"/workshops/{found.id}/minutes?number=3").status_code == 404
    assert len(db.session.scalars(select(WorkshopNote)).all()) == 1


def test_a_step_is_remembered_once_when_its_day_has_come(client, acting_as, run_jobs):
    found = going_on()
    me, other = make.seat(found), make.seat(found)
    closed(found, make.moderator(found))
    step = make.save(WorkshopStep(workshop_id=found.id, what="نموذج", member_id=me.member_id, due_on=queries.today()))
    for _n in range(2):
        with transaction():
            remind_of_steps()
    run_jobs()
    acting_as(me)
    assert client.get("/notifications").text.count("حان موعد خطوة تالية: نموذج") == 1
    assert "نموذج" in client.get("/workshops/mine").text
    acting_as(other)
    assert client.post(f"/workshops/steps/{step.id}/completion").status_code == 403
    acting_as(me)
    assert client.post(f"/workshops/steps/{step.id}/completion").status_code == 303
    assert "نموذج" not in client.get("/workshops/mine").text


def test_minutes_and_materials_are_found_by_members_alone(client, acting_as, run_jobs):
    found = going_on(title_ar="ورشة المباني")
    moderator = make.moderator(found)
    closed(found, moderator, minutes="حصر المباني بعدادات مسبقة الدفع")
    acting_as(moderator)
    bad = client.post(f"/workshops/{found.id}/materials", data={"title": "دليل", "address": "javascript:alert(1)"})
    assert bad.status_code == 422 and "يُنسخ العنوان كاملًا" in bad.text
    sent = {"title": "دليل الطبقات", "address": "https://example.org/guide", "source": "قائمة الحقول الإلزامية"}
    assert client.post(f"/workshops/{found.id}/materials", data=sent).status_code == 303
    run_jobs()
    acting_as(make.outsider())
    for words in ("عدادات مسبقة", "الحقول الإلزامية"):
        assert f"/workshops/{found.id}" in client.get(f"/search?q={words}").text
    assert "دليل الطبقات" in client.get(f"/workshops/{found.id}").text
    assert client.post(f"/workshops/{found.id}/materials", data=sent).status_code == 403
