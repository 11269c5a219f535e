"""Seats and roles: who gives them, who takes them back, and that it is told."""

import pytest
from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.db import db
from forum.kernel.jobs import Job
from forum.members.models import Member
from forum.platforms.models import Seat
from tests.support import factories as make


@pytest.fixture
def engineering(app):
    """A platform."""
    return make.platform(slug="engineering", name_ar="الهندسة والتخطيط")


def _role(member_id: int, platform) -> str | None:
    seat = db.session.get(Seat, (member_id, platform.id))
    return seat.role if seat else None


def test_a_coordinator_sees_every_seat_at_a_fixed_price(client, acting_as, engineering, queries):
    names = [db.session.get(Member, make.seat(engineering).member_id).name for _ in range(5)]
    acting_as(make.coordinator(engineering))

    with queries.at_most(3):
        page = client.get("/platforms/engineering/seats").text

    assert all(name in page for name in names)


@pytest.mark.parametrize("role", ["member", "moderator", "coordinator"])
def test_a_coordinator_gives_roles(client, acting_as, engineering, role):
    member = make.seat(engineering, role="moderator")
    acting_as(make.coordinator(engineering))
    address = f"/platforms/engineering/seats/{member.member_id}"
    assert client.get(address).status_code == 200

    assert client.post(f"{address}/role", data={"role": role}).location == "/platforms/engineering/seats"

    assert _role(member.member_id, engineering) == role
    events = db.session.scalars(select(Event).where(Event.kind == "platform.role_changed")).all()
    assert [event.detail["role"] for event in events] == ([] if role == "moderator" else [role])


def test_a_seat_is_given_by_mail_address(client, acting_as, engineering):
    member = make.member(email="rana@x.ps")
    coordinator = acting_as(make.coordinator(engineering))

    client.post("/platforms/engineering/seats/new", data={"email": " Rana@x.ps", "role": "moderator"})

    seat = db.session.get(Seat, (member.id, engineering.id))
    assert (seat.role, seat.given_by_id) == ("moderator", coordinator.member_id)


def test_giving_a_seat_to_whom_has_one_changes_the_role(client, acting_as, engineering):
    member = make.member(email="rana@x.ps")
    make.seat(engineering, member=member)
    acting_as(make.association())

    client.post("/platforms/engineering/seats/new", data={"email": "rana@x.ps", "role": "coordinator"})

    assert _role(member.id, engineering) == "coordinator"


@pytest.mark.parametrize("typed", [
    {"email": "nobody@x.ps", "role": "member"}, {"email": "", "role": "member"}, {"email": "rana@x.ps", "role": "king"},
    {"email": "rana@x.ps"}, {"email": "a\0b@x.ps", "role": "member"},
])
def test_what_cannot_be_given_is_refused(client, acting_as, engineering, typed):
    member = make.member(email="rana@x.ps")
    acting_as(make.coordinator(engineering))

    assert client.post("/platforms/engineering/seats/new", data=typed).status_code == 422
    assert _role(member.id, engineering) is None


def test_a_seat_is_taken_back_with_a_reason_that_the_person_reads(client, acting_as, engineering):
    member = make.seat(engineering)
    acting_as(make.coordinator(engineering))
    address = f"/platforms/engineering/seats/{member.member_id}/removal"

    assert client.post(address, data={"reason": ""}).status_code == 422
    assert _role(member.member_id, engineering) == "member"
    client.post(address, data={"reason": "انتقل إلى منصة أخرى."})

    assert _role(member.member_id, engineering) is None
    event = db.session.scalars(select(Event).where(Event.kind == "platform.seat_removed")).one()
    assert event.detail["reason"] == "انتقل إلى منصة أخرى."
    mail = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one().payload
    assert mail["to"] == db.session.get(Member, member.member_id).email and "انتقل إلى منصة أخرى." in mail["text"]


def test_a_coordinator_keeps_their_own_seat_until_the_association_changes_it(client, acting_as, engineering):
    coordinator = acting_as(make.coordinator(engineering))
    address = f"/platforms/engineering/seats/{coordinator.member_id}"
    own = db.session.get(Member, coordinator.member_id).email

    for answer in (
        client.get(address), client.post(f"{address}/role", data={"role": "member"}),
        client.post(f"{address}/removal", data={"reason": "لأن"}),
        client.post("/platforms/engineering/seats/new", data={"email": own, "role": "member"}),
    ):
        assert answer.status_code == 403 and "لا يغيّر أحد عضويته بنفسه هنا." in answer.text
    assert _role(coordinator.member_id, engineering) == "coordinator"

    acting_as(make.association())
    client.post(f"{address}/role", data={"role": "member"})
    assert _role(coordinator.member_id, engineering) == "member"


@pytest.mark.parametrize("who", ["seat", "moderator", "outsider", "administrator", "coordinator elsewhere"])
def test_others_neither_see_nor_change_seats(client, acting_as, engineering, who):
    member = make.seat(engineering)
    make.member(email="rana@x.ps")
    if who == "coordinator elsewhere":
        acting_as(make.coordinator(make.platform()))
    else:
        acting_as(getattr(make, who)(*([engineering] if who in {"seat", "moderator"} else [])))
    address = f"/platforms/engineering/seats/{member.member_id}"

    assert client.get("/platforms/engineering/seats").status_code == 403
    assert client.get(address).status_code == 403
    assert client.post(f"{address}/role", data={"role": "coordinator"}).status_code == 403
    assert client.post(f"{address}/removal", data={"reason": "لأن"}).status_code == 403
    typed = {"email": "rana@x.ps", "role": "member"}
    assert client.post("/platforms/engineering/seats/new", data=typed).status_code == 403
    assert _role(member.member_id, engineering) == "member"


def test_visitors_are_sent_to_sign_in(client, engineering):
    for address in ("/platforms/engineering/people", "/platforms/engineering/seats"):
        assert client.get(address).location == f"/sign-in?next={address}"


def test_a_person_without_a_seat_has_none_to_change(client, acting_as, engineering):
    acting_as(make.coordinator(engineering))

    assert client.get("/platforms/engineering/seats/999999").status_code == 404
