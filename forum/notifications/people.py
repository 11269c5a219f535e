"""The people behind member ids: what they may read, and whether and where they want mail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Departure, Member, Office
from forum.platforms.models import Seat


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody who can be told."""

    actor: Actor
    email: str
    locale: str
    wants_mail: bool


def hearers(ids: Collection[int], behind: Mapping[int, int] = MappingProxyType({})) -> dict[int, Hearer]:
    """Those of the members who still have an account, by id: three queries.

    ``behind`` says whose stand-ins are which.
    """
    if not ids:
        return {}
    members = db.session.execute(
        select(Member.id, Member.name, Member.authority_id, Member.email, Member.locale, Member.wants_mail)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Member.id.in_(ids), Departure.member_id.is_(None))
    ).all()
    seats: dict[int, dict[int, str]] = {}
    for row in db.session.execute(
        select(Seat.member_id, Seat.platform_id, Seat.role).where(Seat.member_id.in_(ids))
    ):
        seats.setdefault(row.member_id, {})[row.platform_id] = row.role
    offices: dict[int, set[str]] = {}
    for member_id, kind in db.session.execute(
        select(Office.member_id, Office.kind).where(Office.member_id.in_(ids))
    ):
        offices.setdefault(member_id, set()).add(kind)
    stand_ins: dict[int, set[int]] = {}
    for stand_in, bearer in behind.items():
        stand_ins.setdefault(bearer, set()).add(stand_in)
    return {
        row.id: Hearer(
            replace(
                _actor(row, seats.get(row.id, {}), offices.get(row.id, set())),
                stand_ins=frozenset(stand_ins.get(row.id, ())),
            ),
            row.email, row.locale, row.wants_mail,
        )
        for row in members
    }


def _actor(row, roles: dict[int, str], offices: set[str]) -> Actor:
    return Actor(
        member_id=row.id,
        name=row.name,
        authority_id=row.authority_id,
        platforms=frozenset(roles),
        moderates=frozenset(p for p, role in roles.items() if role in ("moderator", "coordinator")),
        coordinates=frozenset(p for p, role in roles.items() if role == "coordinator"),
        is_association="association" in offices,
        is_administrator="administrator" in offices,
        offices=frozenset(offices),
    )
