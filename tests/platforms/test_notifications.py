"""Who hears of requests and seats, in what words."""

import pytest
from sqlalchemy import select

from forum.authorities.models import Authority
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, transaction
from forum.kernel.i18n import force_locale
from forum.members.models import Member
from forum.notifications import queries as notifications
from forum.notifications.announcing import announced
from forum.notifications.models import Notification
from forum.platforms import actions
from forum.platforms.models import Seat
from tests.support import factories as make


@pytest.fixture
def engineering(app):
    """A platform."""
    return make.platform(slug="engineering", name_ar="الهندسة والتخطيط")


def _ask(platform) -> None:
    place = db.session.get_one(Authority, make.authority().id)
    with transaction():
        actions.request_membership(
            platform, place, name="رنا سليم", email="rana@x.ps", job_title="محاسبة", message="", locale="ar", by=ANYONE
        )


def _told(actor: Actor) -> list[str]:
    """The sentences that somebody reads, oldest first."""
    rows = db.session.scalars(
        select(Notification).where(Notification.member_id == actor.member_id).order_by(Notification.id)
    ).all()
    with force_locale("ar"):
        lines = notifications.lines(actor, announced(), rows)
    return [f"{lines[row.id].address} {lines[row.id].text}" for row in rows if row.id in lines]


def test_a_request_calls_the_moderators_of_its_platform(engineering, run_jobs):
    moderator, coordinator = make.moderator(engineering), make.coordinator(engineering)
    others = [make.seat(engineering), make.moderator(make.platform()), make.association()]
    _ask(engineering)

    run_jobs()

    for actor in (moderator, coordinator):
        (line,) = _told(actor)
        assert line.startswith("/requests/") and "طلب جديد" in line and "رنا سليم" in line
    assert all(_told(actor) == [] for actor in others)


def test_where_nobody_moderates_the_association_is_called(engineering, run_jobs):
    association, administrator = make.association(), make.administrator()
    _ask(engineering)

    run_jobs()

    assert len(_told(association)) == 1
    assert _told(administrator) == []


def test_who_no_longer_moderates_reads_no_more_of_it(engineering, run_jobs):
    moderator = make.moderator(engineering)
    _ask(engineering)
    run_jobs()

    assert _told(Actor(moderator.member_id, platforms=moderator.platforms)) == []


def test_a_seat_and_a_role_are_told_to_whom_they_are_given(engineering, run_jobs):
    coordinator, member = make.coordinator(engineering), make.member()
    with transaction():
        actions.give_seat(engineering, db.session.get_one(Member, member.id), "member", by=coordinator)
    with transaction():
        actions.change_role(db.session.get_one(Seat, (member.id, engineering.id)), "moderator", by=coordinator)

    run_jobs()

    assert _told(Actor(member.id)) == [
        "/platforms/engineering لك الآن عضوية في هذه المنصة. الدور: عضو",
        "/platforms/engineering دورك في هذه المنصة الآن: مشرف",
    ]
    assert _told(coordinator) == []


def test_headings_name_the_platform_to_those_whom_it_concerns(engineering):
    adapter = next(area for area in announced() if "platform_requests" in area.subjects)
    moderator, member = make.moderator(engineering), make.seat(engineering)
    ids = [engineering.id, 999]

    assert set(adapter.headings(moderator, "platform_requests", ids)) == {engineering.id}
    assert adapter.headings(member, "platform_requests", ids) == {}
    assert adapter.headings(member, "platform", ids)[engineering.id].address == "/platforms/engineering"


def test_many_are_told_in_a_fixed_number_of_questions(engineering, run_jobs, queries):
    moderator = make.moderator(engineering)
    for _ in range(5):
        _ask(make.platform())
    _ask(engineering)
    run_jobs()
    rows = db.session.scalars(select(Notification).where(Notification.member_id == moderator.member_id)).all()

    adapter = next(area for area in announced() if "platform_requests" in area.subjects)
    with queries.at_most(2):
        adapter.lines(moderator, list(rows) * 5)
