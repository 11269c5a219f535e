"""Reading the sources of an issue file."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.papers.models import Evidence, IssueFile
from forum.papers.policy import CanCollect, collecting_gate
from forum.papers.queries import issue_file
from forum.papers.sources.models import Material, MaterialText
from forum.papers.sources.policy import may_read
from forum.threads.models import Post, Thread

WHOLE = (
    joinedload(Material.authority),
    joinedload(Material.post).options(joinedload(Post.hiding), joinedload(Post.thread).joinedload(Thread.board)),
)


def materials(actor: Actor, file: IssueFile) -> Sequence[Row]:
    """The sources of a file that the actor may read, oldest first, with how many cards each gave: one query."""
    cards = select(func.count()).where(Evidence.material_id == Material.id).scalar_subquery()
    found = db.session.execute(
        select(Material, cards.label("cards"))
        .where(Material.issue_file_id == file.id)
        .options(*WHOLE)
        .order_by(Material.id)
    ).all()
    return [row for row in found if may_read(actor, row.Material, file.platform_id)]


def material(actor: Actor, material_id: int, *, to: CanCollect = CanCollect.READ) -> tuple[IssueFile, Material]:
    """Fetch one source with its file, for somebody who works with the file and may read the source.

    Raises:
        NotFound: there is none, or it is not for the actor to know of.
        Refused: the actor may read it but not do ``to``.
    """
    found = db.session.scalars(select(Material).where(Material.id == material_id).options(*WHOLE)).one_or_none()
    if found is not None:
        file = issue_file(actor, found.issue_file_id)
        if may_read(actor, found, file.platform_id):
            collecting_gate.require(actor, to, file)
            return file, found
    raise NotFound(_("There is no such source, or you may not read what it comes from."))


def text_of(material: Material, number: int | None = None) -> MaterialText:
    """One text of a source: the present one unless ``number`` is given.

    Raises:
        NotFound: it never had such a text.
    """
    found = db.session.get(MaterialText, (material.id, number or material.revision))
    if found is None:
        raise NotFound(_("This source never had such a text."))
    return found


def texts(wanted: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], str]:
    """Texts by source and number: one query."""
    query = select(MaterialText.material_id, MaterialText.number, MaterialText.text).where(
        tuple_(MaterialText.material_id, MaterialText.number).in_(wanted)
    )
    return {(row.material_id, row.number): row.text for row in db.session.execute(query)} if wanted else {}


def has_cards(material: Material) -> bool:
    """Whether evidence was taken from a source."""
    return db.session.scalar(select(Evidence.id).where(Evidence.material_id == material.id).limit(1)) is not None
