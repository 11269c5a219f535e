"""Seats when many press at once, on every database: exactly as many as there are."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db
from forum.threads.models import Thread
from forum.workshops import rules
from forum.workshops.models import Workshop, WorkshopSeat
from tests.hostile.races import count
from tests.support import factories as make
from tests.workshops.ground import BROUGHT, registered, workshop


def states(found: Workshop) -> list[str]:
    return sorted(db.session.scalars(select(WorkshopSeat.state).where(WorkshopSeat.workshop_id == found.id)))


@pytest.fixture
def found(board) -> Workshop:
    return workshop(platform_id=board.platform_id, board_id=board.id, capacity=2)


def test_of_five_who_register_at_once_two_have_a_place(board, found, race):
    people = [make.seat(board) for _n in range(5)]

    statuses = race(*[(who, f"/workshops/{found.id}/registrations", BROUGHT) for who in people])

    assert statuses == [303] * 5
    assert states(found) == [rules.SEATED] * 2 + [rules.WAITING] * 3
    assert count(Thread) == 5


def test_who_presses_twice_has_one_place_and_one_thread(board, found, race):
    me = make.seat(board)

    race(*[(me, f"/workshops/{found.id}/registrations", BROUGHT)] * 2)

    assert states(found) == [rules.SEATED] and count(Thread) == 1


def test_two_who_leave_at_once_let_two_move_up(board, found, race):
    people = [make.seat(board) for _n in range(5)]
    for who in people:
        registered(found, who)

    race(*[(who, f"/workshops/{found.id}/registrations/withdrawal", {}) for who in people[:2]])

    kept = dict(db.session.execute(select(WorkshopSeat.member_id, WorkshopSeat.state)).all())
    assert [kept[who.member_id] for who in people] == [
        rules.WITHDRAWN, rules.WITHDRAWN, rules.SEATED, rules.SEATED, rules.WAITING,
    ]


def test_one_comes_while_one_leaves_and_no_place_stays_empty(board, found, race):
    people = [make.seat(board) for _n in range(3)]
    for who in people[:2]:
        registered(found, who)

    race(
        (people[0], f"/workshops/{found.id}/registrations/withdrawal", {}),
        (people[2], f"/workshops/{found.id}/registrations", BROUGHT),
    )

    assert states(found) == [rules.SEATED, rules.SEATED, rules.WITHDRAWN]
