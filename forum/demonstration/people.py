"""The invented people: members of real authorities, with seats on the platforms where they wrote."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from forum.authorities.models import Authority
from forum.demonstration import accounts, sources
from forum.demonstration.rules import MAIL_DOMAIN
from forum.demonstration.sources import Whose
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, shipped
from forum.members.models import Member, Office
from forum.members.rules import EXECUTIVE, LEGAL_UNIT
from forum.platforms.models import Platform, Seat

#: Who signs papers for the association: name, job, mail name, gender.
SIGNERS = {
    LEGAL_UNIT: ("سحر دراغمة", "مستشارة قانونية", "legal", "female"),
    EXECUTIVE: ("عماد الخطيب", "رئيس الهيئة التنفيذية", "executive", "male"),
}


@dataclass(slots=True)
class Cast:
    """Everybody, ready to act: by name, who coordinates each platform (by its slug), who is of the association."""

    actors: dict[Whose, Actor] = field(default_factory=dict)
    coordinators: dict[str, Actor] = field(default_factory=dict)
    association: Actor = ANYONE
    signers: dict[str, Actor] = field(default_factory=dict)


def invite(since: datetime) -> Cast:
    """Make members and their seats; only the three known accounts can sign in."""
    authorities = {a.code: a for a in db.session.scalars(select(Authority))}
    platforms = {p.slug: p for p in db.session.scalars(select(Platform))}
    authors = sources.authors()
    people: dict[Whose, Member] = {}
    roles: dict[Whose, dict[str, str]] = {}
    for row in shipped("demo_people"):
        whose = row["name"], row["authority_code"]
        authority = authorities[row["authority_code"]]
        people[whose] = _member(row, authors[whose], authority, since)
        roles[whose] = _roles(row, authority, [platforms[slug] for slug in sources.platforms_of(whose)])
    db.session.add_all(people.values())
    db.session.flush()
    cast = Cast()
    for whose, person in people.items():
        cast.actors[whose] = _seat(person, roles[whose], platforms, since)
        for slug, role in roles[whose].items():
            if role == "coordinator":
                cast.coordinators[slug] = cast.actors[whose]
    cast.association = _association(since)
    cast.signers = {office: _signer(office, row, since) for office, row in SIGNERS.items()}
    accounts.give_passwords()
    return cast


def _member(row: dict[str, str], author: dict[str, str], authority: Authority, since: datetime) -> Member:
    return Member(
        email=row["email"], name=row["name"], job_title=author["role"], gender=author["gender"],
        authority_id=authority.id, wants_mail=False, created_at=since,
        demo_key=f"demo-person-{row['email'].partition('@')[0]}",
    )


def _roles(row: dict[str, str], authority: Authority, wrote_on: Collection[Platform]) -> dict[str, str]:
    """Where somebody sits, and as what: a platform for one kind of authority seats no others.

    Municipal engineers who answered village councils did so as guests.
    """
    roles = {p.slug: "member" for p in wrote_on if p.for_kind in ("", authority.kind)}
    if row["role"]:
        roles[row["platform"]] = row["role"]
    return roles


def _seat(person: Member, roles: dict[str, str], platforms: dict[str, Platform], since: datetime) -> Actor:
    ids = {slug: platforms[slug].id for slug in roles}
    db.session.add_all(
        Seat(member_id=person.id, platform_id=ids[slug], role=role, since=since) for slug, role in roles.items()
    )
    return Actor(
        member_id=person.id, name=person.name, job_title=person.job_title, authority_id=person.authority_id,
        platforms=frozenset(ids.values()),
        moderates=frozenset(ids[s] for s, role in roles.items() if role != "member"),
        coordinates=frozenset(ids[s] for s, role in roles.items() if role == "coordinator"),
    )


def _association(since: datetime) -> Actor:
    """The one invented person who is of no authority: the association's own activities coordinator."""
    person = Member(
        email=accounts.ASSOCIATION.email, name="ريم عوّاد", job_title="منسقة أنشطة المنصات", gender="female",
        wants_mail=False, created_at=since, demo_key="demo-person-association",
    )
    db.session.add(person)
    db.session.flush()
    db.session.add(Office(member_id=person.id, kind="association", since=since))
    return Actor(member_id=person.id, name=person.name, job_title=person.job_title, is_association=True)


def _signer(office: str, whom: tuple[str, str, str, str], since: datetime) -> Actor:
    """An invented person of the association who signs papers."""
    name, job, mail, gender = whom
    person = Member(
        email=f"{mail}@{MAIL_DOMAIN}", name=name, job_title=job, gender=gender, wants_mail=False,
        created_at=since, demo_key=f"demo-person-{mail}",
    )
    db.session.add(person)
    db.session.flush()
    db.session.add(Office(member_id=person.id, kind=office, since=since))
    return Actor(member_id=person.id, name=name, job_title=job, offices=frozenset({office}))
