"""Materials of workshops as files: every member reads them, hosts and those who look after it bring them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.actions import record
from forum.attachments import actions as attachments
from forum.attachments.port import Place
from forum.attachments.queries import FileCard, files_of
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.files.receiving import Received
from forum.kernel.i18n import named
from forum.search.indexing import reindex
from forum.search.port import MEMBERS
from forum.workshops import queries
from forum.workshops.addresses import of_workshop
from forum.workshops.models import Workshop
from forum.workshops.policy import Can, gate

KIND = "workshop"


class WorkshopFiles:
    """The holder of the files of workshops; ids are those of workshops."""

    kind = KIND

    def readable(self, actor: Actor, ids: Collection[int]) -> Collection[int]:
        """Those whose notes the actor may read: what was shown is open to whom the minutes are."""
        found = db.session.scalars(select(Workshop).where(Workshop.id.in_(ids))).unique()
        return frozenset(each.id for each in found if gate.may(actor, Can.READ_NOTES, each))

    def require_attach(self, actor: Actor, id: int) -> None:
        """Hosts with an account, and those who look after the workshop."""
        queries.workshop(actor, id, to=Can.BRING_MATERIAL)

    def platform_of(self, id: int) -> int | None:
        """The platform of the workshop."""
        return db.session.scalar(select(Workshop.platform_id).where(Workshop.id == id))

    def places(self, ids: Collection[int]) -> Mapping[int, Place]:
        """All of them: members find every workshop."""
        query = select(Workshop).where(Workshop.id.in_(ids)).options(joinedload(Workshop.platform))
        return {
            each.id: Place(
                title=named(each, "title"), address=of_workshop(each.id) + "#materials", audience=MEMBERS,
                platform_id=each.platform_id, group=f"workshop:{each.id}", created_at=each.starts_at,
                region=None if each.region == "all" else each.region, demo=each.demo_key is not None,
            )
            for each in db.session.scalars(query).unique()
        }


def files(workshop_id: int) -> list[FileCard]:
    """The files of a workshop, in the order in which they came."""
    return files_of(KIND, [workshop_id]).get(workshop_id, [])


def change_files(workshop: Workshop, added: Sequence[Received], dropped: Collection[int], *, by: Actor) -> None:
    """Put files with a workshop and take some off."""
    if not added and not dropped:
        return
    gate.require(by, Can.BRING_MATERIAL, workshop)
    gone = attachments.remove_chosen(dropped, of=(KIND, workshop.id), by=by)
    attachments.attach_all(added, to=(KIND, workshop.id), by=by)
    record("workshop.files_changed", workshop, by=by, added=len(added), taken_off=gone)
    reindex("workshop_notes", [workshop.id])
