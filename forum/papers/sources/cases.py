"""Innovation cases as sources: the authority that tells of a case is a voice, as it is in a post."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.cases import queries as cases
from forum.cases.models import Case, Telling
from forum.cases.policy import readable_by
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import named
from forum.papers.followup.days import day_of
from forum.papers.sources import rules
from forum.papers.sources.port import Offer, Standing


class CitableCases:
    """The adapter of ``port.Citable`` for the innovation library; all members read what was accepted."""

    sort = rules.CASE
    events = frozenset({"case.accepted", "case.hidden", "case.restored"})

    def subject_of(self, event: Event) -> int:
        """The case."""
        return event.subject_id

    def offered(self, actor: Actor, platform_id: int, _thread_ids: Collection[int]) -> Sequence[Offer]:
        """Accepted cases that the actor may read, those of the platform first, newest first."""
        query = (
            select(Case)
            .where(readable_by(actor), Case.shown_number.is_not(None))
            .options(joinedload(Case.authority), joinedload(Case.hiding))
            .order_by((Case.platform_id != platform_id), Case.accepted_at.desc(), Case.id.desc())
            .limit(rules.OFFERED_MAX)
        )
        found = [case for case in db.session.scalars(query) if case.is_shown]
        return [Offer(case.id, case.title, named(case.authority)) for case in found]

    def standing(self, subject_id: int, _place: str) -> Standing | None:
        """The version that readers see."""
        query = select(Case).where(Case.id == subject_id).options(joinedload(Case.hiding))
        case = db.session.scalars(query).one_or_none()
        if case is None or not case.is_shown:
            return None
        shown = db.session.scalars(
            select(Telling)
            .where(Telling.case_id == subject_id, Telling.number == case.shown_number)
            .options(joinedload(Telling.review))
        ).one()
        return Standing(
            title=shown.title, text=cases.plain(shown), mark=str(shown.number),
            dated=day_of(shown.review.at if shown.review else case.accepted_at), authority_id=case.authority_id,
        )

    def may_collect(self, actor: Actor, subject_id: int) -> bool:
        """Whether the actor may read the case."""
        return bool(cases.readable(actor, [subject_id]))

    def address(self, subject_id: int) -> str:
        """The case."""
        return f"/cases/{subject_id}"
