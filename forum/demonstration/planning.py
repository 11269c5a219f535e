"""The invented work plans, and priorities of the village councils: earlier votes, a running and a finished round."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any
from zlib import crc32

from sqlalchemy import select

from forum.authorities.models import Authority
from forum.demonstration.sources import lines, moved
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.delegates import Delegate, delegates_of
from forum.platforms.models import Platform, Seat
from forum.priorities import actions as priorities
from forum.priorities.models import EarlierRound, Round
from forum.priorities.queries import on_ballot, proposals
from forum.priorities.rules import DOTS
from forum.threads.models import Thread
from forum.workplans import actions as workplans, contents
from forum.workplans.rules import quarter_of

NOON = time(12)
DAY = timedelta(days=1)
VILLAGES = "village-councils"
PROGRESS = {"done": 100, "running": 55, "delayed": 30}
#: What a change of an invented plan says.
REASON = "أُعيد فتح الخطة بعد تغير احتياجات الأعضاء، وحُدّثت نسب الإنجاز."
#: Councils on paper: their delegates are not in the forum.
ON_PAPER = 3
TOPICS = (
    ("تحسين القدرة المالية للمجالس", "نجبي أقل من نصف الرسوم، ولا موظف مالي لدينا."),
    ("النفايات الصلبة وكلفة النقل", "المكب بعيد وكلفة النقل تأكل موازنة الخدمات."),
    ("تسوية الأراضي", "تتوقف المشاريع عند حدود لم تُسوَّ."),
    ("شح المياه في الصيف", "يصل الماء مرة كل أسبوعين في آب."),
    ("المناطق المسماة (ج)", "لا رخص ولا طرق زراعية منذ سنوات."),
    ("الطاقة الشمسية للمرافق العامة", "تجربة فقوعة تستحق أن تُعاد."),
)


def plan(weeks: int, threads: Mapping[str, Thread], coordinators: Mapping[str, Actor]) -> None:
    """Write the work plans: opened with their year, changed once since."""
    platforms = {one.slug: one for one in db.session.scalars(select(Platform))}
    for row in lines("demo_work_plans"):
        platform, by = platforms[row["platform"]], coordinators[row["platform"]]
        content = _content(row, weeks, threads, begun=False)
        year = max(int(one["quarter"][:4]) for _p, _o, one in contents.activities(content))
        with clock.standing(moved("2019-10-20", NOON, weeks)):
            made = workplans.open_plan(platform, year, row["title"], by=by, content=content)
        made.demo_key = row["id"]
        workplans.change(made, _content(row, weeks, threads, begun=True), REASON, based_on=1, by=by)


def _content(row: dict[str, Any], weeks: int, threads: Mapping[str, Thread], *, begun: bool) -> dict[str, Any]:
    """A plan of the sources with its quarters moved to the present; before it began everything is planned."""
    first, last = (_quarter(name, weeks) for name in row["period"].split("–"))
    years = first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    made = contents.empty(f"{row['title'].rsplit(' ', 1)[0]} {years}")
    for objective in row["objectives"]:
        for one in objective["activities"]:
            status = one["status"] if begun else "planned"
            made = contents.added(made, objective["objective"], {
                "title": one["activity"], "output": one["output"], "quarter": _quarter(one["quarter"], weeks),
                "responsible": one["owner"], "status": status, "progress": PROGRESS.get(status, 0),
                "links": [["thread", threads[key].id] for key in one["threads"] if key in threads],
            })
    return made


def _quarter(name: str, weeks: int) -> str:
    """A quarter of the sources as the one it becomes."""
    middle = date(int(name[:4]), int(name[5]) * 3 - 1, 15)
    return quarter_of(middle + timedelta(weeks=weeks))


def vote(weeks: int, coordinator: Actor, association: Actor) -> None:
    """Votes from before the forum; one round that runs and one whose result is published."""
    platform = db.session.scalars(select(Platform).where(Platform.slug == VILLAGES)).one()
    for row in lines("demo_ballots"):
        db.session.add(EarlierRound(
            platform_id=platform.id, title=row["title"], rule=row["rule"], note=row["note"],
            opened_on=moved(row["opens"], NOON, weeks), closed_on=moved(row["closes"], NOON, weeks), demo_key=row["id"],
            options=[{"label": one["label_ar"], "points": one["points"], "first_choices": one["first_choices"]}
                     for one in row["options"]],
        ))
    delegates = _delegates(platform, coordinator)
    over = _round(platform, "أولويات المجالس القروية: الدورة الماضية", clock.now() - 40 * DAY, coordinator, delegates)
    with clock.standing(clock.now() - 36 * DAY):
        _fill(over, delegates, coordinator, association)
    with clock.standing(clock.now() - 20 * DAY):
        priorities.publish(over, by=coordinator)
    running = _round(platform, "أولويات المجالس القروية: الدورة الجارية", clock.now() - 3 * DAY, coordinator, delegates)
    for one in delegates[: len(delegates) // 2]:
        priorities.vote(running, _dots(running, one.authority_id), by=one)


def _delegates(platform: Platform, coordinator: Actor) -> list[Actor]:
    """One person of each council that has a seat gives its voice."""
    known = {one.authority_id: one.member_id for one in delegates_of(platform.id)}
    seats = select(Member).join(Seat, Seat.member_id == Member.id).where(Seat.platform_id == platform.id)
    for member in db.session.scalars(seats.order_by(Member.id)):
        if member.authority_id is not None and member.authority_id not in known:
            db.session.add(Delegate(
                platform_id=platform.id, authority_id=member.authority_id, member_id=member.id,
                named_by_id=coordinator.member_id,
            ))
            known[member.authority_id] = member.id
    db.session.flush()
    return [
        Actor(member_id=member, authority_id=authority, platforms=frozenset({platform.id}))
        for authority, member in known.items()
    ]


def _round(platform: Platform, title: str, begins, coordinator: Actor, delegates: list[Actor]) -> Round:
    """A round whose vote lasts two weeks, with what delegates proposed."""
    with clock.standing(begins - 21 * DAY):
        made = priorities.open_round(
            platform, title, by=coordinator, purpose="نختار موضوعات ورشات العام القادم.", grouping="region", slots=5,
            proposals_until=begins - 4 * DAY, voting_from=begins, voting_until=begins + 14 * DAY,
        )
        made.demo_key = f"demo-{title}"
        for number, (topic, why) in enumerate(TOPICS):
            priorities.propose(made, topic, why, by=delegates[number % len(delegates)])
    return made


def _dots(found: Round, authority_id: int) -> dict[int, int]:
    """Three dots and two, always the same for one council; what its region lives with weighs more."""
    topics = [one.id for one in on_ballot(proposals(found.id))]
    mixed = crc32(f"{authority_id} {found.title}".encode())
    first, second = mixed % len(topics), (mixed // 7) % len(topics)
    return {topics[first]: DOTS} if first == second else {topics[first]: 3, topics[second]: 2}


def _fill(found: Round, delegates: list[Actor], coordinator: Actor, association: Actor) -> None:
    """Delegates vote; some councils vote on paper, read by two people."""
    for one in delegates:
        priorities.vote(found, _dots(found, one.authority_id), by=one)
    voted = [one.authority_id for one in delegates]
    on_paper = select(Authority).where(Authority.kind == "village_council", Authority.id.not_in(voted))
    for council in db.session.scalars(on_paper.order_by(Authority.code).limit(ON_PAPER)):
        for reader in (coordinator, association):
            priorities.enter_paper(found, council, _dots(found, council.id), by=reader)
