"""The editor of a section: reserved for one at a time, kept while one types, both texts when two have saved."""

from flask import Response, flash, render_template, request, url_for

from forum.kernel import rendering
from forum.kernel.db import transaction
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.papers import casework, drafting, queries as cards, rules, shelf
from forum.papers.changes import compare
from forum.papers.documents import Section
from forum.papers.forms import LARGEST, SectionForm, options
from forum.papers.policy import Can, CanCollect, collecting_gate, gate
from forum.papers.views import bp
from forum.papers.writing import actions, queries
from forum.papers.writing.forms import DraftForm


@bp.get("/sections/<int:section_id>/edit")
def edit_section(section_id: int):
    """A section in the editor, with one's own unsaved text and the cards that can be cited."""
    section = shelf.section(actor(), section_id, to=Can.EDIT)
    kept = queries.draft(actor(), section_id)
    if kept is None:
        return editor(section, SectionForm(formdata=None, obj=section))
    typed = {"heading": kept.heading, "source": kept.source, "revision": kept.based_on}
    return editor(section, SectionForm(formdata=None, data=typed), kept=kept)


def editor(section: Section, form: SectionForm, **more):
    """Render the editor.

    ``more``: ``kept``, one's own unsaved text; ``theirs``, somebody saved meanwhile;
    ``preview``, HTML; ``refused``, the sentence why the text could not be saved.
    """
    usable = [c for c in cards.cards(section.paper.issue_file_id) if not c.is_withdrawn]
    form.cite.choices = options((card.id, rules.mark(card.id)) for card in usable)
    held = queries.lock(section.id)
    return render_template(
        "papers/edit_section.html", section=section, paper=section.paper, form=form, lock=held,
        is_mine=held is not None and held.member_id == actor().member_id, answers=request.method == "POST",
        cards=[casework.shown_card(actor(), card) for card in usable], mark=rules.mark,
        changes=compare(section.source, form.source.data or "") if more.pop("theirs", False) else None, **more,
    )


@bp.post("/sections/<int:section_id>/lock")
def begin_writing(section_id: int):
    """Reserve the section; taken over from somebody else only when that was asked for."""
    section = shelf.section(actor(), section_id, to=Can.EDIT)
    try:
        with acting() as act:
            actions.begin(section, by=actor(), take_over="take_over" in request.form)
            act.leads_to(url_for(".edit_section", section_id=section_id))
    except actions.Held as held:
        return editor(section, SectionForm(formdata=None, obj=section), refused=str(held)), 409
    return act.answer()


@bp.post("/sections/<int:section_id>/release")
def leave_section(section_id: int):
    """Let others write there."""
    section = _writable(section_id)
    with acting() as act:
        actions.leave(section, by=actor())
        act.leads_to(url_for(".show", paper_id=section.paper_id, _anchor=f"part-{section_id}"))
    return act.answer()


def _writable(section_id: int) -> Section:
    """The section for those who write its paper, also while the paper is frozen: their words are kept."""
    section = shelf.section(actor(), section_id)
    if not collecting_gate.may(actor(), CanCollect.COLLECT, section.paper):
        gate.require(actor(), Can.EDIT, section.paper)
    return section


def _keep(section: Section) -> None:
    """Keep what was sent for the person who sent it."""
    form = DraftForm()
    form.validate()  # what no database can hold is marked in its text
    based_on = form.revision.data if form.revision.data and 0 < form.revision.data <= LARGEST else 1
    with transaction():
        actions.keep(section, form.heading.data or "", form.source.data or "", based_on=based_on, by=actor())


@bp.post("/sections/<int:section_id>/draft")
def keep_draft(section_id: int):
    """Keep what is typed without saving it; a script sends it by itself, a button does without."""
    section = _writable(section_id)
    is_script = request.headers.get("X-Part") == "draft"
    try:
        _keep(section)
        gate.require(actor(), Can.EDIT, section.paper)
        with transaction():
            actions.begin(section, by=actor())
    except (actions.Held, Refused) as problem:
        if is_script:
            return Response(str(problem), problem.status, content_type="text/plain; charset=utf-8")
        return editor(section, SectionForm(), refused=str(problem)), problem.status
    if is_script:
        return Response(_("Kept on the server"), content_type="text/plain; charset=utf-8")
    flash(_("Kept, not saved yet: only you see it."))
    with acting() as act:
        act.leads_to(url_for(".edit_section", section_id=section_id))
    return act.answer()


@bp.post("/sections/<int:section_id>/draft-removal")
def forget_draft(section_id: int):
    """Throw one's own unsaved text away and go on from the saved one."""
    section = _writable(section_id)
    with acting() as act:
        actions.forget(section, by=actor())
        act.leads_to(url_for(".edit_section", section_id=section_id))
    return act.answer()


@bp.post("/sections/<int:section_id>/revisions")
def save_section(section_id: int):
    """Save the text; when somebody was faster, show both side by side and overwrite nothing."""
    section = _writable(section_id)
    form = SectionForm()
    if not (may := gate.may(actor(), Can.EDIT, section.paper)):
        _keep(section)
        return editor(section, form, refused=_("%(why)s Your text is kept for you.", why=may.reason)), 403
    if "preview" in request.form:
        return editor(section, form, preview=rendering.to_html(form.source.data))
    if not form.validate_on_submit():
        _keep(section)
        return editor(section, form), 422
    text = _with_marks(form.source.data, form.cite.data or [])
    try:
        with acting() as act:
            actions.save(
                section, form.heading.data, text, based_on=form.revision.data, by=actor(),
                take_over="take_over" in request.form,
            )
            act.leads_to(url_for(".show", paper_id=section.paper_id, _anchor=f"part-{section.id}"))
    except drafting.Overtaken:
        _keep(section)
        return both_texts(section_id, form, text)
    except (Conflict, Refused) as problem:
        _keep(section)
        return editor(shelf.section(actor(), section_id), form, refused=str(problem)), problem.status
    except Invalid as wrong:
        _keep(section)
        form.source.errors = [*form.source.errors, str(wrong)]
        return editor(section, form), 422
    return act.answer()


def both_texts(section_id: int, form: SectionForm, text: str):
    """The saved text beside what differs in one's own; saving again is then based on both."""
    section = shelf.section(actor(), section_id, to=Can.EDIT)
    form.source.data = text
    form.revision.data = form.revision.raw_data = None
    form.revision.process_data(section.revision)
    return editor(section, form, theirs=True), 409


def _with_marks(text: str, ticked: list[int]) -> str:
    """The text with marks of the ticked cards after its last word."""
    marks = "".join(f" {rules.mark(card)}" for card in ticked if rules.mark(card) not in text)
    return text + marks if text else marks.strip()
