"""Reading kept searches."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.members.models import Departure, Member, Office
from forum.members.rules import ASSOCIATION
from forum.platforms.models import Seat
from forum.search.keeping.models import SavedSearch


def kept(actor: Actor) -> Sequence[SavedSearch]:
    """The actor's own kept searches by name."""
    query = select(SavedSearch).where(SavedSearch.member_id == actor.member_id)
    return db.session.scalars(query.order_by(SavedSearch.name, SavedSearch.id)).all()


def count(actor: Actor) -> int:
    """How many searches the actor keeps."""
    return db.session.scalar(select(func.count()).where(SavedSearch.member_id == actor.member_id)) or 0


def saved(actor: Actor, saved_id: int) -> SavedSearch:
    """One of the actor's own kept searches.

    Raises:
        NotFound: there is none of this number among the actor's.
    """
    found = db.session.get(SavedSearch, saved_id)
    if found is None or found.member_id != actor.member_id:
        raise NotFound(_("There is no such kept search."))
    return found


def waiting_for_news() -> Iterator[tuple[SavedSearch, Actor]]:
    """Kept searches whose members wish to be told, each with the member as an actor. Three queries."""
    wanted = db.session.scalars(
        select(SavedSearch)
        .outerjoin(Departure, Departure.member_id == SavedSearch.member_id)
        .where(SavedSearch.wants_news, Departure.member_id.is_(None))
        .order_by(SavedSearch.member_id, SavedSearch.id)
    ).all()
    ids = {one.member_id for one in wanted}
    rows = db.session.execute(
        select(Member.id, Member.authority_id, Seat.platform_id)
        .outerjoin(Seat, Seat.member_id == Member.id)
        .where(Member.id.in_(ids))
    ).all()
    speakers = set(
        db.session.scalars(select(Office.member_id).where(Office.member_id.in_(ids), Office.kind == ASSOCIATION))
    )
    for one in wanted:
        seats = frozenset(r.platform_id for r in rows if r.id == one.member_id and r.platform_id is not None)
        yield one, Actor(member_id=one.member_id, platforms=seats, is_association=one.member_id in speakers)
