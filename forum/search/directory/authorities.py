"""How local authorities appear in search: each leads to all that is known from it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.authorities.rules import KINDS
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named
from forum.search.port import EVERYONE, Card, Document

#: What people type before the name of a place.
KINDS_TYPED = {
    "municipality": "بلدية municipality",
    "village_council": "مجلس قروي village council",
    "joint_service_council": "مجلس خدمات مشترك joint service council",
}


class SearchableAuthorities:
    """The directory; it is public."""

    kind = "authority"

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that exist."""
        return map(_document, db.session.scalars(_all().where(Authority.id.in_(ids))))

    def everything(self, batch: int) -> Iterable[Document]:
        """The whole directory."""
        return map(_document, db.session.scalars(_all().order_by(Authority.id.desc())).all())

    def audiences(self, actor: Actor) -> frozenset[str]:
        """Everybody's."""
        return frozenset({EVERYONE})

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """Authorities by their names in the reader's language."""
        return {found.id: _card(found) for found in db.session.scalars(_all().where(Authority.id.in_(ids)))}

    @property
    def watched(self) -> Mapping[type, Any]:
        """Rows whose change is a change of documents, and of which."""
        return {Authority: lambda authority: [authority.id]}


def _all():
    return select(Authority).options(joinedload(Authority.governorate))


def _document(authority: Authority) -> Document:
    names = f"{authority.name_ar} {authority.name_en}"
    place = f"{authority.governorate.name_ar} {authority.governorate.name_en}"
    return Document(
        kind=SearchableAuthorities.kind, id=authority.id, title=names,
        body=f"{KINDS_TYPED.get(authority.kind, '')} {place}", authority=names,
        region=authority.region, authority_id=authority.id,
    )  # fmt: skip


def _card(authority: Authority) -> Card:
    told = [str(KINDS.get(authority.kind, "")), _("Governorate of %(name)s", name=named(authority.governorate))]
    if authority.population:
        told.append(_("population %(num)s", num=f"{authority.population:,}"))
    return Card(
        kind=SearchableAuthorities.kind, id=authority.id, address=f"/search?authority={authority.id}",
        title=named(authority), text=" · ".join(filter(None, told)), region=authority.region,
    )  # fmt: skip
