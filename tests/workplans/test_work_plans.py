"""A year's plan: who writes it, how it changes, what stays readable, and how it leaves."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.platforms.models import Platform
from forum.workplans import actions, contents, queries as readable
from forum.workplans.models import PlanVersion, WorkPlan
from forum.workplans.timeline import timeline
from tests.hostile.conftest import race
from tests.support import factories as make

__all__ = ["race"]


def given(**more) -> dict:
    return {
        "title": "ورشة تكلفة الخدمة", "output": "نموذج جدول", "quarter": "2020Q2", "responsible": "عنبتا",
        "status": "planned", "progress": 0, "links": [],
    } | more


@pytest.fixture
def board(app):
    return make.board(platform=make.platform(slug="planning"))


@pytest.fixture
def moderator(board):
    return make.moderator(board)


@pytest.fixture
def plan(board, moderator) -> WorkPlan:
    platform = db.session.get_one(Platform, board.platform_id)
    content = contents.added(contents.empty("خطة 2020"), "رفع القدرة", given())
    guide = given(title="دليل", quarter="2020Q4", status="running", progress=40)
    content = contents.added(content, "رفع القدرة", guide)
    with transaction():
        return actions.open_plan(platform, 2020, "خطة 2020", by=moderator, content=content)


FORM = {
    "objective": "رفع القدرة", "title": "مجموعة مساندة", "quarter": "2020Q3", "responsible": "بيتا",
    "output": "6 لقاءات", "status": "running", "progress": "50", "delivered_by": "",
    "reason": "طلبها الأعضاء", "based_on": "1",
}


@pytest.mark.parametrize(
    ("who", "status"),
    [("moderator", 303), ("coordinator", 303), ("association", 303), ("seat", 403), ("outsider", 403)],
)
def test_those_who_look_after_a_platform_plan_and_members_read(client, acting_as, board, plan, who, status):
    makers = {"association": make.association, "outsider": make.outsider}
    acting_as(makers.get(who, lambda: getattr(make, who)(board))())
    assert client.get(f"/plans/{plan.id}").status_code == 200
    answer = client.post(f"/plans/{plan.id}/activities/added", data=FORM)
    assert answer.status_code == status
    opened = client.post("/platforms/planning/plans/opened", data={"title": "خطة 2030", "year": "2030"})
    assert opened.status_code == status
    assert len(db.session.scalars(select(WorkPlan)).all()) == (2 if status == 303 else 1)


def test_a_visitor_signs_in_first(client, plan):
    assert client.get(f"/plans/{plan.id}").status_code == 303


def test_a_change_needs_a_reason_and_the_old_plan_stays_readable(client, acting_as, plan, moderator):
    acting_as(moderator)
    address = f"/plans/{plan.id}/activities/1/changes"
    answer = client.post(address, data=FORM | {"reason": " "})
    assert answer.status_code == 422 and "مجموعة مساندة" in answer.text and "يلزم ذكر سبب التعديل" in answer.text

    assert client.post(address, data=FORM).status_code == 303

    now, before = client.get(f"/plans/{plan.id}").text, client.get(f"/plans/{plan.id}/versions/1").text
    assert "مجموعة مساندة" in now and "ورشة تكلفة الخدمة" not in now and "طلبها الأعضاء" in now
    assert "ورشة تكلفة الخدمة" in before and "نسخة سابقة" in before and "مجموعة مساندة" not in before
    assert client.get(f"/plans/{plan.id}/versions/9").status_code == 404


def test_who_was_overtaken_is_told_and_nothing_is_lost(client, acting_as, plan, moderator):
    acting_as(moderator)
    assert client.post(f"/plans/{plan.id}/activities/1/changes", data=FORM).status_code == 303
    answer = client.post(f"/plans/{plan.id}/activities/2/changes", data=FORM | {"title": "عنوان ثان"})
    assert answer.status_code == 409 and "عنوان ثان" in answer.text and 'value="2"' in answer.text
    assert db.session.get_one(WorkPlan, plan.id).number == 2


def test_two_who_change_at_once_make_one_version(plan, board, race):
    two = [make.moderator(board), make.moderator(board)]
    statuses = race(*[
        (who, f"/plans/{plan.id}/activities/1/changes", FORM | {"title": f"عنوان {n}"}) for n, who in enumerate(two)
    ])
    assert statuses == [303, 409]
    assert len(db.session.scalars(select(PlanVersion)).all()) == 2


def test_two_who_open_the_same_year_open_one_plan(board, race):
    two = [make.moderator(board), make.moderator(board)]
    form = {"title": "خطة", "year": "2031"}
    assert race(*[(who, "/platforms/planning/plans/opened", form) for who in two]) == [303, 409]


def test_an_activity_leaves_with_a_reason_and_its_objective_with_the_last_one(client, acting_as, plan, moderator):
    acting_as(moderator)
    address = f"/plans/{plan.id}/activities"
    assert client.post(f"{address}/1/removal", data={"removal-reason": "", "removal-based_on": "1"}).status_code == 422
    for number, based_on in ((1, 1), (2, 2)):
        form = {"removal-reason": "أُلغي التمويل", "removal-based_on": str(based_on)}
        assert client.post(f"{address}/{number}/removal", data=form).status_code == 303
    assert client.post(f"{address}/1/removal", data={"removal-reason": "س", "removal-based_on": "3"}).status_code == 404
    kept = db.session.get_one(PlanVersion, (plan.id, 3))
    assert kept.content["objectives"] == [] and kept.reason == "أُلغي التمويل"


def test_an_activity_is_linked_to_what_delivers_it_for_those_who_may_read(
    client, acting_as, board, plan, moderator
):
    thread = make.thread(board=board, title="كلفة كوب الماء")
    hidden = make.thread(board=make.board(), title="موضوع بعيد")
    acting_as(moderator)
    address = f"/plans/{plan.id}/activities/1/changes"
    for wrong in (f"/threads/{hidden.id}", "/threads/999999", "https://example.org/x", "كلام"):
        answer = client.post(address, data=FORM | {"delivered_by": wrong})
        assert answer.status_code == 422 and wrong in answer.text
    assert client.post(address, data=FORM | {"delivered_by": f"/threads/{thread.id}\n"}).status_code == 303

    assert "كلفة كوب الماء" in client.get(f"/plans/{plan.id}").text
    assert f"/threads/{thread.id}" in client.get(f"/plans/{plan.id}/activities/1").text
    assert f"/threads/{thread.id}" in client.get(f"/plans/{plan.id}.csv").get_data(as_text=True)
    acting_as(make.outsider())
    assert "كلفة كوب الماء" not in client.get(f"/plans/{plan.id}").text


def test_overdue_and_next_stand_on_the_platforms_page(client, acting_as, board, plan, moderator):
    acting_as(moderator)
    page = client.get("/platforms/planning").text
    assert "تجاوز موعده منذ 2020Q2" in page and "أُنجز 0 من أصل 2" in page


def test_the_table_for_spreadsheets_holds_no_formula(client, acting_as, plan, moderator):
    acting_as(moderator)
    client.post(f"/plans/{plan.id}/activities/1/changes", data=FORM | {"title": "=HYPERLINK(1)"})
    answer = client.get(f"/plans/{plan.id}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf") and "\"'=HYPERLINK(1)\"" in answer.get_data(as_text=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("is_rtl", [True, False])
def test_the_picture_reads_as_the_language_does(plan, is_rtl):
    content = db.session.get_one(PlanVersion, (plan.id, 1)).content
    made = timeline(content, "2020Q3", is_rtl=is_rtl)
    assert [column.name for column in made.columns] == ["2020Q2", "2020Q3", "2020Q4"]
    xs = [column.x for column in made.columns]
    assert xs == sorted(xs, reverse=is_rtl) and [column.is_now for column in made.columns] == [False, True, False]
    running = made.bars[1]
    assert running.done == round(running.width * 0.4)
    edge = running.x + running.width if is_rtl else running.x
    assert (running.done_x + running.done if is_rtl else running.done_x) == edge
    assert all(bar.x >= 0 and bar.x + bar.width <= made.width for bar in made.bars)


def test_a_plan_costs_the_same_however_long(client, acting_as, board, plan, moderator, queries):
    acting_as(moderator)
    client.get(f"/plans/{plan.id}")
    threads = [make.thread(board=board) for _n in range(6)]
    content = db.session.get_one(PlanVersion, (plan.id, 1)).content
    for thread in threads:
        content = contents.added(content, "هدف ثان", given(links=[["thread", thread.id]]))
    found = readable.plan(moderator, plan.id)
    with transaction():
        actions.change(found, content, "كثرت الأنشطة", based_on=1, by=moderator)
    with queries.at_most(8):
        client.get(f"/plans/{plan.id}")


@pytest.mark.parametrize("change", [
    {"quarter": "1999Q9"}, {"progress": "101"}, {"progress": "x"}, {"status": "lost"}, {"title": ""}, {"based_on": "x"},
    {"based_on": "9" * 30}, {"objective": "\x00"},
])
def test_what_cannot_be_is_told_and_kept(client, acting_as, plan, moderator, change):
    acting_as(moderator)
    answer = client.post(f"/plans/{plan.id}/activities/added", data=FORM | change)
    assert answer.status_code == 422 and "طلبها الأعضاء" in answer.text
    assert db.session.get_one(WorkPlan, plan.id).number == 1
