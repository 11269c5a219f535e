"""How people appear in search: to those who may see the people of a platform, and to nobody else."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select, true, tuple_

from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import locale
from forum.members.models import Departure, Member
from forum.platforms.models import Platform, Seat
from forum.search.port import Card, Document, audience_of_platform

#: A person has a document for each seat, so that it is found by the people of that platform.
_SEATS = 2**20


def seat_number(member_id: int, platform_id: int) -> int:
    """The number of the document of one seat."""
    return member_id * _SEATS + platform_id


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """``platforms.policy.Can.SEE_PEOPLE`` for lists, as SQL over ``Seat``; a test holds the two equal."""
    return true() if actor.is_association else Seat.platform_id.in_(actor.platforms)


class SearchablePeople:
    """Everybody who has a seat and has not left; one result a person."""

    kind = "person"

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of these seats that are taken."""
        return [_document(row) for row in db.session.execute(_seats().where(_among(ids)))]

    def everything(self, batch: int) -> Iterable[Document]:
        """All seats; there are hundreds of them."""
        for row in db.session.execute(_seats().order_by(Seat.member_id.desc()).execution_options(yield_per=batch)):
            yield _document(row)

    def audiences(self, actor: Actor) -> frozenset[str]:
        """The platforms whose people the actor may see."""
        seen = db.session.scalars(select(Platform.id)) if actor.is_association else actor.platforms
        return frozenset(audience_of_platform(platform_id) for platform_id in seen)

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """People whom the actor may see now."""
        if not actor.is_signed_in:
            return {}
        rows = db.session.execute(_seats().where(_among(ids), seen_by(actor)))
        return {card.id: card for card in map(_card, rows)}

    @property
    def watched(self) -> Mapping[type, Any]:
        """Rows whose change is a change of documents, and of which."""
        return {
            Seat: lambda seat: [seat_number(seat.member_id, seat.platform_id)],
            Member: lambda member: _seats_of(member.id),
            Departure: lambda departure: _seats_of(departure.member_id),
        }


def _seats_of(member_id: int) -> list[int]:
    taken = db.session.scalars(select(Seat.platform_id).where(Seat.member_id == member_id))
    return [seat_number(member_id, platform_id) for platform_id in taken]


def _among(ids: Collection[int]) -> ColumnElement[bool]:
    return tuple_(Seat.member_id, Seat.platform_id).in_([divmod(number, _SEATS) for number in ids])


def _seats() -> Select:
    return (
        select(
            Seat.member_id, Seat.platform_id, Member.name, Member.job_title, Member.demo_key, Member.authority_id,
            Member.created_at, Authority.name_ar, Authority.name_en, Authority.region,
            Platform.name_ar.label("platform_ar"), Platform.name_en.label("platform_en"), Platform.slug,
        )
        .join(Member, Member.id == Seat.member_id)
        .join(Platform, Platform.id == Seat.platform_id)
        .outerjoin(Authority, Authority.id == Member.authority_id)
        .outerjoin(Departure, Departure.member_id == Seat.member_id)
        .where(Departure.member_id.is_(None))
    )


def _document(row: Row) -> Document:
    return Document(
        kind=SearchablePeople.kind, id=seat_number(row.member_id, row.platform_id), title=row.name,
        body=row.job_title, group=f"person:{row.member_id}", author=row.name,
        authority=f"{row.name_ar or ''} {row.name_en or ''}".strip(),
        place=f"{row.platform_ar} {row.platform_en}", audience=audience_of_platform(row.platform_id),
        platform_id=row.platform_id, region=row.region, authority_id=row.authority_id, author_id=row.member_id,
        created_at=row.created_at,
    )  # fmt: skip


def _card(row: Row) -> Card:
    is_arabic = locale() == "ar"
    return Card(
        kind=SearchablePeople.kind, id=seat_number(row.member_id, row.platform_id),
        address=f"/members/{row.member_id}", title=row.name, text=row.job_title,
        place=row.platform_ar if is_arabic else row.platform_en,
        authority=(row.name_ar if is_arabic else row.name_en) or "", region=row.region, platform=row.slug,
        authority_id=row.authority_id,
        demo=row.demo_key is not None,
    )  # fmt: skip
