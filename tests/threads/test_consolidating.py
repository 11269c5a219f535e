"""The consolidated reply, and from gap to agenda."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.notifications.models import Notification
from forum.search.curating.actions import note_missed
from forum.threads.models import Thread
from forum.threads.reaching import rules
from forum.threads.reaching.models import ConsolidatedReply
from forum.threads.sharing.models import SharedProblem
from tests.support import factories as make

LONG = rules.AFTER[rules.CONSOLIDATE]


@pytest.fixture
def board(app):
    return make.board(platform=make.platform(slug="engineering"))


def _old_question(board, **given):
    with clock.standing(clock.now() - LONG):
        return make.thread(board=board, **given)


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("moderator", 200), ("association", 200), ("seat", 403), ("outsider", 404)],
)
def test_who_looks_after_the_platform_gets_a_skeleton(client, acting_as, board, who, status):
    thread = _old_question(board, title="جمع النفايات [ليلا]")
    author = make.member(authority=make.authority(name_ar="بلدية السرو"))
    answer = make.post(thread, "جرّبنا *شاحنة* صغيرة في الأزقة.", author=author)
    similar = make.thread(board=board, title="جمع النفايات في البلدة القديمة")
    hidden = make.hidden_thread(board=board, title="جمع النفايات سرا")
    foreign = make.thread(title="جمع النفايات في منصة أخرى")
    search = client.application.extensions["search"]
    search.engine.replace_all(search.everything())
    acting_as(getattr(make, who)(*([] if who in ("association", "outsider") else [board])))

    page = client.get(f"/threads/{thread.id}/consolidation")

    assert page.status_code == status
    if status == 200:
        assert "**بلدية السرو**" in page.text and f"(/posts/{answer.id})" in page.text
        assert f"(/threads/{similar.id})" in page.text and f"(/threads/{thread.id})" not in page.text
        assert hidden.title not in page.text and foreign.title not in page.text


def test_the_finished_reply_is_marked_and_stands_under_the_question(client, acting_as, board, run_jobs):
    sharer, by = make.seat(board), make.coordinator(board)
    asker = make.seat(board)
    thread = _old_question(board, author_id=asker.member_id)
    thread_id = thread.id
    make.save(SharedProblem(thread_id=thread.id, member_id=sharer.member_id, authority_id=sharer.authority_id))
    acting_as(by)

    empty = client.post(f"/threads/{thread_id}/consolidated-replies", data={"body": " "})
    preview = client.post(f"/threads/{thread_id}/consolidated-replies", data={"body": "**نص**", "preview": "1"})
    sent = client.post(f"/threads/{thread_id}/consolidated-replies", data={"body": "### الخلاصة\n\nشاحنة صغيرة."})
    run_jobs()

    assert (empty.status_code, preview.status_code, sent.status_code) == (422, 200, 303)
    assert "<strong>نص</strong>" in preview.text and "يلزم كتابة الرد الجامع" in empty.text
    kept = db.session.scalars(select(ConsolidatedReply)).one()
    page = client.get(f"/threads/{thread_id}").text
    assert page.index('class="pin"') < page.index('class="replies"') and f"post-{kept.post_id}" in page
    told = {tuple(row) for row in db.session.execute(select(Notification.member_id, Notification.kind))}
    assert {(asker.member_id, "consolidated"), (sharer.member_id, "shared_answered")} <= told
    acting_as(asker)
    answer = make.post(db.session.get_one(Thread, thread_id))
    client.post(f"/posts/{answer.id}/acceptance")
    assert "رد جامع" not in client.get(f"/threads/{thread_id}").text.split('class="replies"')[0]


def test_gaps_join_questions_shared_problems_and_searches_at_a_fixed_price(client, acting_as, board, queries):
    waiting = [_old_question(board, title=f"سؤال ينتظر رقم {n}") for n in range(12)]
    make.thread(board=board, title="سؤال اليوم")
    shared = make.thread(board=board, title="مشكلة مشتركة")
    make.hidden_thread(board=board, title="موضوع مخفي")
    with transaction():
        for _ in range(2):
            who = make.seat(board)
            for thread in (shared, waiting[3]):
                db.session.add(
                    SharedProblem(thread_id=thread.id, member_id=who.member_id, authority_id=who.authority_id)
                )
        note_missed("غرف تفتيش ذكية", board.platform_id)
        note_missed("كلام منصة أخرى", make.platform().id)
    acting_as(make.coordinator(board))
    client.get("/platforms/engineering/gaps")

    with queries.at_most(8):
        page = client.get("/platforms/engineering/gaps").text

    assert page.count("مقترح للورشة القادمة") == 12 and "عند هيئتين المشكلة نفسها" in page
    assert page.index("رقم 3") < page.index("رقم 11"), "what many share stands first"
    assert page.index("مشكلة مشتركة") > page.index("رقم 0") and "غرف تفتيش ذكية" in page
    for absent in ("سؤال اليوم", "موضوع مخفي", "كلام منصة أخرى"):
        assert absent not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("moderator", 200), ("association", 200), ("seat", 403), ("outsider", 403)],
)
def test_gaps_are_for_those_who_make_the_agenda(client, acting_as, board, who, status):
    acting_as(getattr(make, who)(*([] if who in ("association", "outsider") else [board])))

    assert client.get("/platforms/engineering/gaps").status_code == status
    link = "/platforms/engineering/gaps" in client.get("/platforms/engineering").text
    assert link == (status == 200)


def test_a_gap_fills_in_the_form_of_a_workshop(client, acting_as, board):
    thread, who = _old_question(board, title="كيف نرقّم المباني؟"), make.seat(board)
    make.post(thread)
    make.save(SharedProblem(thread_id=thread.id, member_id=who.member_id, authority_id=who.authority_id))
    with transaction():
        note_missed("غرف تفتيش", board.platform_id)
    acting_as(make.coordinator(board))
    page = client.get("/platforms/engineering/gaps").text
    links = [unescape(link) for link in re.findall(r'href="([^"]*workshops/new[^"]*)"', page)]

    first, second = (client.get(link).text for link in links)

    assert 'value="كيف نرقّم المباني؟"' in first and f"/threads/{thread.id}" in first
    assert "كيف نجمع النفايات" in first and "عند هيئة واحدة المشكلة نفسها." in first and "رد واحد." in first
    assert 'value="غرف تفتيش"' in second and "بحث زملاء عن هذا مرة واحدة ولم يجدوا شيئًا." in second
    hidden = make.hidden_thread(board=make.board(), title="موضوع مخفي")
    for asked in (f"thread={hidden.id}", f"thread={2**70}", "thread=x", "times=-1"):
        answer = client.get(f"/platforms/engineering/workshops/new?{asked}")
        assert answer.status_code == 200 and "كيف نجمع" not in answer.text and "لم يجدوا" not in answer.text
