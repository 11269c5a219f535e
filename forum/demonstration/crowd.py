"""Some thousands of invented members of all authorities, for trying the forum at size."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, text

from forum.authorities.models import Authority
from forum.demonstration.rules import MAIL_DOMAIN
from forum.demonstration.sources import authors
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Platform, Seat

#: One member for so many posts, within these bounds: the real forum expects hundreds, this one bears thousands.
POSTS_A_MEMBER, FEWEST, MOST = 150, 300, 5_000
#: How many also sit on a second platform.
SECOND_SEAT = 0.3
#: What marks their rows.
KEY = "scale-"


@dataclass(frozen=True, slots=True)
class Writer:
    """What a post copies of its author."""

    member_id: int
    job_title: str
    authority_id: int


def gather(posts: int, since: datetime, chance: random.Random) -> dict[int, list[Writer]]:
    """Make the members if they are not there; everybody with a seat, by platform.

    Who stands first in a list writes most.
    """
    if not db.session.scalar(select(func.count()).where(Member.demo_key.startswith(KEY))):
        _invite(min(max(posts // POSTS_A_MEMBER, FEWEST), MOST), since, chance)
    query = (
        select(Seat.platform_id, Member.id, Member.job_title, Member.authority_id)
        .join(Member, Member.id == Seat.member_id)
        .where(Member.demo_key.startswith(KEY))
        .order_by(Member.id)
    )
    found: dict[int, list[Writer]] = {}
    for platform_id, *writer in db.session.execute(query):
        found.setdefault(platform_id, []).append(Writer(*writer))
    return found


def _invite(wanted: int, since: datetime, chance: random.Random) -> None:
    known = list(authors().values())
    first = sorted({a["name"].split()[0] for a in known})
    last = sorted({a["name"].split(maxsplit=1)[1] for a in known})
    jobs = sorted({a["role"] for a in known})
    council_jobs = sorted({a["role"] for a in known if "مجلس" in a["role"]})
    authorities = db.session.scalars(select(Authority).order_by(Authority.id)).all()
    platforms = db.session.scalars(select(Platform).order_by(Platform.id)).all()
    number = (db.session.scalar(select(func.max(Member.id))) or 0) + 1
    members, seats = [], []
    for member_id in range(number, number + wanted):
        authority = authorities[member_id % len(authorities)]
        titles = council_jobs if authority.kind == "village_council" else jobs
        members.append({
            "id": member_id, "name": f"{chance.choice(first)} {chance.choice(last)}",
            "email": f"{KEY}{member_id}@{MAIL_DOMAIN}", "job_title": chance.choice(titles),
            "authority_id": authority.id, "wants_mail": False, "created_at": since,
            "demo_key": f"{KEY}{member_id}", "locale": "ar",
        })
        seats += [
            {"member_id": member_id, "platform_id": platform_id, "role": "member", "since": since}
            for platform_id in _platforms(authority, platforms, chance)
        ]
    db.session.execute(insert(Member), members)
    db.session.execute(insert(Seat), seats)
    count_on(Member)


def count_on(*models: type[db.Model]) -> None:
    """Let PostgreSQL go on counting after ids that were chosen here; SQLite does so by itself."""
    if db.engine.dialect.name != "postgresql":
        return
    for model in models:
        name = model.__tablename__
        db.session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
        )


def _platforms(authority: Authority, platforms: Sequence[Platform], chance: random.Random) -> set[int]:
    """Where somebody of this authority sits: on the platform made for its kind, if there is one."""
    own = [p.id for p in platforms if p.for_kind == authority.kind]
    open_ones = [p.id for p in platforms if not p.for_kind]
    seats = {chance.choice(own or open_ones)}
    if chance.random() < SECOND_SEAT:
        seats.add(chance.choice(open_ones))
    return seats
