"""The rule book of accounts, for every kind of person."""

import pytest

from forum.kernel.access import ANYONE, Actor
from forum.members.models import Departure, Member
from forum.members.policy import Can, gate

MEMBER = Member(id=7, name="سلمى", departure=None)
GONE = Member(id=8, name="رنا", departure=Departure(member_id=8))

WHO = {
    "visitor": ANYONE,
    "oneself": Actor(7, platforms=frozenset({1})),
    "colleague": Actor(9, platforms=frozenset({1})),
    "member of another platform": Actor(9, platforms=frozenset({2})),
    "moderator": Actor(9, platforms=frozenset({1}), moderates=frozenset({1})),
    "coordinator": Actor(9, platforms=frozenset({1}), moderates=frozenset({1}), coordinates=frozenset({1})),
    "association": Actor(9, is_association=True),
    "administrator": Actor(9, is_administrator=True),
}
EVERY_MEMBER = set(WHO) - {"visitor"}

ALLOWED = {
    Can.SEE: EVERY_MEMBER,
    Can.SEE_ADDRESS: {"oneself", "association", "administrator"},
    Can.CHANGE: {"oneself"},
    Can.CLOSE: {"administrator"},
    Can.LEAVE: {"oneself"},
    Can.HELP: {"administrator"},
    Can.SEE_OFFICES: {"administrator"},
    Can.GIVE_OFFICE: {"administrator"},
    Can.END_OFFICE: {"administrator"},
}
#: What is no longer done to an account that is closed.
OVER = {Can.CHANGE, Can.CLOSE, Can.LEAVE, Can.HELP, Can.GIVE_OFFICE}


def test_every_permission_has_a_row_here():
    assert set(ALLOWED) == set(Can) == set(gate.policy)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("to", Can)
def test_who_may_do_what(app, to, who):
    decision = gate.may(WHO[who], to, MEMBER)

    assert bool(decision) == (who in ALLOWED[to])
    assert decision or str(decision.reason).endswith("."), "a no has its sentence"


@pytest.mark.parametrize("to", sorted(OVER, key=lambda to: to.name))
def test_a_closed_account_is_left_in_peace(to):
    assert not any(gate.may(actor, to, GONE) for actor in WHO.values())


def test_an_administrator_does_not_end_their_own_office():
    assert not gate.may(Actor(7, is_administrator=True), Can.END_OFFICE, MEMBER)


@pytest.mark.parametrize("to", [Can.CLOSE, Can.LEAVE])
def test_the_account_of_an_administrator_is_closed_by_another_one(to):
    assert not gate.may(Actor(7, is_administrator=True), to, MEMBER)
