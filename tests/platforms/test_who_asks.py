"""From the cookie's key to the person who asks."""

from datetime import timedelta

import pytest

from forum.kernel import clock
from forum.kernel.db import db
from forum.members.keys import hashed, new_key
from forum.members.models import Departure, Member, Office, Session
from forum.platforms.actors import actor_of_session
from forum.platforms.models import Seat
from tests.support import factories as make


def _session(member: Member, lasting: timedelta = timedelta(hours=1)) -> str:
    key = new_key()
    make.save(Session(key_hash=hashed(key), member_id=member.id, expires_at=clock.now() + lasting))
    return key


def test_a_member_is_known_with_every_seat_and_office_by_one_question(app, queries):
    member = make.member()
    sits, moderates, coordinates = (make.platform() for _ in range(3))
    for platform, role in ((sits, "member"), (moderates, "moderator"), (coordinates, "coordinator")):
        make.save(Seat(member_id=member.id, platform_id=platform.id, role=role))
    make.save(*(Office(member_id=member.id, kind=kind) for kind in ("association", "administrator")))
    key = _session(member)

    with queries.exactly(1):
        actor = actor_of_session(key)

    assert (actor.member_id, actor.name, actor.job_title, actor.authority_id) == (
        member.id, member.name, member.job_title, member.authority_id,
    )
    assert actor.platforms == {sits.id, moderates.id, coordinates.id}
    assert actor.moderates == {moderates.id, coordinates.id}
    assert actor.coordinates == {coordinates.id}
    assert actor.is_association and actor.is_administrator


def test_a_member_without_seats_is_a_member_all_the_same(app):
    member = make.member()

    actor = actor_of_session(_session(member))

    assert actor.member_id == member.id
    assert not (actor.platforms or actor.moderates or actor.is_association or actor.is_administrator)


@pytest.mark.parametrize("key", ["", "nonsense", "\ud800", "x" * 5_000])
def test_a_key_that_was_never_given_out_is_nobody(app, key):
    assert actor_of_session(key) is None


def test_a_session_ends_with_its_time(app):
    assert actor_of_session(_session(make.member(), lasting=timedelta(seconds=-1))) is None


def test_a_closed_account_is_nobody_at_once(app):
    member = make.member()
    key = _session(member)
    assert actor_of_session(key)

    make.save(Departure(member_id=member.id))

    assert actor_of_session(key) is None


def test_a_new_role_counts_in_the_very_next_request(app):
    member, platform = make.member(), make.platform()
    seat = make.save(Seat(member_id=member.id, platform_id=platform.id, role="moderator"))
    key = _session(member)
    assert actor_of_session(key).moderates == {platform.id}

    seat.role = "member"
    make.save(seat)

    assert actor_of_session(key).moderates == frozenset()


def test_the_database_keeps_no_key(app):
    key = _session(make.member())

    assert key not in db.session.query(Session.key_hash).one()[0]
