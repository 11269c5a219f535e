"""Reading the library: one case, its versions, what waits, and the words of a published case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.cases import rules
from forum.cases.models import Case, CaseReview, Telling
from forum.cases.policy import Can, CanOffer, gate, moderated_by, readable_by
from forum.kernel.access import Actor
from forum.kernel.db import Cursor, db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.platforms.models import Platform
from forum.threads.models import Post, Thread


def case(actor: Actor, case_id: int, *, to: Can = Can.READ) -> Case:
    """Fetch one case with its platform, authority, author and hiding.

    Raises:
        NotFound: there is no such case, or it is not for the actor yet.
        Refused: the actor may read it but not do ``to``; the text says why.
    """
    found = db.session.scalars(
        select(Case)
        .where(Case.id == case_id)
        .options(
            joinedload(Case.platform), joinedload(Case.author), joinedload(Case.hiding),
            joinedload(Case.authority).joinedload(Authority.governorate),
        )
    ).one_or_none()
    if found is None or not gate.may(actor, Can.READ, found):
        raise NotFound(_("There is no such case, or it has not been accepted yet."))
    gate.require(actor, to, found)
    return found


def telling(actor: Actor, case: Case, number: int | None = None) -> Telling:
    """One version of a case's text: the asked one, else the shown one, else the newest.

    Raises:
        NotFound: there is no such version, or it was never accepted and is not for the actor.
    """
    query = select(Telling).where(Telling.case_id == case.id).options(joinedload(Telling.review))
    number = number or case.shown_number
    if number is not None:
        query = query.where(Telling.number == number)
    found = db.session.scalars(query.order_by(Telling.number.desc()).limit(1)).one_or_none()
    if found is None or not (gate.may(actor, Can.READ_ALL, case) or _was_accepted(found)):
        raise NotFound(_("There is no such version of this case."))
    return found


def newest(case: Case) -> Telling:
    """What was written last, whether it was submitted or not."""
    query = select(Telling).where(Telling.case_id == case.id).options(joinedload(Telling.review))
    return db.session.scalars(query.order_by(Telling.number.desc()).limit(1)).one()


def _was_accepted(telling: Telling) -> bool:
    return telling.review is not None and telling.review.outcome == rules.ACCEPTED


def versions(actor: Actor, case: Case) -> Sequence[Telling]:
    """The versions that the actor may read, the newest first: for readers, those that were accepted."""
    query = select(Telling).where(Telling.case_id == case.id).options(joinedload(Telling.review))
    found = db.session.scalars(query.order_by(Telling.number.desc())).all()
    all_of_them = gate.may(actor, Can.READ_ALL, case)
    return [one for one in found if all_of_them or _was_accepted(one)]


@dataclass(frozen=True, slots=True)
class CaseText:
    """The words of one accepted version, as they were when a moderator accepted them.

    ``policy`` says in a word who may read it: the whole of it is for members.
    """

    case_id: int
    number: int
    title: str
    text: str
    authority_id: int
    region: str
    accepted_at: datetime
    policy: str = "members"
    demo: bool = False

    @property
    def address(self) -> str:
        """Where exactly this version stands, also after later ones."""
        return f"/cases/{self.case_id}/versions/{self.number}"


def published_text(actor: Actor, case_id: int, number: int | None = None) -> CaseText:
    """The plain text of a published case, by version: what can be quoted as evidence.

    It never changes: a version is frozen when it is submitted. Without ``number``
    the version that is shown now.

    Raises:
        NotFound: no such case or version, or nothing of it was accepted.
    """
    found = case(actor, case_id)
    version = telling(actor, found, number)
    if not found.is_shown or not _was_accepted(version):
        raise NotFound(_("There is no such case, or it has not been accepted yet."))
    return CaseText(
        case_id=found.id, number=version.number, title=version.title, text=plain(version),
        authority_id=found.authority_id, region=found.authority.region, accepted_at=version.review.at,
        demo=found.demo_key is not None,
    )


def plain(telling: Telling) -> str:
    """All words of a version, chapter by chapter, figures at their place; without the contact."""
    parts = [getattr(telling, name) for name in rules.CHAPTERS if name not in ("lessons", "otherwise", "conditions")]
    parts += [figure(line) for line in telling.results]
    parts += [telling.lessons, telling.otherwise, telling.conditions]
    return "\n\n".join(filter(None, parts))


def figure(line: dict[str, str]) -> str:
    """One result in a line: «days: 6 → 1 days»."""
    change = " → ".join(filter(None, (line.get("before", ""), line.get("after", ""))))
    return " ".join(filter(None, (f"{line.get('what', '')}: {change}" if change else line.get("what", ""),
                                  line.get("unit", "") if change else "")))


def own(actor: Actor) -> Sequence[Case]:
    """What the actor told and nobody reads yet, or waits with a new version."""
    query = select(Case).where(
        Case.author_id == actor.member_id, Case.shown_number.is_(None) | Case.waiting_number.is_not(None)
    )
    return db.session.scalars(query.options(joinedload(Case.hiding)).order_by(Case.id.desc())).all()


def offered_on(actor: Actor) -> list[Platform]:
    """Platforms whose moderators would review a case of the actor, innovation first."""
    found = db.session.scalars(select(Platform).order_by(Platform.position)).all()
    mine = [platform for platform in found if gate.may(actor, CanOffer.OFFER, platform)]
    return sorted(mine, key=lambda platform: platform.slug != "innovation")


def waiting(actor: Actor, after: Cursor | None) -> tuple[Case, Telling] | None:
    """The submitted version that has waited longest on the actor's platforms."""
    query = (
        select(Case, Telling)
        .join(Telling, (Telling.case_id == Case.id) & (Telling.number == Case.waiting_number))
        .where(moderated_by(actor), Case.author_id != actor.member_id)
        .options(joinedload(Case.platform), joinedload(Case.author), joinedload(Case.authority))
        .order_by(Telling.submitted_at, Case.id)
        .limit(1)
    )
    if after:
        later = (Telling.submitted_at == after.at) & (Case.id > after.id)
        query = query.where((Telling.submitted_at > after.at) | later)
    row = db.session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def waiting_count(actor: Actor) -> int:
    """How many submitted versions wait for the actor."""
    query = select(func.count()).where(
        Case.waiting_number.is_not(None), moderated_by(actor), Case.author_id != actor.member_id
    )
    return db.session.scalar(query)


def review_of(telling_id: int) -> CaseReview | None:
    """What was decided about a version, if it was."""
    return db.session.get(CaseReview, telling_id)


def readable(actor: Actor, ids: Sequence[int]) -> Sequence[Case]:
    """Those of these cases that the actor may read."""
    query = select(Case).where(Case.id.in_(ids), readable_by(actor))
    return db.session.scalars(query.options(joinedload(Case.platform), joinedload(Case.hiding))).all()


def opening_words(thread: Thread) -> str:
    """What a thread begins with, which its readers may make a case of."""
    query = select(Post.source).where(Post.thread_id == thread.id, Post.number == 1)
    return db.session.scalar(query) or ""
