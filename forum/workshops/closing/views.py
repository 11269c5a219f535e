"""Pages of closing: the form, minutes and their versions, steps, materials, and the note."""

from flask import redirect, render_template, url_for

from forum.kernel.errors import Conflict, Refused
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor, limiter, takes_files
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.limits import by_person, write_limit
from forum.platforms import queries as platforms
from forum.threads import lists, queries as threads
from forum.threads.policy import CanBoard
from forum.workshops import materials, queries, rules
from forum.workshops.closing import actions, queries as closing
from forum.workshops.closing.forms import CloseForm, MaterialForm, NoteForm, StepForm
from forum.workshops.fields import options
from forum.workshops.models import Workshop
from forum.workshops.policy import Can, gate
from forum.workshops.seats import queries as seats
from forum.workshops.views import bp, facts_of

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


def _with_choices(form: CloseForm, workshop: Workshop) -> CloseForm:
    rows = lists.of_ids(actor(), list(queries.threads_by_part(workshop.id)))
    form.discussed.choices = options((number, row.title) for number, row in sorted(rows.items()))
    for number in range(1, rules.STEPS_AT_ONCE + 1):
        form[f"step_{number}_who"].choices = _people(workshop)
    return form


def _people(workshop: Workshop):
    """Who can be asked to do something: those with a place, and those who look after the platform."""
    found = {seat.member_id: seat.member.name for seat in seats.people(workshop.id)}
    found |= {seat.member_id: seat.member.name for seat in platforms.leaders(workshop.platform)}
    return options([(0, _("Nobody yet")), *sorted(found.items(), key=lambda pair: pair[1])])


def _close_page(workshop: Workshop, form: CloseForm):
    steps = [[form[f"step_{n}_{part}"] for part in ("what", "who", "until")]
             for n in range(1, rules.STEPS_AT_ONCE + 1)]
    return render_template(
        "workshops/close.html", **facts_of(workshop), form=form, steps=steps, known=closing.steps(workshop.id),
    )


@bp.get("/workshops/<int:workshop_id>/closing")
def closing_form(workshop_id: int):
    """The closing form, with what was written already."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.CLOSE)
    newest = closing.newest(workshop.id)
    parts = queries.threads_by_part(workshop.id)
    form = CloseForm(formdata=None, data={
        "notes": workshop.notes, "minutes": newest.source if newest else "",
        "decisions": "\n".join(newest.decisions) if newest else "",
        "discussed": [number for number, part in parts.items() if part == rules.DISCUSSED],
    })
    return _close_page(workshop, _with_choices(form, workshop))


@bp.post("/workshops/<int:workshop_id>/closure")
@writing
def close(workshop_id: int):
    """Write down what came of it. The first time leads to the drafted note."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.CLOSE)
    form = _with_choices(CloseForm(), workshop)
    if not form.validate_on_submit():
        return _close_page(workshop, form), 422
    wanted = [*(form.discussed.data or ()), *form.more_numbers()]
    was_closed = workshop.is_closed
    with acting() as act:
        actions.close(workshop, actions.Outcome(
            minutes=form.minutes.data, notes=form.notes.data, decisions=form.decided(), steps=form.steps(),
            threads=list(queries.readable_threads(actor(), wanted).values()),
        ), by=actor())
        act.leads_to(url_for(".show" if was_closed else ".note", workshop_id=workshop.id))
    return act.answer()


@bp.get("/workshops/<int:workshop_id>/minutes")
def minutes(workshop_id: int):
    """One version of the minutes, and which others there are."""
    found = queries.minutes(actor(), workshop_id, number_asked("number"))
    workshop = queries.workshop(actor(), workshop_id)
    versions = closing.versions(workshop_id)
    shown = next(version for version in versions if version.number == found.number)
    return render_template(
        "workshops/minutes.html", **facts_of(workshop), minutes=found, shown=shown, versions=versions,
        may=gate.all(actor(), workshop),
    )


@bp.post("/workshops/<int:workshop_id>/steps")
@writing
def add_step(workshop_id: int):
    """Add a step after closing."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.CLOSE)
    form = StepForm()
    form.who.choices = _people(workshop)
    if not form.validate_on_submit():
        return render_template("workshops/step.html", workshop=workshop, form=form), 422
    with acting() as act:
        given = actions.StepGiven(form.what.data, form.who.data or None, form.until.data)
        actions.add_step(workshop, given, by=actor())
        act.leads_to(url_for(".show", workshop_id=workshop.id, _anchor="steps"))
    return act.answer()


@bp.get("/workshops/<int:workshop_id>/steps/new")
def new_step(workshop_id: int):
    """The form for a step."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.CLOSE)
    form = StepForm(formdata=None)
    form.who.choices = _people(workshop)
    return render_template("workshops/step.html", workshop=workshop, form=form)


@bp.post("/workshops/steps/<int:step_id>/completion")
def complete_step(step_id: int):
    """Say that a step is done: the person whose it is, or who looks after the workshop."""
    step = closing.step(step_id)
    if step.member_id != actor().member_id and not gate.may(actor(), Can.SEE_PEOPLE, step.workshop):
        raise Refused(_("The person whose step it is, and those who look after the workshop, say that it is done."))
    with acting() as act:
        actions.step_done(step, by=actor())
        act.leads_to(url_for(".show", workshop_id=step.workshop_id, _anchor="steps"))
    return act.answer()


@bp.get("/workshops/<int:workshop_id>/materials/new")
def new_material(workshop_id: int):
    """The form for a link, a text or files."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.BRING_MATERIAL)
    return _material_page(workshop, MaterialForm(formdata=None))


def _material_page(workshop: Workshop, form: MaterialForm):
    form.files.present = materials.files(workshop.id)
    return render_template("workshops/material.html", workshop=workshop, form=form)


@bp.post("/workshops/<int:workshop_id>/materials")
@takes_files
@writing
def bring_material(workshop_id: int):
    """Put a link, a text or files with the workshop; take files off."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.BRING_MATERIAL)
    form = MaterialForm()
    form.files.present = materials.files(workshop.id)
    if not form.validate_on_submit():
        return _material_page(workshop, form), 422
    with acting() as act:
        if form.has_words:
            actions.bring_material(workshop, form.title.data, form.address.data, form.source.data, by=actor())
        materials.change_files(workshop, form.files.received, form.files.dropped, by=actor())
        act.leads_to(url_for(".show", workshop_id=workshop.id, _anchor="materials"))
    return act.answer()


@bp.post("/workshops/materials/<int:material_id>/removal")
def remove_material(material_id: int):
    """Take a link or a text away."""
    material = closing.material(material_id)
    gate.require(actor(), Can.BRING_MATERIAL, material.workshop)
    with acting() as act:
        actions.remove_material(material, by=actor())
        act.leads_to(url_for(".show", workshop_id=material.workshop_id, _anchor="materials"))
    return act.answer()


def _note_page(workshop: Workshop, form: NoteForm):
    form.board.choices = _boards(workshop)
    return render_template("workshops/note.html", **facts_of(workshop), form=form)


def _boards(workshop: Workshop):
    return options((board.id, named(board)) for board in platforms.boards(workshop.platform))


@bp.get("/workshops/<int:workshop_id>/note")
def note(workshop_id: int):
    """The drafted note, to be finished; once published it leads to the thread."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.PUBLISH_NOTE)
    found = closing.note(workshop)
    if found.thread_id:
        return redirect(url_for("threads.show", thread_id=found.thread_id), 302)
    data = {"title": found.title, "source": found.source, "version": found.version, "board": workshop.board_id}
    return _note_page(workshop, NoteForm(formdata=None, data=data))


@bp.post("/workshops/<int:workshop_id>/note/revisions")
@writing
def save_note(workshop_id: int):
    """Save the note, and publish it as a thread if that button was pressed."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.PUBLISH_NOTE)
    found, form = closing.note(workshop), NoteForm()
    form.board.choices = _boards(workshop)
    if not form.validate_on_submit():
        return _note_page(workshop, form), 422
    board = threads.board(actor(), form.board.data, to=CanBoard.ASK)
    try:
        with acting() as act:
            actions.save_note(found, form.title.data, form.source.data, based_on=form.version.data, by=actor())
            act.leads_to(url_for(".note", workshop_id=workshop.id))
            if form.publish.data:
                thread = actions.publish_note(workshop, found, board, by=actor())
                act.leads_to(url_for("threads.show", thread_id=thread.id))
    except Conflict as conflict:
        form.source.errors = [*form.source.errors, str(conflict)]
        return _note_page(workshop, form), 409
    return act.answer()
