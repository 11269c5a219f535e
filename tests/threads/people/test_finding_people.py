"""Finding colleagues: who may, by what, what they show of themselves, and topics that nobody knows."""

import pytest

from forum.kernel.db import db, transaction
from forum.members import actions as members
from forum.members.models import Member, Offer
from forum.threads import actions as threads
from forum.threads.people import actions, queries
from forum.threads.people.queries import Wish, people
from forum.threads.states import ThreadTopic
from tests.support import factories as make


@pytest.fixture
def town(app):
    """Two colleagues on a platform, one of whom can help with a topic."""
    platform, topic = make.platform(), make.topic(label_ar="تسوية الأراضي")
    muna = make.seat(platform, member=make.member(
        name="منى حمدان", job_title="مهندسة مساحة", email="muna@beitjala.ps",
        authority=make.authority(name_ar="بلدية بيت جالا", region="south"),
    ))
    raed = make.seat(platform, member=make.member(name="رائد المجد", job_title="محاسب"))
    with transaction():
        actions.offer([topic.id], "أنجزنا التسوية", "0599000111", shows_contact=False, by=muna)
    return platform, topic, muna, raed


@pytest.mark.parametrize("asked", ["q=منى", "q=مهندسه+مساحه", "q=بيت+جالا", "q=تسويه", "q=انجزنا", "region=south"])
def test_a_colleague_is_found_by_name_job_authority_topic_line_and_region(client, acting_as, town, asked: str):
    acting_as(make.association())

    page = client.get(f"/people?{asked}").text

    assert "منى حمدان" in page and "رائد المجد" not in page


def test_visitors_find_nobody_and_a_topic_leads_to_those_who_help(client, acting_as, town):
    _platform, topic, muna, _raed = town
    assert client.get("/people").status_code == 303
    acting_as(make.association())
    page = client.get(f"/people?topic={topic.slug}").text
    assert "منى حمدان" in page and "رائد المجد" not in page
    assert "لا يوجد من تنطبق عليه" in client.get("/people?q=لااحد").text
    assert queries.helps_with([topic.id]) == {muna.member_id: topic.id}


def test_ways_to_reach_somebody_are_hidden_until_they_show_them(client, acting_as, town):
    _platform, topic, muna, raed = town
    acting_as(raed)
    for address in ("/people", f"/members/{muna.member_id}"):
        page = client.get(address).text
        assert "muna@beitjala.ps" not in page and "0599000111" not in page
    assert "بعد @" in client.get(f"/members/{muna.member_id}").text
    acting_as(muna)
    form = {"topics": [topic.id], "words": "أنجزنا", "phone": "0599000111", "shows_contact": "y"}
    assert client.post("/account/offers", data=form).status_code == 303
    acting_as(raed)
    for address in ("/people", f"/members/{muna.member_id}"):
        page = client.get(address).text
        assert "muna@beitjala.ps" in page and "0599000111" in page


def test_a_line_that_is_too_long_is_kept_and_explained(client, acting_as, town):
    acting_as(town[3])

    answer = client.post("/account/offers", data={"words": "كلمة " * 60})

    assert answer.status_code == 422 and "كلمة كلمة" in answer.text
    assert queries.offer_of(town[3].member_id) is None


def test_the_finder_and_the_offer_are_linked_from_where_people_stand(client, acting_as, town):
    platform, topic, muna, raed = town
    board = make.board(platform=platform)
    acting_as(raed)

    assert 'href="/people"' in client.get(f"/platforms/{platform.slug}").text
    assert 'href="/account/offer"' in client.get("/account").text
    assert f'href="/people?topic={topic.slug}"' in client.get(f"/boards/{board.id}?topic={topic.slug}").text
    there = client.get(f"/authorities/{muna.authority_id}").text
    assert "البحث عن زملاء في هذه الهيئة" in there
    link = next(part for part in there.split('"') if part.startswith("/people?q="))
    assert "منى حمدان" in client.get(link).text


def test_a_topic_leads_to_those_whose_answers_about_it_were_accepted(client, acting_as, town, queries):
    platform, _topic, _muna, raed = town
    field = make.topic(label_ar="المالية")
    topic = make.topic(label_ar="الموازنة", parent_id=field.id)
    thread = make.thread(board=make.board(platform=platform))
    answer = make.post(thread, author=db.session.get_one(Member, raed.member_id))
    by = make.moderator(platform)
    with transaction():
        threads.accept(thread, answer, by=by)
        db.session.add(ThreadTopic(thread_id=thread.id, topic_id=topic.id, member_id=by.member_id))

    for about in (topic, field):
        with queries.at_most(3):
            assert [(one.name, one.answers) for one in people(by, Wish(topic_id=about.id))] == [("رائد المجد", 1)]


def test_topics_show_who_knows_them_and_which_have_nobody(client, acting_as, town):
    platform, topic, _muna, raed = town
    lonely, answered = make.topic(label_ar="المقابر"), make.topic(label_ar="الجباية")
    thread = make.thread(board=make.board(platform=platform))
    answer = make.post(thread, author=db.session.get_one(Member, raed.member_id))
    by = make.moderator(platform)
    with transaction():
        threads.accept(thread, answer, by=by)
        db.session.add(ThreadTopic(thread_id=thread.id, topic_id=answered.id, member_id=by.member_id))
    acting_as(raed)
    assert client.get("/people/experts").status_code == 403
    acting_as(by)

    known = {one.topic.id: [person[1] for person in one.people] for one in queries.experts(by)}
    page = client.get("/people/experts").text

    assert known == {lonely.id: [], topic.id: ["منى حمدان"], answered.id: ["رائد المجد"]}
    assert "المقابر" in page and "إجابة معتمدة واحدة" in page


def test_whoever_leaves_is_found_no_more_and_leaves_no_telephone(client, acting_as, town):
    _platform, topic, muna, raed = town
    with transaction():
        members.close_account(db.session.get_one(Member, muna.member_id), "", by=muna)
    acting_as(raed)

    assert "منى حمدان" not in client.get("/people").text
    assert db.session.get(Offer, muna.member_id) is None and queries.helps_with([topic.id]) == {}


def test_the_finder_reads_a_fixed_number_of_times(app, town, queries):
    with queries.at_most(2):
        assert len(people(town[3], Wish())) == 2
