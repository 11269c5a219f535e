"""Approving and refusing: a seat, an account, a mail; or a reason."""

import pytest
from sqlalchemy import func, select

from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.kernel.jobs import Job
from forum.members import passwords
from forum.members.models import Member, MembershipRequest
from forum.platforms import queries as platform_queries
from forum.platforms.models import Seat
from tests.support import factories as make


@pytest.fixture
def engineering(app):
    """A platform."""
    return make.platform(slug="engineering", name_ar="الهندسة والتخطيط")


def _asked(platform, **given) -> MembershipRequest:
    defaults = {
        "name": "رنا سليم", "email": "rana@x.ps", "job_title": "محاسبة", "authority_id": make.authority().id,
        "platform_id": platform.id, "message": "أعمل على الموازنة.", "locale": "ar",
    }
    return make.save(MembershipRequest(**defaults | given))


def _mail() -> dict:
    return db.session.scalars(select(Job).where(Job.kind == "mail.send").order_by(Job.id.desc())).first().payload


def test_a_moderator_sees_who_waits_at_a_fixed_price(client, acting_as, engineering, queries):
    for number in range(4):
        _asked(engineering, email=f"{number}@x.ps", name=f"زميلة {number}")
    elsewhere = _asked(make.platform(), email="else@x.ps", name="سعاد البعيدة")
    moderator = acting_as(make.moderator(engineering))

    with queries.at_most(4):
        page = client.get("/requests").text

    assert all(f"زميلة {number}" in page for number in range(4)) and "سعاد البعيدة" not in page
    assert platform_queries.waiting_count(moderator) == 4
    assert client.get(f"/requests/{elsewhere.id}").status_code == 404


def test_an_approved_person_gets_a_member_a_seat_and_a_link(client, acting_as, engineering):
    asked = _asked(engineering)
    moderator = acting_as(make.moderator(engineering))
    page = client.get(f"/requests/{asked.id}").text
    assert "أعمل على الموازنة." in page and "rana@x.ps" in page

    assert client.post(f"/requests/{asked.id}/approval").location == "/requests"

    member = db.session.scalars(select(Member).where(Member.email == "rana@x.ps")).one()
    assert (member.name, member.job_title, member.authority_id) == ("رنا سليم", "محاسبة", asked.authority_id)
    seat = db.session.get(Seat, (member.id, engineering.id))
    assert (seat.role, seat.given_by_id) == ("member", moderator.member_id)
    assert (asked.is_approved, asked.decided_by_id, asked.member_id) == (True, moderator.member_id, member.id)
    mail = _mail()
    assert (mail["to"], mail["subject"]) == ("rana@x.ps", "قُبل طلب عضويتك")
    assert "الهندسة والتخطيط" in mail["text"] and "/invitations/" in mail["text"]


def test_the_link_leads_in_and_shows_the_platform(client, acting_as, engineering):
    asked = _asked(engineering)
    acting_as(make.moderator(engineering))
    client.post(f"/requests/{asked.id}/approval")
    acting_as(ANYONE)
    link = next(w for w in _mail()["text"].split() if "/invitations/" in w).removeprefix("http://127.0.0.1:5000")
    page = client.get(link).text
    assert "أهلًا بك في منصّات" in page and "رنا سليم" in page

    client.post(f"{link}/acceptance", data={"name": "رنا م. سليم", "password": "أربع كلمات من اختياري"})

    member = db.session.scalars(select(Member).where(Member.email == "rana@x.ps")).one()
    assert member.name == "رنا م. سليم" and passwords.fits(member.password_hash, "أربع كلمات من اختياري")
    assert client.get("/platforms/engineering/people").status_code == 200


def test_a_member_with_that_address_gets_the_seat_and_keeps_the_account(client, acting_as, engineering):
    member = make.member(email="rana@x.ps", name="رنا الأولى", password_hash="kept")
    asked = _asked(engineering, name="اسم آخر")
    acting_as(make.moderator(engineering))
    assert "يوجد عضو بهذا البريد: رنا الأولى" in client.get(f"/requests/{asked.id}").text

    client.post(f"/requests/{asked.id}/approval")

    assert db.session.scalar(select(func.count()).select_from(Member).where(Member.email == "rana@x.ps")) == 1
    assert (member.name, member.password_hash) == ("رنا الأولى", "kept")
    assert db.session.get(Seat, (member.id, engineering.id))
    assert _mail()["subject"] == "لك عضوية في منصة جديدة" and "/invitations/" not in _mail()["text"]


def test_a_seat_that_was_given_meanwhile_keeps_its_role(client, acting_as, engineering):
    member = make.member(email="rana@x.ps", password_hash="kept")
    asked = _asked(engineering, member_id=member.id)
    make.seat(engineering, role="moderator", member=member)
    acting_as(make.association())

    client.post(f"/requests/{asked.id}/approval")

    assert db.session.get(Seat, (member.id, engineering.id)).role == "moderator"


def test_a_refusal_needs_a_reason_which_the_person_reads(client, acting_as, engineering):
    asked = _asked(engineering, locale="en")
    acting_as(make.moderator(engineering))

    empty = client.post(f"/requests/{asked.id}/refusal", data={"reason": " \n "})
    assert empty.status_code == 422 and "السبب مطلوب" in empty.text and asked.decided_at is None
    client.post(f"/requests/{asked.id}/refusal", data={"reason": "المنصة لمهندسي الهيئات."})

    assert (asked.is_approved, asked.reason) == (False, "المنصة لمهندسي الهيئات.")
    assert _mail()["subject"] == "About your request for membership" and "المنصة لمهندسي الهيئات." in _mail()["text"]
    assert db.session.scalars(select(Member).where(Member.email == "rana@x.ps")).all() == []
    assert "رُفض في" in client.get(f"/requests/{asked.id}").text


@pytest.mark.parametrize("second", ["approval", "refusal"])
def test_the_first_decision_counts(client, acting_as, engineering, second):
    asked = _asked(engineering)
    acting_as(make.moderator(engineering))
    client.post(f"/requests/{asked.id}/approval")
    mails = db.session.scalar(select(func.count()).select_from(Job))

    answer = client.post(f"/requests/{asked.id}/{second}", data={"reason": "تأخرت"})

    assert answer.status_code == 409 and "بُتّ في هذا الطلب" in answer.text
    assert asked.is_approved is True
    assert db.session.scalar(select(func.count()).select_from(Job)) == mails


def test_a_request_that_does_not_fit_the_platform_is_marked(client, acting_as):
    villages = make.platform(for_kind="village_council")
    asked = _asked(villages)
    acting_as(make.moderator(villages))

    assert "الهيئة ليست من النوع" in client.get(f"/requests/{asked.id}").text


@pytest.mark.parametrize(("who", "status"), [
    ("moderator", 200), ("coordinator", 200), ("association", 200),
    ("seat", 404), ("outsider", 404), ("administrator", 404),
])
def test_who_decides(client, acting_as, engineering, who, status):
    asked = _asked(engineering)
    acting_as(getattr(make, who)(*([engineering] if who in {"moderator", "coordinator", "seat"} else [])))

    assert client.get(f"/requests/{asked.id}").status_code == status
    assert client.get("/requests").status_code == (200 if status == 200 else 403)
    answer = client.post(f"/requests/{asked.id}/approval")
    assert answer.status_code == (303 if status == 200 else 404)
    assert bool(asked.decided_at) == (status == 200)


def test_visitors_decide_nothing(client, engineering):
    asked = _asked(engineering)

    for address in ("approval", "refusal"):
        assert client.post(f"/requests/{asked.id}/{address}").location == "/sign-in"
    assert client.get("/requests").location == "/sign-in?next=/requests"
    assert asked.decided_at is None


def test_who_closes_the_account_takes_the_open_request_along(client, acting_as, engineering):
    member = make.member(password_hash=passwords.hashed("أربع كلمات من اختياري"))
    _asked(engineering, member_id=member.id)
    acting_as(member)

    client.post("/account/closure", data={"current": "أربع كلمات من اختياري"})

    assert db.session.scalars(select(MembershipRequest)).all() == []
