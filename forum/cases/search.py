"""How cases appear in search: what was accepted, for every member."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.cases.models import Case, CaseHiding, Telling
from forum.cases.policy import Can, gate, shown
from forum.cases.queries import plain
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import named
from forum.search.port import MEMBERS, Card, Document


class SearchableCases:
    """Accepted cases with all their words, the contact left out."""

    kind = "case"

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that colleagues can read."""
        return [_document(case, telling) for case, telling in db.session.execute(_shown().where(Case.id.in_(ids)))]

    def everything(self, batch: int) -> Iterable[Document]:
        """The whole library; there are hundreds of cases in years."""
        for case, telling in db.session.execute(_shown().order_by(Case.id.desc())):
            yield _document(case, telling)

    def audiences(self, actor: Actor) -> frozenset[str]:
        """Every member."""
        return frozenset({MEMBERS}) if actor.is_signed_in else frozenset()

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """Those that the actor may read now."""
        found = db.session.execute(_shown().where(Case.id.in_(ids)))
        return {case.id: _card(case, telling) for case, telling in found if gate.may(actor, Can.READ, case)}

    @property
    def watched(self) -> Mapping[type, Any]:
        """Rows whose change is a change of documents, and of which."""
        return {
            Case: lambda case: [case.id], Telling: lambda telling: [telling.case_id],
            CaseHiding: lambda hiding: [hiding.case_id],
        }


def _shown() -> Select:
    return (
        select(Case, Telling)
        .join(Telling, (Telling.case_id == Case.id) & (Telling.number == Case.shown_number))
        .where(shown())
        .options(
            joinedload(Case.platform), joinedload(Case.hiding),
            joinedload(Case.authority).joinedload(Authority.governorate),
        )
    )


def _document(case: Case, telling: Telling) -> Document:
    authority, platform = case.authority, case.platform
    return Document(
        kind="case", id=case.id, title=telling.title, body=plain(telling), audience=MEMBERS,
        authority=f"{authority.name_ar} {authority.name_en}", place=f"{platform.name_ar} {platform.name_en}",
        platform_id=case.platform_id, region=authority.region, authority_id=authority.id,
        created_at=case.accepted_at,
    )  # fmt: skip


def _card(case: Case, telling: Telling) -> Card:
    return Card(
        kind="case", id=case.id, address=f"/cases/{case.id}", title=telling.title, text=plain(telling),
        place=named(case.platform), authority=named(case.authority), authority_id=case.authority_id,
        region=case.authority.region, created_at=case.accepted_at, platform=case.platform.slug,
        demo=case.demo_key is not None,
    )  # fmt: skip
