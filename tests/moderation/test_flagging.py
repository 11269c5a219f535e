"""A member lays something before the moderators, once, and hears what they decide."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.moderation import actions
from forum.moderation.models import Flag, FlagDecision
from forum.moderation.records import flags_on_record
from forum.notifications.models import Notification
from forum.notifications.records import news_on_record
from forum.threads import curation, queries
from forum.threads.models import Post
from forum.threads.states import PostHiding, ThreadHiding
from tests.support import factories as make


@pytest.fixture
def board(app):
    return make.board()


@pytest.fixture
def post(board):
    author = make.seat(board)
    text = "المواطن صاحب الهوية 900000000 لم يدفع."
    return make.post(make.thread(board=board), text, author_id=author.member_id)


def flag_it(client, post, **given):
    fields = {"kind": "post", "id": post.id, "reason": "personal", "note": ""}
    return client.post("/flags", data=fields | given)


def test_a_member_flags_a_post_and_goes_back_to_it(client, acting_as, board, post):
    member = acting_as(make.seat(board))
    page = client.get(f"/flags/new?kind=post&id={post.id}")
    assert "بيانات شخصية لمواطن" in page.text
    assert "صاحب الهوية 900000000" in page.text

    answer = flag_it(client, post)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/posts/{post.id}")
    (flag,) = db.session.scalars(select(Flag)).all()
    assert (flag.member_id, flag.subject_kind, flag.subject_id) == (member.member_id, "post", post.id)
    assert (flag.platform_id, flag.reason, flag.is_open) == (board.platform_id, "personal", True)


def test_a_second_flag_of_the_same_member_is_the_first(client, acting_as, board, post):
    acting_as(make.seat(board))
    flag_it(client, post)

    answer = flag_it(client, post, reason="harm")

    assert answer.status_code == 303
    assert [f.reason for f in db.session.scalars(select(Flag))] == ["personal"]
    assert "سبق أن أبلغت" in client.get(f"/flags/new?kind=post&id={post.id}").text


def test_another_reason_has_to_be_said_and_the_words_are_kept(client, acting_as, board, post):
    acting_as(make.seat(board))

    answer = flag_it(client, post, reason="other", note="")
    long = flag_it(client, post, reason="harm", note="كلمة " * 200)

    assert (answer.status_code, long.status_code) == (422, 422)
    assert "تلزم كلمات قليلة تبيّن المشكلة." in answer.text
    assert "كلمة كلمة" in long.text
    assert db.session.scalars(select(Flag)).all() == []


def test_ones_own_post_and_a_hidden_one_are_not_flagged(client, acting_as, board):
    author, moderator = make.seat(board), make.moderator(board)
    thread = make.thread(board=board)
    own, hidden = make.post(thread, author_id=author.member_id), make.post(thread)
    with transaction():
        curation.hide_post(queries.post(moderator, hidden.id), "بيانات", by=moderator)

    acting_as(author)
    assert flag_it(client, own).status_code == 403
    assert flag_it(client, hidden).status_code == 404
    acting_as(moderator)
    assert flag_it(client, hidden).status_code == 403


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "-1", "x", "", "١٢"])
def test_what_does_not_exist_is_not_flagged(client, acting_as, board, number):
    acting_as(make.seat(board))

    assert client.get("/flags/new", query_string={"kind": "post", "id": number}).status_code == 404
    assert client.post("/flags", data={"kind": "post", "id": number, "reason": "harm"}).status_code == 404
    assert client.post("/flags", data={"kind": "nothing", "id": "1", "reason": "harm"}).status_code == 404


def decide(client, post, outcome, reason="", **given):
    fields = {"kind": "post", "id": post.id, "outcome": outcome, "reason": reason, "next": "/desk?tray=flagged"}
    return client.post("/flags/decisions", data=fields | given)


def flagged(client, acting_as, board, post, times: int = 2) -> list[int]:
    """Let some members flag a post; their ids."""
    ids = []
    for _ in range(times):
        ids.append(acting_as(make.seat(board)).member_id)
        flag_it(client, post)
    return ids


def test_a_moderator_hides_what_was_flagged_and_everybody_concerned_hears(
    client, acting_as, board, post, run_jobs
):
    flaggers = flagged(client, acting_as, board, post)
    moderator = acting_as(make.moderator(board))

    post_id, author_id = post.id, post.author_id

    answer = decide(client, post, "hidden", "فيها رقم هوية مواطن")
    run_jobs()

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk?tray=flagged")
    (decision,) = db.session.scalars(select(FlagDecision)).all()
    assert (decision.outcome, decision.member_id) == ("hidden", moderator.member_id)
    assert {f.decision_id for f in db.session.scalars(select(Flag))} == {decision.id}
    assert db.session.get_one(PostHiding, post_id).reason == "فيها رقم هوية مواطن"
    told = dict(db.session.execute(select(Notification.member_id, Notification.kind)).all())
    assert told == {
        **dict.fromkeys(flaggers, "decided"), author_id: "post_hidden", moderator.member_id: "raised"
    }


def test_the_one_who_flagged_reads_the_outcome_but_not_the_hidden_post(
    client, acting_as, board, post, run_jobs
):
    acting_as(person := make.seat(board))
    flag_it(client, post)
    acting_as(make.moderator(board))
    decide(client, post, "hidden", "فيها رقم هوية مواطن")
    run_jobs()

    acting_as(person)
    page = client.get("/notifications")

    assert "نظر الإشراف في بلاغك. المشاركة أُخفيت: فيها رقم هوية مواطن" in page.text
    assert "مشاركة أبلغت عنها" in page.text
    assert "900000000" not in page.text


def test_moderators_of_the_platform_hear_of_a_flag_and_nobody_learns_who_raised_it(
    client, acting_as, board, post, run_jobs
):
    moderator, elsewhere = make.moderator(board), make.moderator(make.platform())
    member = acting_as(make.seat(board))
    flag_it(client, post, note="أرجو النظر")
    run_jobs()

    assert db.session.scalars(select(Notification.member_id)).all() == [moderator.member_id]
    acting_as(moderator)
    assert "بلاغ جديد: بيانات شخصية لمواطن" in client.get("/notifications").text
    page = client.get("/desk?tray=flagged")
    assert "أرجو النظر" in page.text
    assert member.name not in page.text
    acting_as(elsewhere)
    assert "أرجو النظر" not in client.get("/desk?tray=flagged").text


def test_where_nobody_moderates_the_association_hears_of_a_flag(client, acting_as, board, post, run_jobs):
    association = make.association()
    acting_as(make.seat(board))
    flag_it(client, post)
    run_jobs()

    assert db.session.scalars(select(Notification.member_id)).all() == [association.member_id]


def test_a_member_takes_along_what_was_reported_and_told(client, acting_as, board, post):
    member = acting_as(make.seat(board))
    flag_it(client, post, note="أرجو النظر")
    row = db.session.get_one(Member, member.member_id)

    assert flags_on_record(member, row)["reports"][0]["note"] == "أرجو النظر"
    assert flags_on_record(make.seat(board), make.member()) == {"reports": []}
    assert news_on_record(member, row) == {"follows": [], "notifications": []}


def test_a_flagged_opening_text_is_hidden_with_its_thread(client, acting_as, board):
    thread = make.thread(board=board)
    post = db.session.scalars(select(Post).where(Post.thread_id == thread.id)).one()
    flagged(client, acting_as, board, post, 1)
    acting_as(make.moderator(board))

    assert decide(client, post, "hidden", "بيانات شخصية").status_code == 303

    assert db.session.get(ThreadHiding, thread.id) is not None


def test_hiding_needs_a_reason_and_keeping_does_not(client, acting_as, board, post):
    flagged(client, acting_as, board, post, 1)
    acting_as(make.moderator(board))

    assert decide(client, post, "hidden").status_code == 422
    assert decide(client, post, "handled").status_code == 422
    assert decide(client, post, "burned").status_code == 422
    assert db.session.scalars(select(FlagDecision)).all() == []
    assert decide(client, post, "kept").status_code == 303
    assert db.session.get(PostHiding, post.id) is None


def test_the_second_moderator_is_told_that_another_was_faster(client, acting_as, board, post):
    flagged(client, acting_as, board, post, 1)
    acting_as(make.moderator(board))
    assert decide(client, post, "kept").status_code == 303
    acting_as(make.moderator(board))

    answer = decide(client, post, "hidden", "بيانات شخصية")

    assert answer.status_code == 409
    assert "سبق إلى القرار" in answer.text
    assert db.session.get(PostHiding, post.id) is None


@pytest.mark.parametrize("who", ["member", "moderator of another platform"])
def test_others_do_not_decide(who, client, acting_as, board, post):
    flagged(client, acting_as, board, post, 1)
    acting_as(make.seat(board) if who == "member" else make.moderator(make.platform()))

    answer = decide(client, post, "hidden", "لا أحبها")

    assert answer.status_code == (403 if who == "member" else 404)
    assert db.session.scalars(select(FlagDecision)).all() == []


def test_a_decision_leads_nowhere_but_to_our_own_pages(client, acting_as, board, post):
    flagged(client, acting_as, board, post, 1)
    acting_as(make.moderator(board))

    assert decide(client, post, "kept", next="https://evil.example/").headers["Location"] == "/desk"


def test_flags_go_along_when_a_thread_moves_to_another_platform(client, acting_as, board, post):
    flagged(client, acting_as, board, post, 1)
    elsewhere = make.board()
    with transaction():
        actions.move_flags("post", [post.id], elsewhere.platform_id)

    assert db.session.scalars(select(Flag.platform_id)).all() == [elsewhere.platform_id]
