"""Asking for membership from outside, and for one more seat as a member."""

import pytest
from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.db import db
from forum.kernel.jobs import Job
from forum.members.models import Member, MembershipRequest
from tests.support import factories as make


@pytest.fixture
def places(app):
    """Two platforms, one of them for village councils, and three authorities."""
    north = make.governorate(name_ar="جنين", name_en="Jenin")
    middle = make.governorate(name_ar="القدس", name_en="Jerusalem")
    make.authority(code="BJ", name_ar="بيت جالا", name_en="Beit Jala", governorate_id=middle.id)
    make.authority(code="J1", name_ar="جبع", name_en="Jaba", kind="municipality", governorate_id=north.id)
    make.authority(code="J2", name_ar="جبع", name_en="Jaba", kind="village_council", governorate_id=middle.id)
    return {
        "all": make.platform(slug="engineering"),
        "villages": make.platform(slug="village-councils", for_kind="village_council", name_ar="المجالس القروية"),
    }


def _typed(platform, **given) -> dict:
    return {
        "name": "رنا سليم", "email": "Rana@BeitJala.ps", "job_title": "محاسبة", "authority": "بلدية بيت جالا",
        "platform": str(platform.id), "message": "أعمل على الموازنة.",
    } | given


def _requests() -> list[MembershipRequest]:
    return list(db.session.scalars(select(MembershipRequest).order_by(MembershipRequest.id)))


def test_the_form_says_who_sees_it_and_offers_every_name(client, places, queries):
    with queries.at_most(2):
        page = client.get("/membership/request?platform=engineering").text

    assert "من يرى هذا؟" in page and '<option value="جبع، القدس">' in page
    assert page.count(" checked") == 1, "the platform that one came from is chosen"


def test_a_request_waits_and_the_person_is_told_in_their_language(client, places):
    answer = client.in_english().post("/membership/requests", data=_typed(places["all"]))

    assert answer.location == "/membership/pending"
    assert "pending approval" in client.get(answer.location).text
    (asked,) = _requests()
    assert (asked.name, asked.email, asked.job_title, asked.locale) == ("رنا سليم", "rana@beitjala.ps", "محاسبة", "en")
    assert asked.decided_at is None and asked.member_id is None
    mail = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one().payload
    assert (mail["to"], mail["subject"]) == ("rana@beitjala.ps", "Your request for membership has arrived")
    assert db.session.scalars(select(Event.kind)).all() == ["membership.requested"]
    assert db.session.scalars(select(Member)).all() == []


@pytest.mark.parametrize("authority", ["بيت جالا", "بيت جالا، القدس", "beit jala", "BEIT JALA", "بلديه بيت جالا"])
def test_the_authority_may_be_written_in_many_ways(client, places, authority):
    client.post("/membership/requests", data=_typed(places["all"], authority=authority))

    assert db.session.scalars(select(MembershipRequest)).one().authority_id


def test_two_authorities_of_one_name_are_offered_and_one_is_chosen(client, places):
    answer = client.post("/membership/requests", data=_typed(places["all"], authority="جبع"))
    assert answer.status_code == 422
    assert "أكثر من هيئة بهذا الاسم." in answer.text and 'value="J1"' in answer.text and 'value="J2"' in answer.text
    assert _requests() == []

    client.post("/membership/requests", data=_typed(places["all"], authority=["جبع", "J2"]))

    assert make.db.session.get(make.Authority, _requests()[0].authority_id).code == "J2"


def test_a_whole_name_with_its_governorate_is_clear(client, places):
    client.post("/membership/requests", data=_typed(places["all"], authority="جبع، جنين"))

    assert make.db.session.get(make.Authority, _requests()[0].authority_id).code == "J1"


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"name": ""}, "الاسم مطلوب."),
    ({"email": "rana"}, "عنوان بريد واحد كامل"),
    ({"email": "a@b.ps,c@d.ps"}, "عنوان بريد واحد كامل"),
    ({"job_title": ""}, "المسمى الوظيفي مطلوب."),
    ({"authority": ""}, "اسم الهيئة مطلوب."),
    ({"authority": "أتلانتس"}, "لا توجد هيئة مسجلة بهذا الاسم."),
    ({"authority": "\0"}, "لا"),
    ({"platform": ""}, "يلزم اختيار منصة."),
    ({"platform": "999"}, ""),
    ({"platform": "99999999999999999999"}, ""),
    ({"message": "ا" * 1001}, "يلزم اختصار الرسالة إلى 1000"),
    ({"message": "a\0b"}, "لا يمكن حفظها"),
])
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(client, places, wrong, sentence):
    answer = client.post("/membership/requests", data=_typed(places["all"]) | wrong)

    assert answer.status_code == 422 and sentence in answer.text
    assert "name" in wrong or "رنا سليم" in answer.text
    assert _requests() == []


def test_the_village_platform_refuses_other_authorities_and_says_why(client, places):
    refused = client.post("/membership/requests", data=_typed(places["villages"]))
    assert refused.status_code == 422
    assert "هذه المنصة للعاملين والعاملات في المجالس القروية" in refused.text and "رنا سليم" in refused.text
    assert _requests() == []

    taken = client.post("/membership/requests", data=_typed(places["villages"], authority=["جبع", "J2"]))
    assert taken.status_code == 303 and len(_requests()) == 1


def test_asking_twice_while_it_waits_is_one_request_and_one_mail(client, places):
    for message in ("أولا", "ثانيا"):
        assert client.post("/membership/requests", data=_typed(places["all"], message=message)).status_code == 303

    assert len(_requests()) == 1
    assert len(db.session.scalars(select(Job).where(Job.kind == "mail.send")).all()) == 1


def test_nobody_learns_from_the_form_who_is_a_member(client, places):
    make.member(email="rana@beitjala.ps")

    known = client.post("/membership/requests", data=_typed(places["all"]))
    unknown = client.post("/membership/requests", data=_typed(places["all"], email="other@beitjala.ps"))

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert len(_requests()) == 2


def test_a_member_asks_for_one_more_platform_without_a_new_account(client, acting_as, places):
    member = make.member(authority_id=make.authority(name_ar="نابلس").id)
    acting_as(member)
    page = client.get("/membership/request").text
    assert "المسمى الوظيفي" not in page

    answer = client.post("/membership/requests", data={"platform": places["all"].id, "message": ""})

    assert answer.location == "/platforms/engineering"
    page = client.get(answer.location).text
    assert "طلبك قيد الموافقة" in page and "طلب الانضمام" not in page.split("<main")[1]
    (asked,) = _requests()
    assert (asked.member_id, asked.email) == (member.id, member.email)


def test_a_member_of_a_municipality_is_refused_by_the_village_platform(client, acting_as, places):
    acting_as(make.member())

    answer = client.post("/membership/requests", data={"platform": places["villages"].id, "message": "مرحبا"})

    assert answer.status_code == 422 and "المجالس القروية" in answer.text and "مرحبا" in answer.text


def test_where_one_sits_already_is_not_offered(client, acting_as, places):
    actor = make.seat(places["all"])
    acting_as(actor)
    assert f'value="{places["all"].id}"' not in client.get("/membership/request").text

    answer = client.post("/membership/requests", data={"platform": places["all"].id})

    assert answer.status_code == 422 and _requests() == []


def test_who_sits_everywhere_is_told_so(client, acting_as, places):
    member = make.member()
    for place in places.values():
        actor = make.seat(place, member=member)
    acting_as(actor)

    assert "لك عضوية في كل المنصات." in client.get("/membership/request").text
