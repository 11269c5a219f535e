"""The rule book of platforms, for every kind of person; lists follow the same rules."""

import pytest
from sqlalchemy import select

from forum.authorities.models import Authority
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db
from forum.members.models import MembershipRequest
from forum.platforms.models import Platform, Seat
from forum.platforms.policy import Application, Can, CanApply, CanRequest, CanRequests, CanSeat, decidable_by, gate
from tests.support import factories as make

PLATFORM = Platform(id=1, slug="engineering", for_kind="")
SEAT = Seat(member_id=7, platform_id=1, role="member")
REQUEST = MembershipRequest(platform_id=1)

WHO = {
    "visitor": ANYONE,
    "member of another platform": Actor(9, platforms=frozenset({2})),
    "moderator of another platform": Actor(9, platforms=frozenset({2}), moderates=frozenset({2})),
    "member": Actor(9, platforms=frozenset({1})),
    "moderator": Actor(9, platforms=frozenset({1}), moderates=frozenset({1})),
    "coordinator": Actor(9, platforms=frozenset({1}), moderates=frozenset({1}), coordinates=frozenset({1})),
    "association": Actor(9, is_association=True),
    "administrator": Actor(9, is_administrator=True),
}
SEATED = {"member", "moderator", "coordinator"}

ALLOWED = {
    Can.ENTER: (PLATFORM, SEATED | {"association"}),
    Can.SEE_PEOPLE: (PLATFORM, SEATED | {"association"}),
    Can.DECIDE: (PLATFORM, {"moderator", "coordinator", "association"}),
    Can.GIVE_SEATS: (PLATFORM, {"coordinator", "association"}),
    Can.LEAVE: (PLATFORM, {"member", "moderator"}),
    CanRequests.SEE: (None, {"moderator of another platform", "moderator", "coordinator", "association"}),
    CanRequest.DECIDE: (REQUEST, {"moderator", "coordinator", "association"}),
    CanSeat.CHANGE: (SEAT, {"coordinator", "association"}),
    CanSeat.REMOVE: (SEAT, {"coordinator", "association"}),
    CanApply.SEND: (Application(PLATFORM, Authority(kind="municipality")), set(WHO) - SEATED),
}


def test_every_permission_has_a_row_here():
    assert set(ALLOWED) == set(gate.policy)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("to", ALLOWED, ids=str)
def test_who_may_do_what(app, to, who):
    thing, allowed = ALLOWED[to]
    decision = gate.may(WHO[who], to, thing)

    assert bool(decision) == (who in allowed)
    assert decision or str(decision.reason).endswith("."), "a no has its sentence"


def test_a_coordinator_does_not_change_their_own_seat_but_the_association_may():
    own = Seat(member_id=9, platform_id=1, role="coordinator")

    assert not gate.may(WHO["coordinator"], CanSeat.CHANGE, own)
    assert gate.may(WHO["association"], CanSeat.CHANGE, own)


@pytest.mark.parametrize(("kind", "fits"), [("village_council", True), ("municipality", False), (None, False)])
def test_a_platform_for_village_councils_takes_their_people_only(app, kind, fits):
    villages = Platform(id=4, for_kind="village_council")
    authority = Authority(kind=kind) if kind else None

    decision = gate.may(ANYONE, CanApply.SEND, Application(villages, authority))

    assert bool(decision) == fits
    assert decision or "المجالس القروية" in str(decision.reason)


@pytest.mark.parametrize("kind", ["village_council", "municipality", "joint_service_council"])
def test_the_other_platforms_take_people_of_every_authority(kind):
    assert gate.may(ANYONE, CanApply.SEND, Application(PLATFORM, Authority(kind=kind)))


@pytest.mark.parametrize("who", WHO)
def test_the_list_of_requests_holds_exactly_those_that_one_may_decide(app, who):
    places = [make.platform(id=1), make.platform(id=2)]
    authority = make.authority()
    for place in places:
        make.save(MembershipRequest(
            name="رنا", email=f"{place.slug}@x.ps", job_title="محاسبة", authority_id=authority.id, platform_id=place.id,
        ))
    every = db.session.scalars(select(MembershipRequest)).all()

    listed = db.session.scalars(select(MembershipRequest).where(decidable_by(WHO[who]))).all()

    assert set(listed) == {request for request in every if gate.may(WHO[who], CanRequest.DECIDE, request)}
