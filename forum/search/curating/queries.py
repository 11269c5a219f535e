"""Reading what people looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _, locale
from forum.members.models import Member
from forum.platforms.models import Platform
from forum.search.curating import rules
from forum.search.curating.models import GapDismissal, SearchOpening, SearchQuestion, SynonymChange, SynonymGroup
from forum.search.curating.policy import Can, dismissible_by, gate
from forum.search.thesaurus import Row

#: The piles of the list; what is missed comes first.
MISSED, UNOPENED, OPENED, DISMISSED = "missed", "unopened", "opened", "dismissed"
PILES = (MISSED, UNOPENED, OPENED, DISMISSED)

_STILL_MISSED = (SearchQuestion.missed > 0) & or_(
    SearchQuestion.found_at.is_(None), SearchQuestion.found_at < SearchQuestion.missed_at
)
_IN = {
    MISSED: _STILL_MISSED & GapDismissal.question_id.is_(None),
    UNOPENED: (SearchQuestion.found >= rules.OVERLOOKED) & (SearchQuestion.opened == 0)
    & GapDismissal.question_id.is_(None),
    OPENED: SearchQuestion.opened > 0,
    DISMISSED: GapDismissal.question_id.is_not(None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One line of a pile."""

    id: int
    words: str
    count: int
    last_at: datetime
    platform_id: int
    platform: str
    """The name of the platform where people looked; empty for everywhere."""
    reason: str = ""
    dismissed_by: str = ""
    dismissed_at: datetime | None = None


def pile(actor: Actor, name: str) -> list[QuestionRow]:
    """The lines of one pile, the most asked first. One query."""
    count = {MISSED: SearchQuestion.missed, UNOPENED: SearchQuestion.found, OPENED: SearchQuestion.opened}.get(
        name, SearchQuestion.missed + SearchQuestion.found
    )
    platform = Platform.name_ar if locale() == "ar" else Platform.name_en
    query = (
        select(
            SearchQuestion.id, SearchQuestion.words, count.label("count"), SearchQuestion.last_at,
            SearchQuestion.platform_id, func.coalesce(platform, "").label("platform"),
            func.coalesce(GapDismissal.reason, "").label("reason"),
            func.coalesce(Member.name, "").label("dismissed_by"), GapDismissal.at.label("dismissed_at"),
        )
        .outerjoin(Platform, Platform.id == SearchQuestion.platform_id)
        .outerjoin(GapDismissal, GapDismissal.question_id == SearchQuestion.id)
        .outerjoin(Member, Member.id == GapDismissal.member_id)
        .where(_IN[name], dismissible_by(actor))
        .order_by(count.desc(), SearchQuestion.last_at.desc(), SearchQuestion.id)
        .limit(rules.LISTED)
    )
    return [QuestionRow(**row) for row in db.session.execute(query).mappings()]


def counts(actor: Actor) -> dict[str, int]:
    """How many lines each pile has. One query."""
    sums = [func.count().filter(_IN[name]).label(name) for name in PILES]
    query: Select = (
        select(*sums)
        .select_from(SearchQuestion)
        .outerjoin(GapDismissal, GapDismissal.question_id == SearchQuestion.id)
        .where(dismissible_by(actor))
    )
    return dict(db.session.execute(query).mappings().one())


def openings(ids: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    """What was opened from the answers to questions: results with their counts, the most opened first."""
    query = (
        select(SearchOpening.question_id, SearchOpening.result, SearchOpening.count)
        .where(SearchOpening.question_id.in_(ids))
        .order_by(SearchOpening.count.desc(), SearchOpening.result)
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for question_id, result, count in db.session.execute(query):
        found.setdefault(question_id, []).append((result, count))
    return found


def question(actor: Actor, question_id: int) -> SearchQuestion:
    """A question that the actor may take off the list.

    Raises:
        NotFound: there is none, or it was asked on a platform of others.
        Refused: the actor moderates nothing.
    """
    gate.require(actor, Can.CURATE, None)
    query = select(SearchQuestion).where(SearchQuestion.id == question_id)
    found = db.session.scalars(query.options(joinedload(SearchQuestion.dismissal))).one_or_none()
    if found is None or not gate.may(actor, Can.DISMISS, found):
        raise NotFound(_("There is no such question, or it was asked on a platform of others."))
    return found


def synonym_groups() -> Sequence[SynonymGroup]:
    """The groups that moderators added, newest first."""
    return db.session.scalars(select(SynonymGroup).order_by(SynonymGroup.id.desc())).all()


def synonym_group(actor: Actor, group_id: int) -> SynonymGroup:
    """One group.

    Raises:
        NotFound: there is none.
        Refused: the actor moderates nothing.
    """
    gate.require(actor, Can.CURATE, None)
    if (found := db.session.get(SynonymGroup, group_id)) is None:
        raise NotFound(_("There is no such group of words; it may have been removed."))
    return found


def synonym_changes(group_id: int | None = None) -> Sequence[SynonymChange]:
    """The history of one group, or the latest of all: who, when and why."""
    query = select(SynonymChange).options(joinedload(SynonymChange.member)).order_by(SynonymChange.id.desc())
    if group_id is not None:
        query = query.where(SynonymChange.group_id == group_id)
    return db.session.scalars(query.limit(rules.LISTED)).all()


def synonyms_version() -> int:
    """Grows with every change of a group."""
    return db.session.scalar(select(func.max(SynonymChange.id))) or 0


def rows_of(phrases: Sequence[str], likeness: str) -> list[Row]:
    """A group as the thesaurus learns it."""
    kind = "variant" if likeness == rules.SAME else "near"
    return [Row(phrases[0], tuple(phrases[1:]), kind, likeness != rules.ONE_WAY)] if phrases else []


def synonym_rows() -> list[Row]:
    """All groups as the thesaurus learns them."""
    return [row for group in synonym_groups() for row in rows_of(group.listed, group.likeness)]
