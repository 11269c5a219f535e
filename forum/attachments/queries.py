"""Reading attachments: the files of things, one file, the words of its pages."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from forum.attachments import addresses, rules
from forum.attachments.models import Attachment, AttachmentPage, FileSpace
from forum.attachments.port import HOLDERS, Place
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.files import space
from forum.kernel.i18n import gettext as _, ngettext, number


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file in a list. Fit for ``components/files.html``."""

    id: int
    name: str
    ending: str
    size: int
    width: int | None
    height: int | None
    is_picture: bool
    has_words: bool
    demo: bool

    @property
    def href(self) -> str:
        """The picture to look at, or the file to keep."""
        return addresses.of_picture(self.id) if self.is_picture else addresses.of_file(self.id)

    @property
    def download(self) -> str:
        """The file to keep."""
        return addresses.of_file(self.id)

    @property
    def small(self) -> str:
        """The small picture."""
        return addresses.of_small(self.id)

    @property
    def pages(self) -> str:
        """The words of its pages."""
        return addresses.of_page(self.id)

    @property
    def facts(self) -> str:
        """What it is and how heavy: «PDF · 1.2 MB», each in its own direction."""
        return f"\u2068{rules.KINDS[self.ending]}\u2069 · \u2068{weight(self.size)}\u2069"


def weight(size: int) -> str:
    """Bytes as a person says them.

    >>> weight(0), weight(2_400_000)
    ('1 KB', '2.3 MB')
    """
    if size < 1 << 20:
        return _("%(amount)s KB", amount=number(max(1, round(size / 1024))))
    return _("%(amount)s MB", amount=number(round(size / (1 << 20), 1)))


_HAS_WORDS = select(AttachmentPage.id).where(AttachmentPage.attachment_id == Attachment.id).exists()


def files_of(kind: str, ids: Collection[int]) -> dict[int, list[FileCard]]:
    """The files of things that the actor is known to read, in order: one query, whatever ``ids`` holds."""
    if not ids:
        return {}
    query = (
        select(
            Attachment.id, Attachment.name, Attachment.ending, Attachment.size, Attachment.width, Attachment.height,
            Attachment.small, Attachment.demo_key, Attachment.holder_id, _HAS_WORDS.label("has_words"),
        )
        .where(Attachment.holder_kind == kind, Attachment.holder_id.in_(ids))
        .order_by(Attachment.holder_id, Attachment.position, Attachment.id)
    )
    found: dict[int, list[FileCard]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.holder_id, []).append(
            FileCard(
                row.id, row.name, row.ending, row.size, row.width, row.height, bool(row.small), bool(row.has_words),
                row.demo_key is not None,
            )
        )
    return found


def names_of(kind: str, ids: Collection[int]) -> dict[int, list[str]]:
    """The names of the files of things, for search."""
    query = select(Attachment.holder_id, Attachment.name).where(
        Attachment.holder_kind == kind, Attachment.holder_id.in_(ids)
    )
    found: dict[int, list[str]] = {}
    for holder_id, name in db.session.execute(query):
        found.setdefault(holder_id, []).append(name)
    return found


def attachment(actor: Actor, attachment_id: int) -> Attachment:
    """One file that the actor may read now.

    Raises:
        NotFound: no such file, or what it belongs to is not for the actor; the answer is the same.
    """
    found = db.session.get(Attachment, attachment_id, populate_existing=True)
    holder = HOLDERS.get(found.holder_kind) if found else None
    if found is None or holder is None or found.holder_id not in holder.readable(actor, [found.holder_id]):
        raise NotFound(_("There is no such file, or what it belongs to is not open to you."))
    return found


def place_of(found: Attachment) -> Place | None:
    """Where a file stands; nothing while that is hidden."""
    return HOLDERS[found.holder_kind].places([found.holder_id]).get(found.holder_id)


def page_texts(actor: Actor, attachment_id: int) -> list[tuple[int, str]]:
    """The words of a file, page by page, as (number, text); pages without words are left out.

    Raises:
        NotFound: like ``attachment``.
    """
    return pages_of(attachment(actor, attachment_id))


def pages_of(found: Attachment) -> list[tuple[int, str]]:
    """The same, of a file in hand."""
    query = (
        select(AttachmentPage.number, AttachmentPage.text)
        .where(AttachmentPage.attachment_id == found.id)
        .order_by(AttachmentPage.number)
    )
    return [(row.number, row.text) for row in db.session.execute(query)]


def page_label(ending: str, page: int) -> str:
    """«Page 2», «Sheet 2» or «Slide 2»."""
    said = {"sheet": _("Sheet %(number)d", number=page), "slide": _("Slide %(number)d", number=page)}
    return said.get(rules.SHEETS.get(ending, ""), _("Page %(number)d", number=page))


def used_by(actor: Actor) -> int:
    """Bytes that the member's files take."""
    return db.session.scalar(select(FileSpace.used).where(FileSpace.owner == f"member:{actor.member_id}")) or 0


def is_room(actor: Actor, size: int) -> bool:
    """Whether so much more fits into the member's space, as far as is known before it is taken."""
    return used_by(actor) + size <= space.of_member()


def count_of(kind: str, id: int) -> int:
    """How many files a thing has."""
    query = select(func.count()).where(Attachment.holder_kind == kind, Attachment.holder_id == id)
    return db.session.scalar(query.select_from(Attachment)) or 0


def too_many() -> str:
    """The sentence for whoever attaches too much."""
    return ngettext(
        "At most %(num)d file belongs to one post or page.", "At most %(num)d files belong to one post or page.",
        rules.MOST_FILES,
    )
