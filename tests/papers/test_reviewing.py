"""Member review: comments, dispositions, answers, wordings taken over."""

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.notifications.models import Notification
from forum.papers import publishing, rules, shelf
from forum.papers.documents import Paper, Section
from forum.papers.reviews import Comment, Disposition
from forum.papers.shelf import sections
from tests.support import factories as make
from tests.support.accounts import actor_of

TEXT = "رُفضت معظم الاعتراضات في أربع هيئات."


@pytest.fixture
def review(case):
    """A paper in review, its first section, and a member who reads it."""
    paper = case.draft(TEXT)
    with transaction():
        publishing.send_to_review(paper, by=case.moderator)
    return paper, sections(paper.id)[0], make.seat(case.board)


def say(client, paper, section=None, **given):
    where = f"?section={section.id}" if section else ""
    data = {"kind": "technical", "body": "أي هيئات؟"} | given
    return client.post(f"/papers/{paper.id}/comments/said{where}", data=data)


def dispose(client, comment_id: int, **given):
    data = {"outcome": "accepted", "reason": "صحيح"} | given
    return client.post(f"/comments/{comment_id}/dispositions", data=data)


def test_a_member_comments_on_a_section_and_proposes_a_wording(client, acting_as, review):
    paper, section, member = review
    acting_as(member)

    page = client.get(f"/papers/{paper.id}/comments?section={section.id}").text
    answer = say(client, paper, section, quoted="أربع هيئات", proposed="خمس هيئات")

    assert "إضافة ملاحظة" in page
    said = db.session.scalars(select(Comment)).one()
    assert answer.status_code == 303 and answer.location.endswith(f"#comment-{said.id}")
    assert (said.section_id, said.version_number) == (section.id, 1)
    assert (said.quoted, said.proposed) == ("أربع هيئات", "خمس هيئات")
    assert (said.member_id, said.authority_id) == (member.member_id, member.authority_id)
    shown = client.get(f"/papers/{paper.id}/comments").text
    assert "<del>أربع هيئات</del>" in shown and "<ins>خمس هيئات</ins>" in shown and "تنتظر ردًا" in shown
    assert "ملاحظة واحدة" in client.get(f"/papers/{paper.id}").text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"body": " "}, "تلزم كتابة الملاحظة"), ({"kind": "x"}, ""), ({"quoted": "لا وجود لها"}, "ليست في المشاركة")],
)
def test_what_cannot_be_kept_is_sent_back_with_the_text(client, acting_as, review, given, sentence):
    paper, section, member = review
    acting_as(member)
    answer = say(client, paper, section, **{"body": "تعليق طويل أريد بقاءه"} | given)
    assert answer.status_code == 422 and sentence in answer.text
    assert db.session.scalars(select(Comment)).all() == []


def test_only_members_of_the_platform_comment_and_only_in_review(client, acting_as, case, review):
    paper, section, _member = review
    for who, status in ((make.outsider(), 404), (make.moderator(make.board()), 404)):
        acting_as(who)
        assert client.get(f"/papers/{paper.id}/comments").status_code == status
        assert say(client, paper, section).status_code == status
    acting_as(ANYONE)
    assert say(client, paper, section).status_code == 303, "to the sign-in page"
    with transaction():
        publishing.return_to_draft(shelf.paper(case.moderator, paper.id), "تعديلات", by=case.moderator)
    acting_as(case.moderator)
    refused = say(client, paper, section)
    assert refused.status_code == 403 and "الورقة ليست قيد المراجعة" in refused.text
    assert db.session.scalars(select(Comment)).all() == []


def test_every_comment_gets_a_disposition_and_its_author_is_asked(client, acting_as, case, review, run_jobs):
    paper, section, member = review
    acting_as(member)
    say(client, paper, section)
    assert dispose(client, 1).status_code == 403
    acting_as(case.moderator)
    assert dispose(client, 1, reason="").status_code == 422
    assert dispose(client, 1, outcome="").status_code == 422
    assert dispose(client, 1).status_code == 303
    run_jobs()
    kinds = db.session.scalars(select(Notification.kind).where(Notification.member_id == member.member_id)).all()
    assert "disposed" in kinds
    assert client.post("/comments/1/answer", data={"is_satisfying": "yes"}).status_code == 403
    acting_as(member)
    assert "هل يكفيك هذا الرد" in client.get("/comments/1").text
    assert client.post("/comments/1/answer", data={"is_satisfying": "yes"}).status_code == 303
    assert "انتهت" in client.get("/comments/1").text
    acting_as(case.moderator)
    refused = dispose(client, 1)
    assert refused.status_code == 403 and "لهذه الملاحظة رد" in refused.text


def test_nobody_closes_an_objection_to_their_own_rejection(client, acting_as, case, review):
    paper, section, member = review
    colleague = make.moderator(case.board)
    acting_as(member)
    say(client, paper, section, kind="objection")
    acting_as(case.moderator)
    dispose(client, 1, outcome="rejected", reason="لا")
    acting_as(member)
    client.post("/comments/1/answer", data={"is_satisfying": "no", "objection": "لم تُذكر الأرقام"})

    acting_as(case.moderator)
    refused = dispose(client, 1, outcome="rejected", reason="لا مرة أخرى")
    assert refused.status_code == 403 and "يلزم أن ينظر فيها مشرف آخر" in refused.text
    acting_as(colleague)
    assert dispose(client, 1, outcome="partly", reason="أُضيفت الأرقام").status_code == 303
    page = client.get(f"/papers/{paper.id}/comments").text
    assert "لم تُذكر الأرقام" in page and "أُضيفت الأرقام" in page
    assert len(db.session.scalars(select(Disposition)).all()) == 2


def test_a_paper_with_open_comments_does_not_come_before_the_authorities(client, acting_as, case, review):
    paper, section, member = review
    acting_as(member)
    say(client, paper, section)
    acting_as(make.association())
    with clock.standing(clock.now() + rules.REVIEW_TIME):
        assert "ملاحظة واحدة تنتظر ردًا" in client.get(f"/papers/{paper.id}/steps/endorsement").text
        assert client.post(f"/papers/{paper.id}/steps/endorsement/taken").status_code == 422
        dispose(client, 1)
        assert client.post(f"/papers/{paper.id}/steps/endorsement/taken").status_code == 303
    assert db.session.get_one(Paper, paper.id).state == "endorsement"


def test_open_comments_move_on_to_the_next_version(client, acting_as, case, review):
    paper, section, member = review
    acting_as(member)
    say(client, paper, section)
    with transaction():
        publishing.return_to_draft(shelf.paper(case.moderator, paper.id), "تعديلات", by=case.moderator)
    with transaction():
        publishing.send_to_review(shelf.paper(case.moderator, paper.id), by=case.moderator)
    assert "أي هيئات؟" in client.get(f"/papers/{paper.id}/comments?section={section.id}").text


def test_an_accepted_wording_is_taken_into_the_text_by_one_click(client, acting_as, case, review):
    paper, section, member = review
    acting_as(member)
    say(client, paper, section, quoted="أربع هيئات", proposed="خمس هيئات")
    acting_as(case.moderator)
    dispose(client, 1)
    assert client.post("/comments/1/adoption").status_code == 403, "the text is frozen in review"
    with transaction():
        publishing.return_to_draft(shelf.paper(case.moderator, paper.id), "تعديلات", by=case.moderator)

    assert "نقل إلى النص" in client.get(f"/papers/{paper.id}/comments").text
    assert client.post("/comments/1/adoption").status_code == 303

    assert db.session.get_one(Section, section.id).source == "رُفضت معظم الاعتراضات في خمس هيئات."
    assert client.post("/comments/1/adoption").status_code == 403, "once"
    changes = client.get(f"/papers/{paper.id}/changes").text
    assert "<del>أربع </del>" in changes and "<ins>خمس </ins>" in changes and "الملاحظة 1" in changes


def test_a_wording_whose_place_is_gone_changes_nothing_and_says_so(client, acting_as, case, review):
    paper, section, member = review
    acting_as(member)
    say(client, paper, section, quoted="أربع هيئات", proposed="خمس هيئات")
    acting_as(case.moderator)
    dispose(client, 1)
    with transaction():
        publishing.return_to_draft(shelf.paper(case.moderator, paper.id), "تعديلات", by=case.moderator)
    case.write(db.session.get_one(Section, section.id), "نص آخر تماما", shelf.paper(case.moderator, paper.id))
    answer = client.post("/comments/1/adoption")
    assert "يمكن فتح القسم وتعديله يدويًا" in client.get(answer.location).text
    assert db.session.get_one(Section, section.id).source == "نص آخر تماما"


def test_a_commenter_who_lost_the_seat_still_reads_and_answers_their_comment(client, acting_as, case, review):
    paper, section, member = review
    acting_as(member)
    say(client, paper, section)
    acting_as(case.moderator)
    dispose(client, 1)
    acting_as(actor_of(make.member()))
    assert client.get("/comments/1").status_code == 404
    acting_as(Actor(member_id=member.member_id, name=db.session.get_one(Member, member.member_id).name))
    assert client.post("/comments/1/answer", data={"is_satisfying": "yes"}).status_code == 303


def test_the_comments_cost_a_fixed_number_of_queries(client, acting_as, case, review, queries):
    paper, section, member = review
    acting_as(member)
    for n in range(3):
        say(client, paper, section, body=f"تعليق {n}")
    with queries.at_most(9) as seen:
        client.get(f"/papers/{paper.id}/comments")
    few = len(seen)
    for n in range(9):
        say(client, paper, section, body=f"تعليق آخر {n}")
    with queries.exactly(few):
        client.get(f"/papers/{paper.id}/comments")
