"""Stand-ins: rows of members that show a label where somebody wrote without name.

A stand-in is a closed account from its first moment, so that nothing invites it,
lists it among people, mails it or lets it in.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import Text, or_, select, type_coerce, update

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.labels import Label, label_in
from forum.members.models import Departure, Member, StandIn


def take(label: Label, *, by: Actor) -> Actor:
    """Make a stand-in with this label for the actor; what is returned speaks as it and knows no name."""
    row = Member(email=f"stand-in:{uuid4().hex}", name=label.kept, wants_mail=False)
    db.session.add(row)
    db.session.flush()
    db.session.add_all([Departure(member_id=row.id), StandIn(member_id=row.id, bearer_id=by.member_id)])
    db.session.flush()
    return Actor(member_id=row.id, name=label.kept)


def tell_apart(member_id: int, thread_id: int) -> None:
    """Let a stand-in's label say which thread it opened, where two of them stand in one."""
    own = select(type_coerce(Member.name, Text)).where(Member.id == member_id)
    if label := label_in(db.session.scalars(own).one()):
        apart = replace(label, merged=label.merged or thread_id)
        db.session.execute(update(Member).where(Member.id == member_id).values(name=apart.kept))


def of_member(member_id: int) -> frozenset[int]:
    """The stand-ins of one member; for the member alone."""
    return frozenset(db.session.scalars(select(StandIn.member_id).where(StandIn.bearer_id == member_id)))


def is_one(member_id: int) -> bool:
    """Whether this row of a member is a stand-in."""
    return db.session.get(StandIn, member_id) is not None


def bearers(ids: Collection[int]) -> Mapping[int, int]:
    """Who is behind those of ``ids`` that are stand-ins, and of all stand-ins of people among ``ids``.

    To tell people what concerns them; no page may show it.
    """
    if not ids:
        return {}
    query = select(StandIn.member_id, StandIn.bearer_id)
    return dict(db.session.execute(query.where(or_(StandIn.member_id.in_(ids), StandIn.bearer_id.in_(ids)))).all())
