"""The invented cases: told by people of real authorities, accepted, taken up by others. Through the real actions."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from forum.authorities.models import Authority
from forum.cases import actions, rules
from forum.cases.models import Adoption, Case
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Platform
from forum.threads.models import Thread

#: A case is told so long after the last word of its thread, reviewed and taken up so long after that.
TOLD_AFTER, REVIEWED_AFTER, TAKEN_UP_EVERY = timedelta(days=6), timedelta(days=4), timedelta(days=9)
#: All that happened, happened at least so long ago; what still waits came yesterday.
OLDEST_NEWS, WAITED = timedelta(days=3), timedelta(hours=20)


def load(rows: Iterable[Mapping[str, Any]], threads: Mapping[str, Thread], *, association: Actor) -> int:
    """Make the cases of ``demo_innovation_cases.jsonl``; those that are there already are left alone.

    Args:
        threads: the invented threads by their keys.
        association: who reviews.

    Returns:
        How many were made.
    """
    platforms = {platform.slug: platform for platform in db.session.scalars(select(Platform))}
    made = 0
    for row in rows:
        if db.session.scalar(select(Case.id).where(Case.demo_key == row["id"])) is None:
            _make(row, platforms[row["platform"]], threads.get(row["source_thread"] or ""), association)
            made += 1
    return made


def _make(row: Mapping[str, Any], platform: Platform, thread: Thread | None, association: Actor) -> None:
    if row.get("waits"):
        with clock.standing(clock.now() - WAITED):
            case = actions.tell(platform, _told(row), thread_id=None, submits=True, by=_somebody(row["authority_code"]))
        case.demo_key = row["id"]
        return
    moment = _told_at(thread, len(row["adopters"]))
    with clock.standing(moment):
        by = _somebody(row["authority_code"])
        case = actions.tell(platform, _told(row), thread_id=thread.id if thread else None, submits=True, by=by)
        case.demo_key = row["id"]
    with clock.standing(moment + REVIEWED_AFTER):
        actions.review(case, 1, rules.ACCEPTED, "", by=association)
    _take_up(case, row, moment + REVIEWED_AFTER)


def _told_at(thread: Thread | None, adopters: int) -> datetime:
    """Some days after the thread, and early enough for all who took it up."""
    latest = clock.now() - OLDEST_NEWS - REVIEWED_AFTER - (adopters + 1) * TAKEN_UP_EVERY
    return min(thread.last_post_at + TOLD_AFTER, latest) if thread is not None else latest


def _take_up(case: Case, row: Mapping[str, Any], moment: datetime) -> None:
    begun: dict[str, Adoption] = {}
    for adopter in row["adopters"]:
        moment += TAKEN_UP_EVERY
        code = adopter["authority_code"]
        entry = {name: adopter.get(name, "") for name in ("state", "cost", "duration", "changed", "words")}
        above = begun.get(adopter.get("learned_from", ""))
        by = _somebody(code)
        if earlier := adopter.get("before"):
            with clock.standing(moment - TAKEN_UP_EVERY / 2):
                said = dict.fromkeys(entry, "") | {"state": earlier[0], "words": earlier[1]}
                actions.take_up(case, said, learned_from=above, by=by)
        with clock.standing(moment):
            begun[code] = actions.take_up(case, entry, learned_from=above, by=by)
        begun[code].demo_key = f"{row['id']}:{code}"


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: row[name] for name in rules.CHAPTERS if name != "lessons"}
    return {
        **words, "title": row["title"], "lessons": "\n".join(row["lessons"]), "results": row["results"],
        "shows_contact": False, "contact": "",
    }


def _somebody(code: str) -> Actor:
    """Somebody invented who works at an authority."""
    query = select(Member).join(Authority, Authority.id == Member.authority_id).where(Authority.code == code)
    person = db.session.scalars(query.where(Member.demo_key.is_not(None)).order_by(Member.id).limit(1)).one()
    return Actor(
        member_id=person.id, name=person.name, job_title=person.job_title, authority_id=person.authority_id
    )
