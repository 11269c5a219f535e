"""Pictures and papers of cases. A file belongs to the version with which it came, so it is reviewed with it.

A version shows its own files and those of the accepted versions before it.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import or_, select

from forum.attachments import actions as attachments
from forum.attachments.port import Place
from forum.attachments.queries import FileCard, files_of
from forum.cases import queries, rules
from forum.cases.models import Case, CaseReview, Telling
from forum.cases.policy import Can, moderated_by, readable_by, shown
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.files.receiving import Received
from forum.search.port import MEMBERS

KIND = "case"

_is_accepted = (
    select(CaseReview.telling_id)
    .where(CaseReview.telling_id == Telling.id, CaseReview.outcome == rules.ACCEPTED)
    .exists()
)


class CaseFiles:
    """The holder of the files of cases; ids are those of versions."""

    kind = KIND

    def readable(self, actor: Actor, ids: Collection[int]) -> Collection[int]:
        """Accepted versions of readable cases; all of them for the author and the moderators."""
        every = or_(Case.author_id == (actor.member_id or 0), moderated_by(actor))
        query = select(Telling.id).join(Case, Case.id == Telling.case_id)
        return frozenset(db.session.scalars(query.where(Telling.id.in_(ids), readable_by(actor), _is_accepted | every)))

    def require_attach(self, actor: Actor, id: int) -> None:
        """The author, as long as the case may be written again."""
        case_id = db.session.scalar(select(Telling.case_id).where(Telling.id == id))
        if case_id is None:
            raise NotFound
        queries.case(actor, case_id, to=Can.EDIT)

    def platform_of(self, id: int) -> int | None:
        """The platform that reviews the case."""
        query = select(Case.platform_id).join(Telling, Telling.case_id == Case.id).where(Telling.id == id)
        return db.session.scalar(query)

    def places(self, ids: Collection[int]) -> Mapping[int, Place]:
        """Accepted versions of cases in the library."""
        query = (
            select(Telling.id, Telling.title, Case)
            .join(Case, Case.id == Telling.case_id)
            .where(Telling.id.in_(ids), shown(), _is_accepted)
        )
        return {
            telling_id: Place(
                title=title, address=f"/cases/{case.id}", audience=MEMBERS, platform_id=case.platform_id,
                group=f"case:{case.id}", author_id=case.author_id, authority_id=case.authority_id,
                created_at=case.accepted_at, demo=case.demo_key is not None,
            )
            for telling_id, title, case in db.session.execute(query)
        }


def of_version(telling: Telling) -> list[FileCard]:
    """The files that a version shows, in the order in which they came."""
    before = select(Telling.id).where(
        Telling.case_id == telling.case_id,
        or_(Telling.id == telling.id, (Telling.number < telling.number) & _is_accepted),
    )
    ids = db.session.scalars(before.order_by(Telling.number)).all()
    found = files_of(KIND, ids)
    return [card for telling_id in ids for card in found.get(telling_id, [])]


def change(telling: Telling, added: Sequence[Received], dropped: Collection[int], *, by: Actor) -> None:
    """Add files to the version in hand; take some off, wherever they came with."""
    if dropped:
        for telling_id in db.session.scalars(select(Telling.id).where(Telling.case_id == telling.case_id)).all():
            attachments.remove_chosen(dropped, of=(KIND, telling_id), by=by)
    attachments.attach_all(added, to=(KIND, telling.id), by=by)
