"""Reading workshops: what is ahead, what was held, one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from forum.authorities.rules import REGIONS
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import Cursor, Page, db, keyset
from forum.kernel.errors import NotFound
from forum.kernel.i18n import calendar, gettext as _, locale
from forum.platforms.models import Platform
from forum.workshops import rules
from forum.workshops.models import Workshop, WorkshopThread
from forum.workshops.policy import Can, gate


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """One line of a list, fit for ``workshops/row.html``. Holds nothing that visitors may not see."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    is_remote: bool
    region: object
    platform: str
    platform_name: str
    attended: int | None
    demo: bool

    @property
    def url(self) -> str:
        """Its page."""
        return f"/workshops/{self.id}"

    @property
    def day(self) -> str:
        """The number of the day."""
        return calendar.day_of_month(self.starts_at)

    @property
    def month(self) -> str:
        """The month in words."""
        return calendar.month(self.starts_at)

    @property
    def year(self) -> str:
        """The year, unless it is this one."""
        return "" if self.starts_at.year == clock.now().year else str(self.starts_at.year)

    @property
    def weekday(self) -> str:
        """The day of the week."""
        return calendar.weekday(self.starts_at)

    @property
    def hours(self) -> str:
        """From when to when."""
        return calendar.hours(self.starts_at, self.ends_at)



def workshop(actor: Actor, workshop_id: int, *, to: Can = Can.SEE) -> Workshop:
    """Fetch one workshop with its platform.

    Raises:
        NotFound: there is no such workshop.
        Refused: the actor may not do ``to``; the text says why.
    """
    query = select(Workshop).where(Workshop.id == workshop_id).options(joinedload(Workshop.platform))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such workshop."))
    gate.require(actor, to, found)
    return found


def thread_ids(workshop_id: int) -> Sequence[int]:
    """The threads that a workshop grew out of or led to."""
    query = select(WorkshopThread.thread_id).where(WorkshopThread.workshop_id == workshop_id)
    return db.session.scalars(query).all()


def _rows() -> Select:
    title = func.coalesce(func.nullif(Workshop.title_en, ""), Workshop.title_ar)
    name = Platform.name_ar if locale() == "ar" else Platform.name_en
    return select(
        Workshop.id, (Workshop.title_ar if locale() == "ar" else title).label("title"),
        Workshop.starts_at, Workshop.ends_at, Workshop.place, Workshop.is_remote, Workshop.region,
        Workshop.attended, Workshop.demo_key, Platform.slug, name.label("platform_name"),
    ).join(Platform, Platform.id == Workshop.platform_id)


def _row(found) -> WorkshopRow:
    return WorkshopRow(
        id=found.id, title=found.title, starts_at=found.starts_at, ends_at=found.ends_at, place=found.place,
        is_remote=found.is_remote, region=REGIONS.get(found.region), platform=found.slug,
        platform_name=found.platform_name, attended=found.attended, demo=found.demo_key is not None,
    )


def ahead(platform_id: int | None = None, limit: int = rules.AHEAD_MAX) -> list[WorkshopRow]:
    """Workshops that have not ended, the next one first; everybody may know of them."""
    query = _rows().where(Workshop.ends_at > clock.now())
    if platform_id is not None:
        query = query.where(Workshop.platform_id == platform_id)
    query = query.order_by(Workshop.starts_at, Workshop.id).limit(limit)
    return [_row(found) for found in db.session.execute(query)]


def held(platform_id: int | None = None, after: Cursor | None = None) -> Page:
    """One page of the workshops that have ended, the latest first."""
    query = _rows().where(Workshop.ends_at <= clock.now())
    if platform_id is not None:
        query = query.where(Workshop.platform_id == platform_id)
    if after:
        query = query.where(keyset(Workshop.starts_at, Workshop.id, after))
    query = query.order_by(Workshop.starts_at.desc(), Workshop.id.desc()).limit(rules.PAST_A_PAGE + 1)
    rows = [_row(found) for found in db.session.execute(query)]
    return Page.cut(rows, rules.PAST_A_PAGE, at="starts_at")
