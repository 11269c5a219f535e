"""Minutes of workshops as sources: they speak for no single authority."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound, Refused
from forum.kernel.i18n import DEFAULT, day, force_locale, named
from forum.papers.followup.days import day_of
from forum.papers.sources import rules
from forum.papers.sources.port import Offer, Standing
from forum.workshops import queries as workshops
from forum.workshops.closing.models import Minutes
from forum.workshops.models import Workshop


class CitableMinutes:
    """The adapter of ``port.Citable`` for what was said and decided in workshops; all members read them."""

    sort = rules.MINUTES
    events = frozenset({"workshop.minutes_revised"})

    def subject_of(self, event: Event) -> int:
        """The workshop."""
        return event.subject_id

    def offered(self, actor: Actor, platform_id: int, _thread_ids: Collection[int]) -> Sequence[Offer]:
        """Workshops with minutes, those of the platform first, newest first."""
        written = select(Minutes.workshop_id).where(Minutes.workshop_id == Workshop.id).exists()
        query = (
            select(Workshop)
            .where(written)
            .options(joinedload(Workshop.platform))
            .order_by((Workshop.platform_id != platform_id), Workshop.starts_at.desc(), Workshop.id.desc())
            .limit(rules.OFFERED_MAX)
        )
        return [
            Offer(each.id, named(each, "title"), f"{named(each.platform)} — {day(each.starts_at)}")
            for each in db.session.scalars(query)
        ]

    def standing(self, subject_id: int, _place: str) -> Standing | None:
        """The newest version of the minutes."""
        query = select(Workshop).where(Workshop.id == subject_id).options(joinedload(Workshop.platform))
        held = db.session.scalars(query).one_or_none()
        newest = db.session.scalars(
            select(Minutes).where(Minutes.workshop_id == subject_id).order_by(Minutes.number.desc()).limit(1)
        ).first()
        if held is None or newest is None:
            return None
        with force_locale(DEFAULT):
            return Standing(
                title=named(held, "title"), text=newest.text, mark=str(newest.number), dated=day_of(held.starts_at),
                maker=named(held.platform),
            )

    def may_collect(self, actor: Actor, subject_id: int) -> bool:
        """Whether the minutes are open to the actor."""
        try:
            workshops.minutes(actor, subject_id)
        except (NotFound, Refused):
            return False
        return True

    def address(self, subject_id: int) -> str:
        """The minutes, with all their versions."""
        return f"/workshops/{subject_id}/minutes"
