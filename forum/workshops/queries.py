"""Reading workshops: what is ahead, what was held, one of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from forum.authorities.rules import REGIONS
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import Cursor, Page, db, keyset
from forum.kernel.errors import NotFound
from forum.kernel.i18n import calendar, gettext as _, locale
from forum.kernel.i18n.locale import TIME_ZONE
from forum.kernel.rendering import shorten
from forum.platforms.models import Platform
from forum.threads.models import Thread
from forum.threads.policy import readable_by
from forum.workshops import rules
from forum.workshops.closing.models import Minutes
from forum.workshops.models import Workshop, WorkshopCancellation, WorkshopThread
from forum.workshops.policy import Can, gate


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """One line of a list, fit for ``workshops/row.html``. Holds nothing that visitors may not see."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    mode: str
    region: object
    platform: str
    platform_name: str
    attended: int | None
    is_cancelled: bool
    notes: str
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


def hold(workshop: Workshop) -> None:
    """Let nobody else change the workshop or take a seat in it until this transaction ends."""
    db.session.execute(select(Workshop.id).where(Workshop.id == workshop.id).with_for_update())
    db.session.refresh(workshop, ["capacity", "starts_at", "ends_at", "sequence", "cancellation", "closure"])


def threads_by_part(workshop_id: int) -> dict[int, str]:
    """The threads that belong to a workshop, by their numbers, with how they belong to it."""
    query = select(WorkshopThread.thread_id, WorkshopThread.part).where(WorkshopThread.workshop_id == workshop_id)
    return dict(db.session.execute(query).all())


def of_thread(thread_id: int) -> list[tuple[str, WorkshopRow]]:
    """The workshops that a thread belongs to, each with how it does; everybody may know of them."""
    query = _rows().add_columns(WorkshopThread.part).join(WorkshopThread, WorkshopThread.workshop_id == Workshop.id)
    query = query.where(WorkshopThread.thread_id == thread_id).order_by(Workshop.starts_at, Workshop.id)
    return [(found.part, _row(found)) for found in db.session.execute(query)]


def readable_threads(actor: Actor, ids: Collection[int]) -> dict[int, Thread]:
    """Those of the threads that the actor may read, by their numbers."""
    query = select(Thread).join(Thread.board).where(Thread.id.in_(ids), readable_by(actor))
    return {thread.id: thread for thread in db.session.scalars(query)}


def today() -> date:
    """The day that it is in Palestine."""
    return clock.now().astimezone(ZoneInfo(TIME_ZONE)).date()


@dataclass(frozen=True, slots=True)
class CitableMinutes:
    """One version of the minutes of a closed workshop, fit to be cited.

    ``text`` never changes for a number: take its SHA-256, cite spans of it.
    ``is_newest`` tells whether a later version was written since. Readers are all
    members: the decision is ``policy.gate.may(actor, Can.READ_NOTES, workshop)``.
    """

    workshop_id: int
    number: int
    title_ar: str
    title_en: str
    platform_id: int
    held_at: datetime
    written_at: datetime
    text: str
    html: str
    is_newest: bool
    demo: bool

    @property
    def url(self) -> str:
        """Where this version is read."""
        return f"/workshops/{self.workshop_id}/minutes?number={self.number}"


def minutes(actor: Actor, workshop_id: int, number: int | None = None) -> CitableMinutes:
    """The minutes of a closed workshop: the newest version, or the one with this number.

    Raises:
        NotFound: there is no such workshop, or nothing was written about it yet.
        Refused: the minutes are not open to the actor.
    """
    found = workshop(actor, workshop_id, to=Can.READ_NOTES)
    newest = db.session.scalar(select(func.max(Minutes.number)).where(Minutes.workshop_id == workshop_id))
    wanted = select(Minutes).where(Minutes.workshop_id == workshop_id, Minutes.number == (number or newest))
    version = db.session.scalars(wanted).one_or_none()
    if version is None:
        raise NotFound(_("There are no such minutes."))
    return CitableMinutes(
        workshop_id=workshop_id, number=version.number, title_ar=found.title_ar, title_en=found.title_en,
        platform_id=found.platform_id, held_at=found.starts_at, written_at=version.at, text=version.text,
        html=version.html, is_newest=version.number == newest, demo=found.demo_key is not None,
    )


def _rows() -> Select:
    title = func.coalesce(func.nullif(Workshop.title_en, ""), Workshop.title_ar)
    name = Platform.name_ar if locale() == "ar" else Platform.name_en
    return select(
        Workshop.id, (Workshop.title_ar if locale() == "ar" else title).label("title"),
        Workshop.starts_at, Workshop.ends_at, Workshop.place, Workshop.mode, Workshop.region,
        Workshop.attended, Workshop.notes, Workshop.demo_key, Platform.slug, name.label("platform_name"),
        WorkshopCancellation.workshop_id.label("cancelled"),
    ).join(Platform, Platform.id == Workshop.platform_id).outerjoin(
        WorkshopCancellation, WorkshopCancellation.workshop_id == Workshop.id
    )


def _row(found) -> WorkshopRow:
    return WorkshopRow(
        id=found.id, title=found.title, starts_at=found.starts_at, ends_at=found.ends_at, place=found.place,
        mode=found.mode, region=REGIONS.get(found.region), platform=found.slug,
        platform_name=found.platform_name, attended=found.attended,
        is_cancelled=found.cancelled is not None, notes=shorten(found.notes, 160), demo=found.demo_key is not None,
    )


def ahead(
    platform_id: int | None = None, limit: int = rules.AHEAD_MAX, *, with_cancelled: bool = False
) -> list[WorkshopRow]:
    """Workshops that have not ended, the next one first; everybody may know of them."""
    query = _rows().where(Workshop.ends_at > clock.now())
    if not with_cancelled:
        query = query.where(WorkshopCancellation.workshop_id.is_(None))
    if platform_id is not None:
        query = query.where(Workshop.platform_id == platform_id)
    query = query.order_by(Workshop.starts_at, Workshop.id).limit(limit)
    return [_row(found) for found in db.session.execute(query)]


def held(platform_id: int | None = None, after: Cursor | None = None, limit: int = rules.PAST_A_PAGE) -> Page:
    """One page of the workshops that have ended, the latest first."""
    query = _rows().where(Workshop.ends_at <= clock.now(), WorkshopCancellation.workshop_id.is_(None))
    if platform_id is not None:
        query = query.where(Workshop.platform_id == platform_id)
    if after:
        query = query.where(keyset(Workshop.starts_at, Workshop.id, after))
    query = query.order_by(Workshop.starts_at.desc(), Workshop.id.desc()).limit(limit + 1)
    rows = [_row(found) for found in db.session.execute(query)]
    return Page.cut(rows, limit, at="starts_at")
