"""Who hears of evidence and papers; and what search finds of them."""

import pytest
from sqlalchemy import select

from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.notifications.models import Notification
from forum.papers import actions, publishing, queries
from forum.papers.search import SearchablePapers
from tests.support import factories as make, papers as way
from tests.support.accounts import actor_of


def told(member_id: int) -> list[str]:
    query = select(Notification.kind).where(Notification.member_id == member_id).order_by(Notification.id)
    return list(db.session.scalars(query))


def test_a_cited_author_is_told_and_led_to_the_choice(client, acting_as, case, run_jobs):
    author = actor_of(case.post.author)
    make.seat(case.board, member=case.post.author)
    card = case.take()
    run_jobs()

    assert told(author.member_id) == ["taken"]
    acting_as(actor_of(db.session.get_one(type(case.post.author), author.member_id)))
    page = client.get("/notifications").text
    assert "حُفظ كلامك شاهدًا" in page and f"/evidence/{card.id}/consent" in page


def test_the_moderator_hears_the_answer_and_both_hear_of_a_withdrawal(case, run_jobs):
    make.seat(case.board, member=case.post.author)
    card = case.take()
    author = actor_of(case.post.author)
    with transaction():
        actions.answer_consent(queries.card(author, card.id), "name", "", by=author)
        actions.withdraw_evidence(queries.card(author, card.id), "غير دقيق", by=author)
    run_jobs()
    assert told(case.moderator.member_id) == ["answered", "withdrawn"]


def test_members_hear_of_a_review_and_of_a_publication(case, run_jobs):
    member = make.seat(case.board)
    outsider = make.outsider()
    paper = case.draft("نص")
    way.publish(paper, by=case.moderator)
    run_jobs()
    assert sorted(told(member.member_id)) == ["endorsement", "published", "review"]
    assert told(outsider.member_id) == []


@pytest.mark.parametrize("state", ["draft", "review", "published", "withdrawn"])
def test_search_knows_published_papers_only(case, state):
    paper = case.draft("رُفضت معظم الاعتراضات على المخطط")
    association = make.association()
    if state in ("published", "withdrawn"):
        way.publish(paper, by=case.moderator, association=association)
    elif state != "draft":
        way.reviewed(paper, by=case.moderator)
    if state == "withdrawn":
        with transaction():
            publishing.withdraw(paper, "تغير القانون", by=association)
    adapter = SearchablePapers()
    found = list(adapter.documents([paper.id])), list(adapter.everything(10)), adapter.cards(ANYONE, [paper.id])
    assert [len(part) for part in found] == ([1, 1, 1] if state == "published" else [0, 0, 0])
    if state == "published":
        assert "رُفضت معظم الاعتراضات" in found[0][0].body and found[2][paper.id].address == f"/papers/{paper.id}"
