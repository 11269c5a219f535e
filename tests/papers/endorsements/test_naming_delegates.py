"""Who gives the voice of an authority: named by the coordinator or the association."""

import pytest
from sqlalchemy import select

from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.platforms.delegates import Delegate
from tests.support import factories as make


@pytest.fixture
def where(case) -> str:
    """The address of the platform's delegates."""
    return f"/platforms/{case.board.platform.slug}/delegates"


def name(client, where, person):
    return client.post(f"{where}/named", data={"person": person.member_id})


def delegates() -> list[int]:
    return list(db.session.scalars(select(Delegate.member_id)))


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 303), ("association", 303), ("moderator", 403), ("member", 403), ("visitor", 401)],
)
def test_the_coordinator_and_the_association_name_delegates(client, acting_as, case, where, who, status):
    person = make.seat(case.board)
    people = {
        "coordinator": lambda: make.coordinator(case.board), "association": make.association,
        "moderator": lambda: case.moderator, "member": lambda: person, "visitor": lambda: ANYONE,
    }
    acting_as(people[who]())
    answer = name(client, where, person)
    assert answer.status_code == status or (who == "visitor" and "/sign-in" in answer.headers.get("Location", ""))
    assert delegates() == ([person.member_id] if status == 303 else [])


def test_an_authority_has_one_delegate(client, acting_as, case, where):
    first = make.seat(case.board)
    second = make.seat(case.board, member=make.member(authority_id=first.authority_id))
    acting_as(make.coordinator(case.board))
    name(client, where, first)
    name(client, where, second)
    assert delegates() == [second.member_id]
    page = client.get(where).text
    assert second.name in page


def test_people_of_no_authority_or_without_a_seat_are_no_delegates(client, acting_as, case, where):
    acting_as(make.coordinator(case.board))
    for person in (make.outsider(), make.seat(case.board, member=make.member(authority_id=None))):
        assert name(client, where, person).status_code == 422
    assert delegates() == []


def test_a_delegation_ends(client, acting_as, case, where):
    person = make.seat(case.board)
    acting_as(make.coordinator(case.board))
    name(client, where, person)
    end = f"{where}/{person.authority_id}/end"
    assert client.post(end).status_code == 303
    assert delegates() == []
    assert client.post(end).status_code == 303, "a second time changes nothing"
    assert client.post(f"{where}/99999999999999999999/end").status_code == 404
