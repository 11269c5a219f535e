"""Lists of accepted cases as rows of columns: one query each. Part of the queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from forum.authorities.models import Authority
from forum.authorities.rules import REGIONS
from forum.cases import rules
from forum.cases.models import Adoption, Case, Telling
from forum.cases.policy import shown
from forum.kernel.access import Actor
from forum.kernel.db import Cursor, Page, db, keyset
from forum.kernel.i18n import locale
from forum.platforms.models import Platform


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list, fit for ``cases/row.html``."""

    id: int
    title: str
    summary: str
    at: datetime
    authority: str
    authority_id: int
    region: object
    platform: str
    adopted: int
    failed: int
    demo: bool
    waits: bool = False

    @property
    def url(self) -> str:
        """Its page."""
        return f"/cases/{self.id}"


def _count(*states: str):
    query = select(func.count()).where(Adoption.case_id == Case.id, Adoption.state.in_(states))
    return query.correlate(Case).scalar_subquery()


def _rows() -> Select:
    name = Authority.name_ar if locale() == "ar" else Authority.name_en
    return (
        select(
            Case.id, Telling.title, Telling.solution, Case.accepted_at, Case.created_at, name.label("authority"),
            Authority.id.label("authority_id"), Authority.region, Platform.slug, Case.demo_key, Case.waiting_number,
            _count(rules.ADOPTING, rules.ADAPTED).label("adopted"), _count(rules.FAILED).label("failed"),
        )
        .join(Telling, (Telling.case_id == Case.id) & (Telling.number == Case.shown_number))
        .join(Authority, Authority.id == Case.authority_id)
        .join(Platform, Platform.id == Case.platform_id)
    )


def _row(found) -> CaseRow:
    return CaseRow(
        id=found.id, title=found.title, summary=found.solution, at=found.accepted_at or found.created_at,
        authority=found.authority, authority_id=found.authority_id, region=REGIONS.get(found.region),
        platform=found.slug, adopted=found.adopted, failed=found.failed, demo=found.demo_key is not None,
        waits=found.waiting_number is not None,
    )


def library(
    actor: Actor, *, platform_id: int | None = None, region: str = "", among: Sequence[int] | None = None,
    after: Cursor | None = None,
) -> Page:
    """One page of the accepted cases, the newest first: one query. ``among`` limits to these ids."""
    gate_open = shown() if actor.is_signed_in else Case.id.is_(None)
    query = _rows().where(gate_open)
    if platform_id is not None:
        query = query.where(Case.platform_id == platform_id)
    if region:
        query = query.where(Authority.region == region)
    if among is not None:
        query = query.where(Case.id.in_(among))
    if after:
        query = query.where(keyset(Case.accepted_at, Case.id, after))
    query = query.order_by(Case.accepted_at.desc(), Case.id.desc()).limit(rules.A_PAGE + 1)
    return Page.cut([_row(found) for found in db.session.execute(query)], rules.A_PAGE, at="at")


def of_thread(actor: Actor, thread_id: int) -> list[CaseRow]:
    """Accepted cases that were made from a thread."""
    return _few(actor, Case.thread_id == thread_id, rules.ON_AUTHORITY)


def of_authority(actor: Actor, authority_id: int) -> list[CaseRow]:
    """Accepted cases that an authority told, or took up."""
    took = select(Adoption.case_id).where(Adoption.authority_id == authority_id)
    return _few(actor, (Case.authority_id == authority_id) | Case.id.in_(took), rules.ON_AUTHORITY)


def of_platform(actor: Actor, platform_id: int) -> list[CaseRow]:
    """The newest accepted cases that a platform reviewed."""
    return _few(actor, Case.platform_id == platform_id, rules.ON_PLATFORM)


def _few(actor: Actor, which, limit: int) -> list[CaseRow]:
    if not actor.is_signed_in:
        return []
    query = _rows().where(shown(), which).order_by(Case.accepted_at.desc(), Case.id.desc()).limit(limit)
    return [_row(found) for found in db.session.execute(query)]
