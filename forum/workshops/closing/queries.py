"""Reading minutes, steps, materials and notes. Whoever asks was allowed to read what is said in the workshop."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.attachments.queries import names_of
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.rendering import text_of
from forum.workshops.closing.models import Minutes, WorkshopMaterial, WorkshopNote, WorkshopStep
from forum.workshops.models import Workshop


def newest(workshop_id: int) -> Minutes | None:
    """The version of the minutes that counts, if any was written."""
    query = select(Minutes).where(Minutes.workshop_id == workshop_id).order_by(Minutes.number.desc()).limit(1)
    return db.session.scalars(query).first()


def versions(workshop_id: int) -> Sequence[Minutes]:
    """Every version of the minutes with its writer, newest first."""
    query = select(Minutes).where(Minutes.workshop_id == workshop_id).options(joinedload(Minutes.member))
    return db.session.scalars(query.order_by(Minutes.number.desc())).all()


def next_number(workshop_id: int) -> int:
    """The number of the next version of the minutes."""
    return (db.session.scalar(select(func.max(Minutes.number)).where(Minutes.workshop_id == workshop_id)) or 0) + 1


def steps(workshop_id: int) -> Sequence[WorkshopStep]:
    """What is to be done after a workshop, what is due first on top."""
    query = select(WorkshopStep).where(WorkshopStep.workshop_id == workshop_id)
    query = query.options(joinedload(WorkshopStep.member))
    return db.session.scalars(query.order_by(WorkshopStep.due_on.is_(None), WorkshopStep.due_on, WorkshopStep.id)).all()


def steps_of(actor: Actor) -> Sequence[WorkshopStep]:
    """What the actor still has to do after workshops, what is due first on top."""
    query = select(WorkshopStep).where(WorkshopStep.member_id == actor.member_id, WorkshopStep.done_at.is_(None))
    query = query.options(joinedload(WorkshopStep.workshop), joinedload(WorkshopStep.member))
    return db.session.scalars(query.order_by(WorkshopStep.due_on.is_(None), WorkshopStep.due_on, WorkshopStep.id)).all()


def step(step_id: int) -> WorkshopStep:
    """One step with its workshop.

    Raises:
        NotFound: there is no such step.
    """
    query = select(WorkshopStep).where(WorkshopStep.id == step_id).options(joinedload(WorkshopStep.workshop))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such step."))
    return found


def due(on: date) -> Sequence[WorkshopStep]:
    """Steps whose day has come and of which nobody was reminded yet."""
    return db.session.scalars(
        select(WorkshopStep)
        .join(WorkshopStep.workshop)
        .where(
            WorkshopStep.due_on <= on, WorkshopStep.done_at.is_(None),
            WorkshopStep.reminded_for.is_distinct_from(WorkshopStep.due_on),
        )
        .order_by(WorkshopStep.id)
    ).all()


def materials(workshop_id: int) -> Sequence[WorkshopMaterial]:
    """What can be read with a workshop, in the order in which it was brought."""
    query = select(WorkshopMaterial).where(WorkshopMaterial.workshop_id == workshop_id)
    return db.session.scalars(query.order_by(WorkshopMaterial.id)).all()


def material(material_id: int) -> WorkshopMaterial:
    """One material with its workshop.

    Raises:
        NotFound: there is none.
    """
    query = select(WorkshopMaterial).where(WorkshopMaterial.id == material_id)
    found = db.session.scalars(query.options(joinedload(WorkshopMaterial.workshop))).one_or_none()
    if found is None:
        raise NotFound(_("There is no such material."))
    return found


def note(workshop: Workshop) -> WorkshopNote:
    """The note on what was learned.

    Raises:
        NotFound: none was drafted yet.
    """
    found = db.session.get(WorkshopNote, workshop.id)
    if found is None:
        raise NotFound(_("The minutes are not written yet. Close the workshop first."))
    return found


def words_of(workshop_id: int) -> list[str]:
    """What search learns of a workshop beside its announcement: the newest minutes, materials, names of files."""
    minutes = newest(workshop_id)
    said = [minutes.text] if minutes else []
    said += [f"{m.title}\n{text_of(m.html)}".strip() for m in materials(workshop_id)]
    return said + [name.rpartition(".")[0] for name in names_of("workshop", [workshop_id]).get(workshop_id, [])]
