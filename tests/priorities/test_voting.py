"""Delegates spend the dots of their councils: exactly, changeably, and only while the vote is on."""

from datetime import timedelta

import pytest

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.priorities import actions
from forum.priorities.models import Ballot
from tests.priorities.conftest import DAY
from tests.support import factories as make


def kept(made, who):
    return db.session.get(Ballot, (made.id, who.authority_id), populate_existing=True)


def test_a_delegate_spends_the_dots_and_changes_them_until_the_end(client, acting_as, village, form):
    made = village.round()
    topics = village.topics(made)
    acting_as(village.delegates[0])
    assert "بطاقة مجلسك" in client.get(f"/priorities/{made.id}").text

    assert client.post(f"/priorities/{made.id}/ballot", data=form(topics, {0: 3, 1: 2})).status_code == 303
    assert kept(made, village.delegates[0]).dots == {str(topics[0]): 3, str(topics[1]): 2}
    assert client.post(f"/priorities/{made.id}/ballot", data=form(topics, {2: 5})).status_code == 303

    assert kept(made, village.delegates[0]).dots == {str(topics[2]): 5}
    assert "صوّت مجلسك" in client.get(f"/priorities/{made.id}").text


@pytest.mark.parametrize(("dots", "sentence"), [({0: 3, 1: 3}, "وُضعت 6 نقاط"), ({}, "نقطة واحدة على الأقل")])
def test_too_many_dots_or_none_are_told_and_kept_as_typed(client, acting_as, village, form, dots, sentence):
    made = village.round()
    acting_as(village.delegates[0])
    answer = client.post(f"/priorities/{made.id}/ballot", data=form(village.topics(made), dots))
    assert answer.status_code == 422 and sentence in answer.text
    assert answer.text.count("selected") >= len(dots) and kept(made, village.delegates[0]) is None


@pytest.mark.parametrize(
    ("begins", "status"), [(-DAY, 303), (DAY, 403), (-4 * DAY, 403), (-3 * DAY + timedelta(minutes=5), 303)]
)
def test_councils_vote_between_the_first_and_the_last_moment(client, acting_as, village, form, begins, status):
    made = village.round(begins=begins)
    acting_as(village.delegates[0])
    answer = client.post(f"/priorities/{made.id}/ballot", data=form(village.topics(made), {0: 5}))
    assert answer.status_code == status
    assert (kept(made, village.delegates[0]) is not None) == (status == 303)


def test_a_colleague_of_the_delegate_reads_and_does_not_vote(client, acting_as, village, form):
    made = village.round()
    place = village.delegates[0].authority_id
    acting_as(make.seat(village.platform, member=make.member(authority_id=place)))
    assert "يصوّت عن مجلسك مندوبه" in client.get(f"/priorities/{made.id}").text
    assert client.post(f"/priorities/{made.id}/ballot", data=form(village.topics(made), {0: 5})).status_code == 403
    assert kept(made, village.delegates[0]) is None


def test_before_the_result_nobody_reads_what_a_council_said(client, acting_as, village, form, queries):
    made = village.round()
    with transaction():
        actions.vote(made, {village.topics(made)[0]: 5}, by=village.delegates[0])
    for who in (village.coordinator, village.delegates[1], make.association()):
        acting_as(who)
        page = client.get(f"/priorities/{made.id}").text
        assert "صوّت مجلس واحد" in page and "5 نقاط</option>" not in page.replace('value="5">5 نقاط</option>', "")
        assert client.get(f"/priorities/{made.id}/result").status_code == 403


def test_an_outsider_finds_no_round(client, acting_as, village):
    made = village.round()
    acting_as(make.outsider())
    assert client.get(f"/priorities/{made.id}").status_code == 404
    assert client.get(f"/platforms/{village.platform.slug}/priorities").status_code == 403


def test_the_page_of_a_round_costs_the_same_with_many_topics(client, acting_as, village, queries):
    small = village.round()
    large = village.round(titles=tuple(f"موضوع {n}" for n in range(30)))
    acting_as(village.delegates[0])
    client.get(f"/priorities/{small.id}")
    for made in (small, large):
        with queries.at_most(9):
            client.get(f"/priorities/{made.id}")


def test_topics_of_another_round_are_no_topics_of_this_one(village):
    made, other = village.round(), village.round()
    with pytest.raises(actions.Invalid), transaction():
        actions.vote(made, {village.topics(other)[0]: 1}, by=village.delegates[0])
    assert clock.now() < made.voting_until
