"""Attaching and taking off; space is counted by the database, so that it is exact whoever comes together."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from forum.attachments import queries, rules
from forum.attachments.models import Attachment, AttachmentPage, FileSpace
from forum.attachments.port import HOLDERS
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.files import space
from forum.kernel.files.receiving import Received
from forum.kernel.i18n import gettext as _
from forum.kernel.jobs import enqueue
from forum.search.indexing import reindex

#: The job that looks for the words in a file; payload: ``attachment_id``.
READ = "attachments.read"


def attach(received: Received, *, to: tuple[str, int], by: Actor, demo_key: str | None = None) -> Attachment:
    """Make a stored file one of the files of ``to``, e.g. ``("post", 7)``.

    Raises:
        Refused, NotFound: the holder of that kind does not let the actor.
        Invalid: there are too many files, or no space is left.
    """
    kind, id = to
    holder = HOLDERS[kind]
    holder.require_attach(by, id)
    if (count := queries.count_of(kind, id)) >= rules.MOST_FILES:
        raise Invalid(queries.too_many())
    platform_id = holder.platform_of(id)
    _take(f"member:{by.member_id}", received.size, space.of_member(), _no_room_of_member())
    if platform_id is not None:
        _take(f"platform:{platform_id}", received.size, space.of_platform(), _no_room_of_platform())
    made = Attachment(
        holder_kind=kind, holder_id=id, position=count + 1, member_id=by.member_id, platform_id=platform_id,
        sha256=received.sha256, small=received.small, name=received.name, ending=received.ending, type=received.type,
        size=received.size, width=received.width, height=received.height, demo_key=demo_key,
    )
    db.session.add(made)
    db.session.flush()
    if received.ending in rules.READABLE:
        enqueue(READ, attachment_id=made.id)
    return made


def attach_all(received: Sequence[Received], *, to: tuple[str, int], by: Actor) -> list[Attachment]:
    """Attach several files in their order."""
    return [attach(one, to=to, by=by) for one in received]


def remove(attachment: Attachment, *, by: Actor) -> None:
    """Take a file off; its bytes are swept when nothing else names them."""
    HOLDERS[attachment.holder_kind].require_attach(by, attachment.holder_id)
    _forget(attachment)


def remove_chosen(ids: Collection[int], *, of: tuple[str, int], by: Actor) -> int:
    """Take those of ``ids`` off that belong to ``of``; returns how many."""
    query = select(Attachment).where(
        Attachment.id.in_(ids), Attachment.holder_kind == of[0], Attachment.holder_id == of[1]
    )
    found = db.session.scalars(query).all()
    for attachment in found:
        remove(attachment, by=by)
    return len(found)


def _forget(attachment: Attachment) -> None:
    pages = _page_ids(AttachmentPage.attachment_id == attachment.id)
    _give_back(f"member:{attachment.member_id}", attachment.size)
    if attachment.platform_id is not None:
        _give_back(f"platform:{attachment.platform_id}", attachment.size)
    db.session.execute(delete(AttachmentPage).where(AttachmentPage.attachment_id == attachment.id))
    db.session.delete(attachment)
    db.session.flush()
    reindex("file", pages)


def moved(kind: str, ids: Collection[int], platform_id: int | None) -> None:
    """Let the files of things follow them to another platform, whose space they take from now on."""
    query = select(Attachment).where(Attachment.holder_kind == kind, Attachment.holder_id.in_(ids))
    for attachment in db.session.scalars(query).all():
        if attachment.platform_id != platform_id:
            if attachment.platform_id is not None:
                _give_back(f"platform:{attachment.platform_id}", attachment.size)
            if platform_id is not None:
                _count(f"platform:{platform_id}", attachment.size)
            attachment.platform_id = platform_id
    holders_changed(kind, ids)


def holders_changed(kind: str, ids: Collection[int]) -> None:
    """Let search learn the files of things again: hidden, shown, renamed, moved."""
    db.session.flush()
    files = select(Attachment.id).where(Attachment.holder_kind == kind, Attachment.holder_id.in_(ids))
    reindex("file", _page_ids(AttachmentPage.attachment_id.in_(files)))


def note_pages(attachment_id: int, pages: Sequence[tuple[int, str]]) -> None:
    """Keep the words that were found in a file, in place of those from before."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None:  # taken off meanwhile
        return
    before = _page_ids(AttachmentPage.attachment_id == attachment_id)
    db.session.execute(delete(AttachmentPage).where(AttachmentPage.attachment_id == attachment_id))
    db.session.add_all(AttachmentPage(attachment_id=attachment_id, number=n, text=text) for n, text in pages)
    attachment.read_at = clock.now()
    db.session.flush()
    reindex("file", sorted({*before, *_page_ids(AttachmentPage.attachment_id == attachment_id)}))


def _page_ids(which) -> list[int]:
    return list(db.session.scalars(select(AttachmentPage.id).where(which)))


def _no_room_of_member() -> str:
    return _("Your files have reached the space that a member has. Take off files that are no longer needed.")


def _no_room_of_platform() -> str:
    return _("The platform's space for files is full. Ask its coordinator.")


def _take(owner: str, size: int, most: int, sentence: str) -> None:
    """Count ``size`` more, unless that is over the limit: one guarded statement, so two cannot both take the last."""
    _open(owner)
    fits = update(FileSpace).where(FileSpace.owner == owner, FileSpace.used + size <= most)
    if not db.session.execute(fits.values(used=FileSpace.used + size)).rowcount:
        raise Invalid(sentence)


def _count(owner: str, size: int) -> None:
    _open(owner)
    _give_back(owner, -size)


def _give_back(owner: str, size: int) -> None:
    db.session.execute(update(FileSpace).where(FileSpace.owner == owner).values(used=FileSpace.used - size))


def _open(owner: str) -> None:
    """Make the counter, once; two who come together make one."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    db.session.execute(dialect.insert(FileSpace).values(owner=owner, used=0).on_conflict_do_nothing())
