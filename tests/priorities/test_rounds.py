"""From the first proposal to the published result: who may, when, and what the page says."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.priorities import actions, pabulib
from forum.priorities.models import BallotDecision, Proposal, Round
from tests.priorities.conftest import DAY
from tests.support import factories as make

TERMS = {
    "title": "أولويات 2027", "purpose": "", "grouping": "region", "slots": "4", "proposals_until": "2030-01-10",
    "voting_from": "2030-01-12", "voting_until": "2030-01-20",
}


@pytest.mark.parametrize("who", ["coordinator", "moderator", "association", "member", "outsider"])
def test_those_who_look_after_the_platform_open_rounds(client, acting_as, village, who):
    people = {"association": make.association, "member": lambda: village.delegates[0], "outsider": make.outsider}
    acting_as(people.get(who, lambda: getattr(village, who, None))())
    may = who in ("coordinator", "moderator", "association")

    answer = client.post(f"/platforms/{village.platform.slug}/priorities/opened", data=TERMS)

    assert answer.status_code == (303 if may else 403)
    assert bool(db.session.scalars(select(Round)).all()) == may
    if may:
        assert "أولويات 2027" in client.get(f"/platforms/{village.platform.slug}").text


@pytest.mark.parametrize("change", [
    {"voting_from": "2030-01-10"}, {"voting_until": "2030-01-11"}, {"slots": "0"}, {"slots": "9" * 30}, {"title": " "},
    {"grouping": "moon"}, {"voting_from": ""},
])
def test_terms_that_cannot_be_are_told(client, acting_as, village, change):
    acting_as(village.moderator)
    answer = client.post(f"/platforms/{village.platform.slug}/priorities/opened", data=TERMS | change)
    assert (answer.status_code == 422 and "أولويات 2027" in answer.text) or change.get("title")
    assert not db.session.scalars(select(Round)).all()


def test_members_propose_until_the_day_and_not_after(client, acting_as, village):
    early, late = village.round(begins=3 * DAY), village.round(begins=timedelta(hours=5))
    acting_as(village.delegates[2])
    title = {"title": "شح المياه", "why": "ثلاثة أيام بلا ماء"}
    assert client.post(f"/priorities/{early.id}/proposals", data=title).status_code == 303
    assert client.post(f"/priorities/{late.id}/proposals", data=title).status_code == 403
    assert "شح المياه" in client.get(f"/priorities/{early.id}").text
    assert client.post(f"/priorities/{early.id}/proposals", data={"title": ""}).status_code == 422


def test_the_moderator_merges_what_is_alike_and_the_reason_stands_there(client, acting_as, village):
    made = village.round(begins=DAY, titles=("النفايات", "نقل النفايات", "ترحيل النفايات"))
    one, two, three = village.topics(made)
    acting_as(village.moderator)
    for topic, into in ((three, two), (two, one)):
        data = {"into": str(into), "reason": "موضوع واحد"}
        assert client.post(f"/priorities/{made.id}/proposals/{topic}/merge", data=data).status_code == 303

    decisions = db.session.scalars(select(BallotDecision.into_id)).all()
    assert decisions == [one, one], "what was merged before goes along"
    acting_as(village.delegates[0])
    page = client.get(f"/priorities/{made.id}").text
    assert page.count("موضوع واحد") == 2 and page.count('class="proposal"') == 1
    assert client.get(f"/priorities/{made.id}/arrange").status_code == 403


def test_nothing_on_the_ballot_changes_once_the_vote_has_begun(client, acting_as, village):
    made = village.round()
    topic, other = village.topics(made)[:2]
    acting_as(village.moderator)
    base = f"/priorities/{made.id}"
    assert client.get(f"{base}/arrange").status_code == 403
    for address, data in (
        (f"{base}/terms", TERMS), (f"{base}/proposals/{topic}/cost", {"cost": "2"}),
        (f"{base}/proposals/{topic}/merge", {"into": str(other), "reason": "س"}),
        (f"{base}/proposals/{topic}/setting-aside", {"reason": "س"}),
    ):
        assert client.post(address, data=data).status_code == 403
    assert db.session.get_one(Proposal, topic).cost == 1


def test_costs_and_terms_are_set_before_the_vote(client, acting_as, village):
    made = village.round(begins=DAY)
    topic, other = village.topics(made)[:2]
    acting_as(village.moderator)
    base = f"/priorities/{made.id}"
    assert client.get(f"{base}/arrange").status_code == 200
    assert client.post(f"{base}/proposals/{topic}/cost", data={"cost": "2"}).status_code == 303
    assert client.post(f"{base}/proposals/{topic}/cost", data={"cost": "77"}).status_code == 422
    assert client.post(f"{base}/proposals/{topic}/merge", data={"into": str(topic), "reason": "س"}).status_code == 422
    assert client.post(f"{base}/proposals/{other}/setting-aside", data={"reason": "خارج عملنا"}).status_code == 303
    assert client.post(f"{base}/terms", data=TERMS | {"slots": "7"}).status_code == 303
    db.session.expire_all()
    assert (db.session.get_one(Proposal, topic).cost, db.session.get_one(Round, made.id).slots) == (2, 7)
    assert "خارج عملنا" in client.get(base).text


def test_the_result_says_who_chose_what_and_who_paid(client, acting_as, village):
    made = village.round(slots=3)
    for _n in range(3):
        village.delegate("north")
    village.ended(made, {0: {0: 5}, 1: {0: 4, 1: 1}, 2: {2: 5}, 3: {1: 5}, 4: {1: 3, 0: 2}})
    acting_as(village.moderator)
    assert client.post(f"/priorities/{made.id}/publication").status_code == 303

    acting_as(village.delegates[0])
    page = client.get(f"/priorities/{made.id}/result").text
    assert "عدد المجالس التي صوّتت: 5 من أصل 6" in page
    assert "هو الخيار الأول لدى: شمال الضفة الغربية، وله هناك 11 نقطة" in page
    assert "دفع كلفته (100 حصة)" in page and "20 حصة" in page
    assert client.get(f"/priorities/{made.id}").status_code == 200
    assert "النتيجة منشورة" in client.get(f"/platforms/{village.platform.slug}/priorities").text


def test_a_result_of_few_says_so(client, acting_as, village):
    made = village.ended(village.round(), {0: {0: 5}})
    acting_as(village.moderator)
    client.post(f"/priorities/{made.id}/publication")
    page = client.get(f"/priorities/{made.id}/result").text
    assert "صوّت أقل من نصف المجالس" in page and "لم يصوّت أي مجلس" in page


def test_nothing_is_counted_before_the_last_day_or_twice(client, acting_as, village):
    running = village.round()
    acting_as(village.moderator)
    assert client.post(f"/priorities/{running.id}/publication").status_code == 403
    made = village.ended(village.round(), {0: {0: 5}})
    assert client.post(f"/priorities/{made.id}/publication").status_code == 303
    assert client.post(f"/priorities/{made.id}/publication").status_code == 403
    acting_as(village.delegates[0])
    assert client.post(f"/priorities/{running.id}/publication").status_code == 403


@pytest.mark.parametrize("grouping", ["region", "governorate", "kind", "together"])
def test_a_result_goes_into_pabulib_and_back(client, acting_as, village, grouping):
    made = village.ended(village.round(grouping=grouping, titles=('نفايات؛ "نقل"; دفن', "مياه", "أراض")),
                         {0: {0: 3, 1: 2}, 2: {2: 5}})
    acting_as(village.moderator)
    client.post(f"/priorities/{made.id}/publication")
    assert client.get(f"/priorities/{made.id}/result").status_code == 200

    answer = client.get(f"/priorities/{made.id}.pb")

    election = pabulib.read(answer.get_data(as_text=True))
    topics = list(map(str, village.topics(made)))
    assert sorted(map(sorted, (points.items() for points in election.points.values()))) == sorted(
        map(sorted, ({topics[0]: 3, topics[1]: 2}.items(), {topics[2]: 5}.items()))
    )
    assert election.meta["vote_type"] == "cumulative" and election.meta["budget"] == "200"
    assert election.projects[topics[0]]["selected"] == "1" and election.meta["num_votes"] == "2"
    assert pabulib.read(pabulib.written(election)) == election


def test_a_list_of_rounds_costs_the_same_however_long(client, acting_as, village, queries):
    acting_as(village.delegates[0])
    village.round()
    client.get(f"/platforms/{village.platform.slug}/priorities")
    for _again in range(2):
        with queries.at_most(5):
            client.get(f"/platforms/{village.platform.slug}/priorities")
        village.round()


@pytest.mark.parametrize("text", [
    "", "META\nkey;value\n",
    "META\nkey;value\na;b\nPROJECTS\nproject_id;cost\n1\nVOTES\nvoter_id;vote\n1;1\n",
])
def test_what_is_no_file_of_pabulib_is_told(app, text):
    with app.test_request_context(), pytest.raises(actions.Invalid):
        pabulib.read(text)


def test_a_merged_topic_cannot_take_in_another(village):
    made = village.round(begins=DAY)
    one, two, three = (db.session.get_one(Proposal, topic) for topic in village.topics(made))
    with transaction():
        actions.merge(made, one, two, "واحد", by=village.moderator)
    with pytest.raises(actions.Conflict), transaction():
        actions.merge(made, three, one, "واحد", by=village.moderator)
