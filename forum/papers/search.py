"""How published papers and guides appear in search."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Row, Select, and_, select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import named
from forum.papers import rules
from forum.papers.addresses import of_paper
from forum.papers.documents import Paper, PaperVersion
from forum.platforms.models import Platform
from forum.search.port import EVERYONE, Card, Document


class SearchablePapers:
    """The published version of every paper; drafts are not found."""

    kind = "paper"

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that are published."""
        return [_document(row) for row in db.session.execute(_published().where(Paper.id.in_(ids)))]

    def everything(self, batch: int) -> Iterable[Document]:
        """All published papers; there are tens of them."""
        for row in db.session.execute(_published().order_by(Paper.id.desc()).execution_options(yield_per=batch)):
            yield _document(row)

    def audiences(self, _actor: Actor) -> frozenset[str]:
        """Published papers are everybody's."""
        return frozenset()

    def cards(self, _actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """What results show of papers that are published now."""
        rows = db.session.execute(_published().where(Paper.id.in_(ids)))
        return {
            row.id: Card(
                kind=self.kind, id=row.id, address=of_paper(row.id), title=row.title, text=_body(row),
                place=named(row), created_at=row.at,
            )
            for row in rows
        }


def _published() -> Select:
    return (
        select(
            Paper.id, PaperVersion.title, PaperVersion.edition, PaperVersion.at, Paper.platform_id,
            Platform.name_ar, Platform.name_en,
        )
        .join(PaperVersion, and_(PaperVersion.paper_id == Paper.id, PaperVersion.number == Paper.published_number))
        .join(Platform, Platform.id == Paper.platform_id)
        .where(Paper.state.not_in(rules.PAST))
    )


def _body(row: Row) -> str:
    parts = row.edition["parts"]
    return "\n".join(f"{part['heading']}\n{rules.CITATION.sub('', part['source'])}" for part in parts)


def _document(row: Row) -> Document:
    return Document(
        kind=SearchablePapers.kind, id=row.id, title=row.title, body=_body(row),
        place=f"{row.name_ar} {row.name_en}", audience=EVERYONE, platform_id=row.platform_id, created_at=row.at,
    )
