"""What is over is not kept."""

from datetime import timedelta

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.chores import tidy
from forum.members.models import Invitation, MembershipRequest, Session
from tests.support import factories as make


def test_what_is_over_is_forgotten_and_the_rest_is_kept(app):
    now, member = clock.now(), make.member()
    place, platform = make.authority(), make.platform()
    for name, until in (("over", now - timedelta(hours=1)), ("open", now + timedelta(hours=1))):
        make.save(Session(key_hash=name, member_id=member.id, expires_at=until))
        make.save(Invitation(key_hash=name, purpose="member", member_id=member.id, expires_at=until))
    for name, decided in (("waiting", None), ("recent", now - timedelta(days=170)), ("old", now - timedelta(days=190))):
        make.save(MembershipRequest(
            name=name, email=f"{name}@x.ps", job_title="", authority_id=place.id, platform_id=platform.id,
            created_at=now - timedelta(days=400), decided_at=decided,
        ))

    with transaction():
        tidy()

    assert db.session.scalars(select(Session.key_hash)).all() == ["open"]
    assert db.session.scalars(select(Invitation.key_hash)).all() == ["open"]
    assert set(db.session.scalars(select(MembershipRequest.name))) == {"waiting", "recent"}
