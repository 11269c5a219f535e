"""Closing a workshop: minutes and what follows from them, the note, materials, steps that are done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict
from forum.kernel.i18n import gettext as _
from forum.platforms.models import Board
from forum.threads import actions as threads
from forum.threads.models import Thread
from forum.threads.rules import PRACTICE
from forum.workshops import queries, rules
from forum.workshops.closing import queries as closing
from forum.workshops.closing.drafting import note_of, plain_minutes
from forum.workshops.closing.models import Minutes, WorkshopMaterial, WorkshopNote, WorkshopStep
from forum.workshops.models import Workshop, WorkshopClosure
from forum.workshops.policy import Can, gate
from forum.workshops.seats.actions import tied


@dataclass(frozen=True, slots=True)
class StepGiven:
    """A next step as it was typed: what, who (a member's number), until when."""

    what: str
    member_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the closing form holds."""

    minutes: str
    notes: str = ""
    decisions: Sequence[str] = ()
    threads: Sequence[Thread] = ()
    steps: Sequence[StepGiven] = ()


def close(workshop: Workshop, outcome: Outcome, *, by: Actor) -> Minutes:
    """Write down what came of a workshop, or a new version of it; the first time a note is drafted from it.

    Raises:
        Refused: it has not begun, or the actor does not look after it.
    """
    queries.hold(workshop)
    gate.require(by, Can.CLOSE, workshop)
    is_first = workshop.closure is None
    if is_first:
        workshop.closure = WorkshopClosure(member_id=by.member_id, at=clock.now())
    workshop.notes = outcome.notes
    for thread in outcome.threads:
        tied(workshop, thread, rules.DISCUSSED)
    for given in outcome.steps:
        add_step(workshop, given, by=by)
    made = _minutes(workshop, outcome, by)
    if is_first:
        record("workshop.closed", workshop, by=by, number=made.number)
        db.session.flush()
        title, source = note_of(workshop, made, closing.steps(workshop.id), _threads_of(workshop))
        db.session.add(WorkshopNote(workshop_id=workshop.id, title=title, source=source, changed_at=clock.now()))
        record("workshop.note_drafted", workshop, by=by)
    else:
        record("workshop.minutes_revised", workshop, by=by, number=made.number)
    return made


def _minutes(workshop: Workshop, outcome: Outcome, by: Actor) -> Minutes:
    """A new version of the minutes, unless nothing in them changed."""
    text = plain_minutes(workshop, outcome.minutes, outcome.decisions)
    newest = closing.newest(workshop.id)
    if newest is not None and newest.text == text:
        return newest
    made = Minutes(
        workshop_id=workshop.id, number=closing.next_number(workshop.id), decisions=list(outcome.decisions), text=text,
        member_id=by.member_id, at=clock.now(),
    )
    made.write(outcome.minutes)
    db.session.add(made)
    db.session.flush()
    return made


def _threads_of(workshop: Workshop) -> Sequence[Thread]:
    ids = queries.threads_by_part(workshop.id)
    return db.session.query(Thread).where(Thread.id.in_(ids)).order_by(Thread.id).all()


def add_step(workshop: Workshop, given: StepGiven, *, by: Actor) -> WorkshopStep:
    """Note what is to be done; the person who is to do it hears of it."""
    made = WorkshopStep(workshop_id=workshop.id, what=given.what, member_id=given.member_id, due_on=given.due_on)
    db.session.add(made)
    db.session.flush()
    if given.member_id:
        record("workshop.step_given", workshop, by=by, member_id=given.member_id, what=given.what)
    return made


def step_done(step: WorkshopStep, *, by: Actor) -> None:
    """Note that a step is done."""
    if step.done_at is None:
        step.done_at, step.done_by_id = clock.now(), by.member_id
        record("workshop.step_done", step.workshop, by=by, what=step.what)


def remind_of_steps() -> None:
    """The chore of a day: once for each day that has come, the person (else whoever closed) hears of it."""
    for step in closing.due(queries.today()):
        step.reminded_for = step.due_on
        workshop = db.session.get_one(Workshop, step.workshop_id)
        to = step.member_id or (workshop.closure.member_id if workshop.closure else None)
        if to:
            record("workshop.step_due", workshop, by=ANYONE, member_id=to, what=step.what)


def save_note(note: WorkshopNote, title: str, source: str, *, based_on: int, by: Actor) -> None:
    """Keep what a moderator wrote in the draft.

    Raises:
        Conflict: somebody else saved meanwhile.
    """
    db.session.refresh(note, ["version", "published_at"], with_for_update=True)
    if note.version != based_on:
        raise Conflict(_("Somebody else saved the note meanwhile. Read it before you save yours."))
    note.title, note.source, note.version, note.changed_at = title, source, note.version + 1, clock.now()
    record("workshop.note_saved", db.session.get_one(Workshop, note.workshop_id), by=by)


def publish_note(workshop: Workshop, note: WorkshopNote, board: Board, *, by: Actor) -> Thread:
    """Open the note as a thread of the platform, tied to the workshop.

    Raises:
        Conflict: it is published already.
    """
    gate.require(by, Can.PUBLISH_NOTE, workshop)
    db.session.refresh(note, ["published_at"], with_for_update=True)
    if note.published_at is not None:
        raise Conflict(_("This note is published already."))
    thread = threads.ask(board, title=note.title, kind=PRACTICE, body=note.source, by=by)
    note.thread_id, note.published_at = thread.id, clock.now()
    tied(workshop, thread, rules.NOTE)
    record("workshop.note_published", workshop, by=by, thread_id=thread.id)
    return thread


def bring_material(workshop: Workshop, title: str, address: str, source: str, *, by: Actor) -> WorkshopMaterial:
    """Put a link or a text with a workshop."""
    gate.require(by, Can.BRING_MATERIAL, workshop)
    made = WorkshopMaterial(workshop_id=workshop.id, title=title, address=address, member_id=by.member_id)
    made.write(source)
    db.session.add(made)
    db.session.flush()
    record("workshop.material_brought", workshop, by=by, material_id=made.id)
    return made


def remove_material(material: WorkshopMaterial, *, by: Actor) -> None:
    """Take a link or a text away."""
    gate.require(by, Can.BRING_MATERIAL, material.workshop)
    record("workshop.material_removed", material.workshop, by=by, title=material.title)
    db.session.delete(material)
