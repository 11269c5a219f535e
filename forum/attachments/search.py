"""How the words in files appear in search: a result a page, which says the page."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Row, Select, select

from forum.attachments import addresses, queries
from forum.attachments.models import Attachment, AttachmentPage
from forum.attachments.port import HOLDERS, Place
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.platforms.models import Platform
from forum.search.port import MEMBERS, Card, Document, audience_of_platform


class SearchablePages:
    """Every page with words of every file whose holder can be found."""

    kind = "file"

    def documents(self, ids: Collection[int]) -> Iterable[Document]:
        """Those of ``ids`` that should be found."""
        return _documents(db.session.execute(_pages().where(AttachmentPage.id.in_(ids))).all())

    def everything(self, batch: int) -> Iterable[Document]:
        """All pages, newest first."""
        last = 2**31 - 1
        query = _pages().order_by(AttachmentPage.id.desc()).limit(batch)
        while rows := db.session.execute(query.where(AttachmentPage.id < last)).all():
            yield from _documents(rows)
            last = rows[-1].id

    def audiences(self, actor: Actor) -> frozenset[str]:
        """The platforms that the actor may read; what stands there is asked again for each card."""
        if not actor.is_signed_in:
            return frozenset()
        ids = db.session.scalars(select(Platform.id)) if actor.is_association else actor.platforms
        return frozenset({MEMBERS, *map(audience_of_platform, ids)})

    def cards(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Card]:
        """What results show, of files that the actor may read now."""
        rows = db.session.execute(_pages().where(AttachmentPage.id.in_(ids))).all()
        allowed = {
            (kind, id)
            for kind, of_kind in _by_kind(rows).items()
            for id in HOLDERS[kind].readable(actor, of_kind)
        }
        places = _places(rows)
        return {
            row.id: _card(row, places[key])
            for row in rows
            if (key := (row.holder_kind, row.holder_id)) in allowed and key in places
        }


def _pages() -> Select:
    return select(
        AttachmentPage.id, AttachmentPage.number, AttachmentPage.text, Attachment.id.label("file_id"), Attachment.name,
        Attachment.ending, Attachment.holder_kind, Attachment.holder_id, Attachment.created_at,
    ).join(Attachment, Attachment.id == AttachmentPage.attachment_id)


def _by_kind(rows: Sequence[Row]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for row in rows:
        if row.holder_kind in HOLDERS:
            found.setdefault(row.holder_kind, set()).add(row.holder_id)
    return found


def _places(rows: Sequence[Row]) -> dict[tuple[str, int], Place]:
    return {
        (kind, id): place
        for kind, ids in _by_kind(rows).items()
        for id, place in HOLDERS[kind].places(ids).items()
    }


def _documents(rows: Sequence[Row]) -> Iterable[Document]:
    places = _places(rows)
    for row in rows:
        place = places.get((row.holder_kind, row.holder_id))
        if place is None:
            continue
        yield Document(
            kind="file", id=row.id, title=row.name.rpartition(".")[0], attachments=row.text,
            group=place.group or f"{row.holder_kind}:{row.holder_id}", audience=place.audience,
            platform_id=place.platform_id, board_id=place.board_id, author_id=place.author_id,
            authority_id=place.authority_id, region=place.region, has_file=True,
            created_at=place.created_at or row.created_at,
        )


def _card(row: Row, place: Place) -> Card:
    page = queries.page_label(row.ending, row.number)
    return Card(
        kind="file", id=row.id, address=addresses.of_page(row.file_id, row.number),
        title=_("%(name)s, %(page)s", name=row.name, page=page), text=row.text, place=place.title,
        region=place.region, created_at=place.created_at or row.created_at, demo=place.demo,
    )
