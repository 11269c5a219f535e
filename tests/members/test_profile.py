"""A member's page, and the help that administrators give."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job
from forum.members import actions, rules
from forum.members.models import Departure, Member, Session
from tests.support import factories as make


def _salma() -> Member:
    place = make.authority(name_ar="بيت جالا", name_en="Beit Jala")
    return make.member(
        email="salma@x.ps", name="سلمى عودة", job_title="مهندسة تخطيط", gender="female", authority_id=place.id,
        password_hash="kept",
    )


def test_colleagues_see_who_somebody_is_and_where_they_take_part(client, acting_as, queries):
    salma = _salma()
    make.seat(make.platform(name_ar="الهندسة والتخطيط"), role="coordinator", member=salma)
    acting_as(make.outsider())

    with queries.at_most(6):
        page = client.get(f"/members/{salma.id}").text

    for words in ("سلمى عودة", "مهندسة تخطيط", "بيت جالا", "وسط الضفة الغربية", "الهندسة والتخطيط", "منسق المنصة"):
        assert words in page
    assert "salma@x.ps" not in page and "أنثى" not in page


def test_visitors_see_nobody(client):
    salma = _salma()

    assert client.get(f"/members/{salma.id}").location.startswith("/sign-in")


@pytest.mark.parametrize("number", [0, 999_999, 2**31 - 1, 2**31, 2**63, 10**30])
def test_nobody_has_such_a_number(client, acting_as, number):
    acting_as(make.outsider())

    assert client.get(f"/members/{number}").status_code == 404


def test_a_closed_account_keeps_its_page_and_its_name_only(client, acting_as):
    salma = _salma()
    make.seat(make.platform(name_ar="الهندسة والتخطيط"), member=salma)
    make.save(Departure(member_id=salma.id))
    acting_as(make.association())

    page = client.get(f"/members/{salma.id}").text

    assert "سلمى عودة" in page and "هذا الحساب مغلق، وما كتبه العضو باقٍ." in page
    assert "salma@x.ps" not in page and "الهندسة والتخطيط" not in page


@pytest.mark.parametrize(("who", "sees"), [
    ("association", True), ("administrator", True), ("outsider", False),
])
def test_mail_addresses_are_for_those_who_help(client, acting_as, who, sees):
    salma = _salma()
    acting_as(getattr(make, who)())

    assert ("salma@x.ps" in client.get(f"/members/{salma.id}").text) == sees


def test_an_administrator_sends_a_link_to_the_member_and_never_sees_it(client, acting_as):
    salma = _salma()
    acting_as(make.administrator())

    answer = client.post(f"/members/{salma.id}/password-links")

    mail = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one().payload
    assert mail["to"] == "salma@x.ps" and "/invitations/" in mail["text"]
    assert "/invitations/" not in client.get(answer.location).text
    assert salma.password_hash == "kept"


def test_an_administrator_ends_the_sessions_of_a_lost_telephone(client, acting_as):
    salma = _salma()
    make.save(Session(key_hash="lost", member_id=salma.id, expires_at=clock.now() + timedelta(days=9)))
    acting_as(make.administrator())

    client.post(f"/members/{salma.id}/sessions/ends")

    assert db.session.get(Session, "lost") is None


def test_an_administrator_closes_an_account_with_a_reason(client, acting_as):
    salma = _salma()
    admin = acting_as(make.administrator())

    refused = client.post(f"/members/{salma.id}/closure", data={"reason": " "})
    assert refused.status_code == 422 and "السبب مطلوب" in refused.text
    client.post(f"/members/{salma.id}/closure", data={"reason": "انتهت خدمتها"})

    departure = db.session.get(Departure, salma.id)
    assert (departure.by_id, departure.reason) == (admin.member_id, "انتهت خدمتها")
    again = client.post(f"/members/{salma.id}/closure", data={"reason": "مرة أخرى"})
    assert again.status_code == 403 and "هذا الحساب مغلق" in again.text


@pytest.mark.parametrize("act", ["password-links", "sessions/ends", "address", "closure"])
@pytest.mark.parametrize("who", ["outsider", "association"])
def test_others_do_not_help_that_way(client, acting_as, act, who):
    salma = _salma()
    acting_as(getattr(make, who)())

    answer = client.post(f"/members/{salma.id}/{act}", data={"reason": "لأن"})

    assert answer.status_code == 403 and "إدارة النظام" in answer.text
    assert db.session.get(Departure, salma.id) is None
    assert db.session.scalars(select(Job).where(Job.kind != "search.index")).all() == []


def test_an_administrator_writes_down_a_new_address_and_both_are_told(client, acting_as):
    salma = _salma()
    acting_as(make.administrator())

    answer = client.post(f"/members/{salma.id}/address", data={"email": "Salma@Nablus.ps"})

    assert answer.status_code == 303 and salma.email == "salma@nablus.ps" and salma.password_hash == "kept"
    mails = [job.payload for job in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
    assert {mail["to"] for mail in mails} == {"salma@x.ps", "salma@nablus.ps"}


@pytest.mark.parametrize(("email", "status"), [("rana@x.ps", 409), ("salma", 422), ("", 422)])
def test_an_address_that_cannot_be_used_is_refused(client, acting_as, email, status):
    salma = _salma()
    make.member(email="rana@x.ps")
    acting_as(make.administrator())

    assert client.post(f"/members/{salma.id}/address", data={"email": email}).status_code == status
    assert salma.email == "salma@x.ps"


def test_links_that_went_to_the_old_address_stop_working(client, acting_as):
    salma = _salma()
    with transaction():
        key = actions.invite(db.session.get_one(Member, salma.id), rules.NEW_PASSWORD)
    assert client.get(f"/invitations/{key}").status_code == 200
    acting_as(make.administrator())

    client.post(f"/members/{salma.id}/address", data={"email": "salma@nablus.ps"})

    assert client.get(f"/invitations/{key}").status_code == 404
