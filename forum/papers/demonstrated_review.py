"""What invented members say about an invented guide in review, and what became of one of their comments."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Departure, Member
from forum.papers import reviewing, rules, shelf
from forum.papers.documents import Paper
from forum.platforms.models import Seat

#: Members read for a few days before they say something.
READ_FOR = timedelta(days=2)
GENERAL = "الترتيب واضح، ونقترح مثالا من هيئة صغيرة لا وحدة لديها."
ANSWER = "أُضيف المثال إلى خطة النسخة التالية."
TECHNICAL = "يلزم ذكر الجهة التي تُعتمد منها البيانات."
OBJECTION = "لا تناسب هذه الخطوة هيئة بموظف هندسي واحد، ويلزم بديل أبسط."
ADDED = "، بعد التحقق من مصدر البيانات"


def comment(paper: Paper, *, sent_at, by: Actor) -> None:
    """Three members comment: in general, with another wording, with an objection; the first has its answer."""
    people = _members(paper.platform_id)
    parts = [part for part in shelf.sections(paper.id) if part.source][:3]
    for part in parts:
        part.paper = paper
    with clock.standing(min(sent_at + READ_FOR, clock.now())):
        first = reviewing.say(paper, parts[0], rules.GENERAL, GENERAL, by=people[0])
        quoted = parts[1].source.split(" [@")[0].rstrip(".")
        reviewing.say(
            paper, parts[1], rules.TECHNICAL, TECHNICAL, by=people[1], quoted=quoted, proposed=quoted + ADDED
        )
        reviewing.say(paper, parts[2], rules.OBJECTION, OBJECTION, by=people[2])
    with clock.standing(min(sent_at + 2 * READ_FOR, clock.now())):
        said = next(each for each in reviewing.comments(paper) if each.id == first.id)
        reviewing.dispose(said, rules.ACCEPTED, ANSWER, by=by)


def _members(platform_id: int) -> Sequence[Actor]:
    """Three members of the platform, of different authorities where there are such."""
    query = (
        select(Member)
        .join(Seat, Seat.member_id == Member.id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Seat.platform_id == platform_id, Seat.role == "member", Departure.member_id.is_(None))
        .order_by(Member.id)
    )
    by_authority = {row.authority_id: row for row in db.session.scalars(query)}
    rows = [*by_authority.values(), *db.session.scalars(query)][:3]
    here = frozenset({platform_id})
    return [
        Actor(
            member_id=row.id, name=row.name, job_title=row.job_title, authority_id=row.authority_id, platforms=here
        )
        for row in rows
    ]
