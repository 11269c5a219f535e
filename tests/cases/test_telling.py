"""A case is told, reviewed, returned, written again, and read."""

import pytest
from sqlalchemy import func, select

from forum.cases import actions, queries as cases, rules
from forum.cases.models import Case, CaseReview, Telling
from forum.kernel.db import db, transaction
from forum.kernel.errors import Conflict, NotFound
from tests.cases.library import accepted, submitted, told, typed
from tests.support import factories as make


@pytest.fixture
def platform(app):
    """A platform whose moderators review cases."""
    return make.platform(slug="innovation")


def the_case() -> Case:
    """The only one."""
    db.session.expire_all()
    return db.session.scalars(select(Case)).one()


def test_a_draft_needs_only_a_title_and_is_seen_by_its_author_alone(client, acting_as, platform):
    author = make.seat(platform)
    acting_as(author)
    answer = client.post("/cases", data={"title": "شاشة المواعيد", "platform": platform.id, "keeps": "1"})
    assert answer.status_code == 303
    assert the_case().waiting_number is None
    assert "هذه مسودة" in client.get(answer.location).text
    acting_as(make.seat(platform))
    assert client.get(answer.location).status_code == 404


def test_a_review_needs_problem_cost_lessons_and_a_result(client, acting_as, platform):
    acting_as(make.seat(platform))
    given = {"title": "شاشة", "platform": platform.id, "solution": "نص يبقى", "submits": "1"}
    answer = client.post("/cases", data=given)
    assert answer.status_code == 422
    assert "يحتاج المشرفون إلى هذا قبل مراجعة التجربة." in answer.text
    assert "اكتب نتيجة واحدة على الأقل بأرقامها قبل وبعد." in answer.text
    assert "نص يبقى" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Case)) == 0


def test_whoever_wants_to_be_written_to_says_how(client, acting_as, platform):
    acting_as(make.seat(platform))
    form = typed() | {"platform": platform.id, "submits": "1", "shows_contact": "y"}
    assert "اكتب طريقة التواصل معك" in client.post("/cases", data=form).text
    assert client.post("/cases", data=form | {"contact": "09-2345678"}).status_code == 303


def test_the_contact_is_shown_to_colleagues_only_where_it_was_wished(client, acting_as, platform):
    silent = accepted(make.seat(platform), platform, contact="09-1111111")
    open_ = accepted(make.seat(platform), platform, contact="09-2222222", shows_contact=True)
    acting_as(make.outsider())
    assert "09-1111111" not in client.get(f"/cases/{silent.id}").text
    assert "09-2222222" in client.get(f"/cases/{open_.id}").text


def test_a_submitted_case_lies_on_the_desk_and_is_accepted_there(client, acting_as, platform, run_jobs):
    author = make.seat(platform)
    acting_as(author)
    client.post("/cases", data=typed() | {"platform": platform.id, "submits": "1"})
    case = the_case()
    acting_as(make.outsider())
    assert client.get(f"/cases/{case.id}").status_code == 404
    acting_as(make.moderator(platform))
    assert "رخصة الحرفة في يوم" in client.get("/desk?tray=cases").text
    assert "قبولها في المكتبة" in client.get(f"/cases/{case.id}").text
    answer = client.post(f"/cases/{case.id}/reviews", data={"number": 1, "outcome": "accepted"})
    assert answer.status_code == 303
    run_jobs()
    assert "لا توجد تجربة بانتظار المراجعة." in client.get("/desk?tray=cases").text
    acting_as(make.outsider())
    page = client.get(f"/cases/{case.id}").text
    assert all(words in page for words in ("نص problem", "نص otherwise", "زمن الرخصة", "أيام"))
    acting_as(author)
    assert "قُبلت تجربتك" in client.get("/notifications").text


def test_a_returned_case_says_why_and_comes_again_as_the_next_version(client, acting_as, platform, run_jobs):
    author = make.seat(platform)
    case_id = submitted(author, platform).id
    acting_as(make.moderator(platform))
    silent = client.post(f"/cases/{case_id}/reviews", data={"number": 1, "outcome": "returned"})
    assert silent.status_code == 422
    assert "اكتب ما ينبغي تصحيحه" in silent.text
    client.post(f"/cases/{case_id}/reviews", data={"number": 1, "outcome": "returned", "reason": "أين الكلفة؟"})
    run_jobs()
    acting_as(author)
    assert "أين الكلفة؟" in client.get("/notifications").text
    assert "أين الكلفة؟" in client.get(f"/cases/{case_id}/edit").text
    form = typed(cost="900 شيكل") | {"based_on": 1, "submits": "1"}
    assert client.post(f"/cases/{case_id}/versions", data=form).status_code == 303
    assert the_case().waiting_number == 2
    assert the_case().shown_number is None


def test_what_readers_see_stays_until_the_new_version_is_accepted(client, acting_as, platform):
    author = make.seat(platform)
    case = accepted(author, platform, cost="كلفة أولى")
    acting_as(author)
    client.post(f"/cases/{case.id}/versions", data=typed(cost="كلفة ثانية") | {"based_on": 1, "submits": "1"})
    acting_as(make.outsider())
    assert "كلفة أولى" in client.get(f"/cases/{case.id}").text
    assert client.get(f"/cases/{case.id}/versions/2").status_code == 404
    acting_as(make.moderator(platform))
    assert "كلفة ثانية" in client.get(f"/cases/{case.id}/versions/2").text
    client.post(f"/cases/{case.id}/reviews", data={"number": 2, "outcome": "accepted"})
    acting_as(make.outsider())
    assert "كلفة ثانية" in client.get(f"/cases/{case.id}").text
    assert "كلفة أولى" in client.get(f"/cases/{case.id}/versions/1").text


def test_a_version_is_decided_once(app, platform):
    case = submitted(make.seat(platform), platform)
    with transaction():
        actions.review(case, 1, rules.ACCEPTED, "", by=make.moderator(platform))
    with pytest.raises(Conflict), transaction():
        actions.review(case, 1, rules.RETURNED, "لا", by=make.moderator(platform))
    assert db.session.scalars(select(CaseReview.outcome)).all() == [rules.ACCEPTED]


def test_two_windows_do_not_overwrite_each_other(app, platform):
    author = make.seat(platform)
    case = submitted(author, platform)
    with transaction():
        actions.rewrite(case, told(cost="١"), based_on=1, submits=True, by=author)
    with pytest.raises(Conflict), transaction():
        actions.rewrite(case, told(cost="٢"), based_on=1, submits=True, by=author)
    assert db.session.scalars(select(Telling.number).order_by(Telling.number)).all() == [1, 2]


def test_a_case_made_from_a_thread_stands_on_both_sides(client, acting_as, platform):
    board = make.board(platform=platform)
    thread = make.thread("كيف نختصر التواقيع؟", board=board, title="تواقيع كثيرة")
    author = make.seat(platform)
    acting_as(author)
    assert f"/cases/new?thread={thread.id}" in client.get(f"/threads/{thread.id}").text
    form = client.get(f"/cases/new?thread={thread.id}").text
    assert "كيف نختصر التواقيع؟" in form
    client.post("/cases", data=typed() | {"platform": platform.id, "thread": thread.id, "submits": "1"})
    with transaction():
        actions.review(the_case(), 1, rules.ACCEPTED, "", by=make.moderator(platform))
    acting_as(make.seat(platform))
    assert "رخصة الحرفة في يوم" in client.get(f"/threads/{thread.id}").text
    assert "تواقيع كثيرة" in client.get(f"/cases/{the_case().id}").text
    acting_as(make.outsider())
    assert "تواقيع كثيرة" not in client.get(f"/cases/{the_case().id}").text


def test_a_thread_of_others_is_no_beginning(client, acting_as, platform):
    thread = make.thread(board=make.board())
    acting_as(make.seat(platform))
    assert client.get(f"/cases/new?thread={thread.id}").status_code == 404


def test_the_text_of_a_version_can_be_quoted_by_members_and_never_changes(app, platform):
    author = make.seat(platform)
    case = accepted(author, platform, cost="كلفة أولى", contact="سر", shows_contact=True)
    before = cases.published_text(make.outsider(), case.id, 1)
    with transaction():
        actions.rewrite(case, told(cost="كلفة ثانية"), based_on=1, submits=True, by=author)
        actions.review(case, 2, rules.ACCEPTED, "", by=make.moderator(platform))
    assert cases.published_text(make.outsider(), case.id, 1) == before
    assert "كلفة أولى" in before.text
    assert "زمن الرخصة: 6 → 1 أيام" in before.text
    assert "سر" not in before.text
    assert cases.published_text(make.outsider(), case.id).number == 2
    assert before.policy == "members"


def test_what_waits_cannot_be_quoted(app, platform):
    author = make.seat(platform)
    case = submitted(author, platform)
    for actor in (author, make.outsider(), make.moderator(platform)):
        with pytest.raises(NotFound):
            cases.published_text(actor, case.id)


def test_a_hidden_case_is_gone_for_colleagues_until_it_is_restored(client, acting_as, platform):
    case = accepted(make.seat(platform), platform)
    acting_as(make.moderator(platform))
    assert client.post(f"/cases/{case.id}/hiding", data={"reason": ""}).status_code == 422
    client.post(f"/cases/{case.id}/hiding", data={"reason": "بيانات مواطن"})
    acting_as(make.outsider())
    assert client.get(f"/cases/{case.id}").status_code == 404
    assert "رخصة الحرفة" not in client.get("/cases").text
    acting_as(make.moderator(platform))
    assert "بيانات مواطن" in client.get(f"/cases/{case.id}").text
    client.post(f"/cases/{case.id}/hiding/end")
    acting_as(make.outsider())
    assert client.get(f"/cases/{case.id}").status_code == 200


def test_a_reported_case_is_hidden_from_the_desk(client, acting_as, platform):
    case = accepted(make.seat(platform), platform)
    acting_as(make.outsider())
    client.post("/flags", data={"kind": "case", "id": case.id, "reason": "other", "note": "فيها رقم هاتف مواطن"})
    acting_as(make.moderator(platform))
    assert "رخصة الحرفة" in client.get("/desk?tray=flagged").text
    client.post("/flags/decisions", data={"kind": "case", "id": case.id, "outcome": "hidden", "reason": "خطأ"})
    acting_as(make.outsider())
    assert client.get(f"/cases/{case.id}").status_code == 404


def test_what_no_database_keeps_is_named_inside_a_result_too(client, acting_as, platform):
    acting_as(make.seat(platform))
    form = typed() | {"platform": platform.id, "results-0-what": "زمن\0", "submits": "1"}
    answer = client.post("/cases", data=form)
    assert answer.status_code == 422
    assert "زمن\N{REPLACEMENT CHARACTER}" in answer.text


@pytest.mark.parametrize("given", [{"platform": "99999999999999999999"}, {"platform": "x"}, {"thread": "-1"}])
def test_numbers_that_no_row_has_do_no_harm(client, acting_as, platform, given):
    acting_as(make.seat(platform))
    answer = client.post("/cases", data=typed() | {"platform": platform.id, "keeps": "1"} | given)
    assert answer.status_code in (303, 422)
