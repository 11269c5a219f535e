"""Paper ballots are read by two people; a third one settles what they read differently."""

import pytest

from forum.authorities.models import Authority
from forum.kernel.db import db, transaction
from forum.priorities import actions
from forum.priorities.models import Ballot
from tests.support import factories as make


@pytest.fixture
def paper(client, acting_as, village, form):
    """Read a council's paper as somebody; the answer."""
    made = village.round()
    council = make.authority(region="south", kind="village_council", name_ar="مجلس الزيتونة", name_en="Zaytouna")

    def read(who, dots, place=council):
        acting_as(who)
        data = form(village.topics(made), dots) | {"authority": [place.name_ar, place.code]}
        answer = client.post(f"/priorities/{made.id}/paper/readings", data=data)
        return client.get(answer.location) if answer.status_code == 303 else answer

    read.round, read.council = made, council
    return read


def counted(paper):
    return db.session.get(Ballot, (paper.round.id, paper.council.id), populate_existing=True)


def test_two_who_read_the_same_make_it_count(paper, village):
    assert "القراءة الثانية" in paper(village.moderator, {0: 5}).text and counted(paper) is None
    assert "محسوبة" in paper(village.coordinator, {0: 5}).text
    assert counted(paper).is_paper and counted(paper).spent == 5


def test_one_person_never_counts_as_two(paper, village):
    paper(village.moderator, {0: 5})
    answer = paper(village.moderator, {0: 5})
    assert answer.status_code == 409 and "سبقت لك قراءة" in answer.text and counted(paper) is None


def test_a_difference_is_shown_and_settled_by_a_third(paper, village):
    paper(village.moderator, {0: 5})
    page = paper(village.coordinator, {0: 4, 1: 1}).text
    assert "اختلفت القراءتان" in page and "ما اختلفت قراءته" in page and counted(paper) is None
    assert paper(village.coordinator, {0: 5}).status_code == 409
    paper(make.association(), {0: 4, 1: 1})
    assert counted(paper).spent == 5 and len(counted(paper).dots) == 2


def test_the_second_reader_does_not_see_what_the_first_one_read(paper, village, client, acting_as):
    paper(village.moderator, {2: 4})
    acting_as(village.coordinator)
    page = client.get(f"/priorities/{paper.round.id}/paper").text
    assert "الزيتونة" in page and "القراءة الأولى" not in page


def test_who_voted_here_does_not_vote_on_paper_nor_the_other_way_round(
    paper, village, acting_as, client, form
):
    with transaction():
        actions.vote(paper.round, {village.topics(paper.round)[0]: 5}, by=village.delegates[0])
    place = db.session.get_one(Authority, village.delegates[0].authority_id)
    answer = paper(village.moderator, {1: 5}, place)
    assert answer.status_code == 409 and "صوّت مندوب هذا المجلس هنا" in answer.text

    other = db.session.get_one(Authority, village.delegates[1].authority_id)
    paper(village.moderator, {1: 5}, other)
    paper(village.coordinator, {1: 5}, other)
    acting_as(village.delegates[1])
    data = form(village.topics(paper.round), {0: 5})
    assert client.post(f"/priorities/{paper.round.id}/ballot", data=data).status_code == 403


def test_a_council_of_another_kind_and_a_name_that_is_none_are_told(paper, village):
    town = make.authority(name_ar="بلدية المدينة", kind="municipality")
    assert paper(village.moderator, {0: 5}, town).status_code == 422
    assert paper(village.moderator, {0: 6}).status_code == 422
    nobody = Authority(name_ar="لا أحد", code="none")
    assert paper(village.moderator, {0: 5}, nobody).status_code == 422


def test_a_result_waits_for_paper_that_is_read_once(paper, village, client, acting_as):
    paper(village.moderator, {0: 5})
    village.ended(paper.round, {})
    answer = client.post(f"/priorities/{paper.round.id}/publication")
    assert answer.status_code == 409 and "لم تُحسم بعد" in answer.text
    paper(village.coordinator, {0: 5})
    assert client.post(f"/priorities/{paper.round.id}/publication").status_code == 303
    assert "ورقيًا" in client.get(f"/priorities/{paper.round.id}/result").text


def test_members_do_not_enter_paper(paper, village):
    assert paper(village.delegates[0], {0: 5}).status_code == 403
