"""How workshops appear in search: that they take place for everybody, what was said there for members."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import named
from forum.search.port import EVERYONE, MEMBERS, Card, Document
from forum.workshops.closing import queries as closing
from forum.workshops.closing.models import Minutes, WorkshopMaterial
from forum.workshops.models import Workshop, WorkshopHost
from forum.workshops.policy import Can, gate


class SearchableWorkshops:
    """Title, place and subject of every workshop."""

    kind = "workshop"
    audience = EVERYONE
    to = Can.SEE

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that exist."""
        return map(self._document, db.session.scalars(_all().where(Workshop.id.in_(ids))))

    def everything(self, batch: int) -> Iterable[Document]:
        """All workshops; there are hundreds of them in years."""
        return map(self._document, db.session.scalars(_all().order_by(Workshop.id.desc())).all())

    def audiences(self, actor: Actor) -> frozenset[str]:
        """Those who may know of it."""
        return frozenset({MEMBERS}) if actor.is_signed_in else frozenset()

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """Workshops of which the actor may know this."""
        found = db.session.scalars(_all().where(Workshop.id.in_(ids)))
        return {one.id: self._card(one) for one in found if gate.may(actor, self.to, one)}

    def _words(self, workshop: Workshop) -> str:
        return "\n".join(filter(None, (workshop.place, workshop.about)))

    def _document(self, workshop: Workshop) -> Document:
        platform = workshop.platform
        return Document(
            kind=self.kind, id=workshop.id, title=f"{workshop.title_ar} {workshop.title_en}".strip(),
            body=self._words(workshop), group=f"workshop:{workshop.id}", audience=self.audience,
            place=f"{platform.name_ar} {platform.name_en}", platform_id=workshop.platform_id,
            region=None if workshop.region == "all" else workshop.region, created_at=workshop.starts_at,
        )  # fmt: skip

    def _card(self, workshop: Workshop) -> Card:
        return Card(
            kind=self.kind, id=workshop.id, address=f"/workshops/{workshop.id}", title=named(workshop, "title"),
            text=self._words(workshop), place=named(workshop.platform), created_at=workshop.starts_at,
            region=None if workshop.region == "all" else workshop.region, platform=workshop.platform.slug,
            demo=workshop.demo_key is not None,
        )  # fmt: skip

    @property
    def watched(self) -> Mapping[type, Any]:
        """Rows whose change is a change of documents, and of which."""
        return {Workshop: lambda workshop: [workshop.id]}


class SearchableWorkshopNotes(SearchableWorkshops):
    """What stands on a workshop's page for members: agenda, hosts, notes, the newest minutes, materials."""

    kind = "workshop_notes"
    audience = MEMBERS
    to = Can.READ_NOTES

    def _words(self, workshop: Workshop) -> str:
        agenda = (str(line.get("what", "")) for line in workshop.agenda)
        hosts = (f"{host.name} {host.calling} {host.biography}".strip() for host in workshop.hosts)
        return "\n".join(filter(None, (workshop.notes, *hosts, *agenda, *closing.words_of(workshop.id))))

    @property
    def watched(self) -> Mapping[type, Any]:
        """What is written after a workshop is found through it."""
        return {
            Minutes: lambda minutes: [minutes.workshop_id],
            WorkshopMaterial: lambda material: [material.workshop_id],
            WorkshopHost: lambda host: [host.workshop_id],
        } | super().watched


def _all():
    return select(Workshop).options(joinedload(Workshop.platform))
