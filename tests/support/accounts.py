"""Acting as somebody in a test without typing a password."""

from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import select

from forum.demonstration.accounts import Account
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members import standins
from forum.members.models import Member, Office
from forum.platforms.models import Seat

#: What the session's cookie begins with when a test signed the client in.
PREFIX = "test:"
_NUMBERS = count(1)


def member_of(account: Account) -> Member:
    """The row of one of the accounts that the demonstration prints."""
    return db.session.scalars(select(Member).where(Member.email == account.email)).one()


class ActingAs:
    """The fixture ``acting_as``: from now on the client is this person.

    Takes an ``Actor`` or a member's row, whose seats and offices are read now.
    ``acting_as(ANYONE)`` is a visitor again. What it returns is the actor.
    """

    def __init__(self, app: Flask, client: Any = None) -> None:
        self._people: dict[str, Actor] = app.extensions["people_of_tests"]
        self._client = client

    def __call__(self, who: Actor | Member) -> Actor:
        """Become ``who`` in every later request of the client."""
        actor = who if isinstance(who, Actor) else actor_of(who)
        key = f"{PREFIX}{next(_NUMBERS)}" if actor.is_signed_in else None
        if key:
            self._people[key] = actor
        self._put(key)
        return actor

    def _put(self, key: str | None) -> None:
        """Write the key into the session, or take it out."""
        with self._client.session_transaction() as session:
            session.pop("_user_id", None)
            if key:
                session["_user_id"] = key
                session["_fresh"] = True


def actor_of(member: Member) -> Actor:
    """The actor that a member's row, seats and offices make."""
    seats = db.session.scalars(select(Seat).where(Seat.member_id == member.id)).all()
    offices = set(db.session.scalars(select(Office.kind).where(Office.member_id == member.id)))
    return Actor(
        member_id=member.id,
        name=member.name,
        job_title=member.job_title,
        authority_id=member.authority_id,
        platforms=frozenset(s.platform_id for s in seats),
        moderates=frozenset(s.platform_id for s in seats if s.role != "member"),
        coordinates=frozenset(s.platform_id for s in seats if s.role == "coordinator"),
        is_association="association" in offices,
        is_administrator="administrator" in offices,
        offices=frozenset(offices),
        stand_ins=standins.of_member(member.id),
    )


def let_tests_act(app: Flask) -> None:
    """Put a door for tests before the real session loader."""
    real = app.extensions.get("session_loader", lambda _key: None)
    people: dict[str, Actor] = app.extensions.setdefault("people_of_tests", {})
    app.extensions["session_loader"] = lambda key: people.get(key) if key.startswith(PREFIX) else real(key)
