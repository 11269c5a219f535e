"""Tidying up: what is over and no longer needed is not kept."""

from datetime import timedelta

from sqlalchemy import delete

from forum.kernel import clock
from forum.kernel.db import db
from forum.members.models import Invitation, MembershipRequest, Session

#: A refused request is kept so long in case the person asks why; what became a seat is told by the seat.
REQUEST_KEPT = timedelta(days=180)


def tidy() -> None:
    """Forget sessions and links whose time is over, and requests decided long ago."""
    moment = clock.now()
    for over in (
        delete(Session).where(Session.expires_at <= moment),
        delete(Invitation).where(Invitation.expires_at <= moment),
        delete(MembershipRequest).where(MembershipRequest.decided_at <= moment - REQUEST_KEPT),
    ):
        db.session.execute(over.execution_options(synchronize_session=False))
