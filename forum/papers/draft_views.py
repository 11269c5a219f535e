"""Writing a paper: its title page, its sections, their order; and the steps of its life."""

from flask import flash, render_template, request, url_for

from forum.kernel import rendering
from forum.kernel.errors import Invalid, NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.papers import casework, drafting, filing, publishing, queries, rules, shelf
from forum.papers.changes import compare
from forum.papers.documents import Paper, Section
from forum.papers.forms import ConfirmForm, HeadForm, MinorityForm, NewSectionForm, ReasonForm, SectionForm, options
from forum.papers.policy import Can
from forum.papers.views import bp, evidence_page


@bp.get("/sections/<int:section_id>/edit")
def edit_section(section_id: int):
    """A section in the editor, with the cards that can be cited."""
    section = shelf.section(actor(), section_id, to=Can.EDIT)
    return _section_page(section, SectionForm(formdata=None, obj=section))


def _section_page(section: Section, form: SectionForm, preview: str = "", theirs: bool = False):
    cards = [c for c in queries.cards(section.paper.issue_file_id) if not c.is_withdrawn]
    form.cite.choices = options((card.id, rules.mark(card.id)) for card in cards)
    return render_template(
        "papers/edit_section.html", section=section, paper=section.paper, form=form, preview=preview,
        cards=[casework.shown_card(actor(), card) for card in cards], mark=rules.mark,
        changes=compare(section.source, form.source.data or "") if theirs else None,
    )


@bp.post("/sections/<int:section_id>/revisions")
def save_section(section_id: int):
    """Save the text; when somebody was faster, show both side by side and overwrite nothing."""
    section = shelf.section(actor(), section_id, to=Can.EDIT)
    form = SectionForm()
    if "preview" in request.form:
        return _section_page(section, form, rendering.to_html(form.source.data))
    if not form.validate_on_submit():
        return _section_page(section, form), 422
    text = _with_marks(form.source.data, form.cite.data or [])
    try:
        with acting() as act:
            drafting.save(section, form.heading.data, text, based_on=form.revision.data, by=actor())
            act.leads_to(url_for(".show", paper_id=section.paper_id, _anchor=f"part-{section.id}"))
    except drafting.Overtaken:
        section = shelf.section(actor(), section_id, to=Can.EDIT)
        form.source.data = text
        form.revision.data = form.revision.raw_data = None
        form.revision.process_data(section.revision)
        return _section_page(section, form, theirs=True), 409
    except Invalid as wrong:
        form.source.errors = [*form.source.errors, str(wrong)]
        return _section_page(section, form), 422
    return act.answer()


def _with_marks(text: str, cards: list[int]) -> str:
    """The text with marks of the ticked cards after its last word."""
    marks = "".join(f" {rules.mark(card)}" for card in cards if rules.mark(card) not in text)
    return text + marks if text else marks.strip()


@bp.get("/sections/<int:section_id>/history")
def section_history(section_id: int):
    """Every text that the section had, newest first, with what changed."""
    section = shelf.section(actor(), section_id)
    kept = shelf.revisions(section_id)
    older = [*kept[1:], None]
    steps = [(new, compare(old.source if old else "", new.source)) for new, old in zip(kept, older, strict=True)]
    return render_template("papers/section_history.html", section=section, paper=section.paper, steps=steps)


@bp.get("/papers/<int:paper_id>/arrangement")
def arrange(paper_id: int):
    """The sections as a list: order, additions, removals; and the title page."""
    paper = shelf.paper(actor(), paper_id, to=Can.EDIT)
    return _arrange_page(paper, NewSectionForm(formdata=None), HeadForm(formdata=None, obj=paper))


def _arrange_page(paper: Paper, adding: NewSectionForm, heading: HeadForm):
    return render_template(
        "papers/arrange.html", paper=paper, adding=adding, heading=heading, moving=ConfirmForm(),
        sections=shelf.sections(paper.id), removed=shelf.sections(paper.id, removed=True),
    )


@bp.post("/papers/<int:paper_id>/head")
def describe(paper_id: int):
    """Change the title page."""
    paper = shelf.paper(actor(), paper_id, to=Can.EDIT)
    form = HeadForm()
    if not form.validate_on_submit():
        return _arrange_page(paper, NewSectionForm(formdata=None), form), 422
    with acting() as act:
        drafting.describe(paper, form.title.data, form.addressees.data, form.prepared_by.data, by=actor())
        act.leads_to(url_for(".show", paper_id=paper_id))
    return act.answer()


@bp.post("/papers/<int:paper_id>/sections")
def add_section(paper_id: int):
    """Add a section at the end."""
    paper = shelf.paper(actor(), paper_id, to=Can.EDIT)
    form = NewSectionForm()
    if not form.validate_on_submit():
        return _arrange_page(paper, form, HeadForm(formdata=None, obj=paper)), 422
    with acting() as act:
        drafting.add_section(paper, form.heading.data, by=actor())
        act.leads_to(url_for(".arrange", paper_id=paper_id))
    return act.answer()


#: What a button beside a section does.
_ARRANGING = {
    "up": lambda section, by: drafting.move_section(section, True, by=by),
    "down": lambda section, by: drafting.move_section(section, False, by=by),
    "removal": lambda section, by: drafting.remove_section(section, by=by),
    "restoration": lambda section, by: drafting.restore_section(section, by=by),
}


@bp.post("/sections/<int:section_id>/<any(up, down, removal, restoration):what>")
def arrange_section(section_id: int, what: str):
    """Move, remove or put back a section."""
    section = shelf.section(actor(), section_id, to=Can.EDIT)
    with acting() as act:
        _ARRANGING[what](section, actor())
        act.leads_to(url_for(".arrange", paper_id=section.paper_id, _anchor=f"section-{section_id}"))
    return act.answer()


@bp.post("/papers/<int:paper_id>/claims/<int:claim_id>/note")
def note_minority(paper_id: int, claim_id: int):
    """Keep an answer or minority note."""
    paper = shelf.paper(actor(), paper_id, to=Can.EDIT)
    if casework.claim_of(paper.issue_file, claim_id) is None:
        raise NotFound(_("There is no such claim in the issue file of this paper."))
    form = MinorityForm()
    if not form.validate_on_submit():
        return evidence_page(paper, {claim_id: form}), 422
    with acting() as act:
        drafting.note_minority(paper, claim_id, form.text.data, by=actor())
        act.leads_to(url_for(".evidence", paper_id=paper_id, _anchor=f"claim-{claim_id}"))
    return act.answer()


#: The steps of a paper's life: what it takes, what it does, what is said afterwards.
_STEPS = {
    "review": (Can.SEND_TO_REVIEW, lambda p, _r, by: publishing.send_to_review(p, by=by)),
    "return": (Can.RETURN, lambda p, reason, by: publishing.return_to_draft(p, reason, by=by)),
    "publication": (Can.PUBLISH, lambda p, _r, by: publishing.publish(p, by=by)),
    "revision": (Can.REVISE, lambda p, reason, by: publishing.revise(p, reason, by=by)),
    "withdrawal": (Can.WITHDRAW, lambda p, reason, by: publishing.withdraw(p, reason, by=by)),
}
_WITH_REASON = {"return", "revision", "withdrawal"}


@bp.get("/papers/<int:paper_id>/steps/<any(review, return, publication, revision, withdrawal):step>")
def step(paper_id: int, step: str):
    """Say what the step means before it is taken."""
    paper = shelf.paper(actor(), paper_id, to=_STEPS[step][0])
    return _step_page(paper, step, _step_form(step, formdata=None))


def _step_form(step: str, **given) -> ReasonForm | ConfirmForm:
    return ReasonForm(**given) if step in _WITH_REASON else ConfirmForm(**given)


def _step_page(paper: Paper, step: str, form, problem: str = ""):
    obstacles = publishing.obstacles(paper) if step == "publication" else []
    return render_template(
        "papers/step.html", paper=paper, step=step, form=form, obstacles=[problem] if problem else obstacles
    )


@bp.post("/papers/<int:paper_id>/steps/<any(review, return, publication, revision, withdrawal):step>/taken")
def take_step(paper_id: int, step: str):
    """Take the step."""
    to, act_on = _STEPS[step]
    paper = shelf.paper(actor(), paper_id, to=to)
    form = _step_form(step)
    if not form.validate_on_submit():
        return _step_page(paper, step, form), 422
    try:
        with acting() as act:
            done = act_on(paper, form.reason.data if step in _WITH_REASON else "", actor())
            if step == "publication":
                filing.ask_for_all(paper, done, by=actor())
            act.leads_to(url_for(".show", paper_id=paper_id))
    except Invalid as wrong:
        paper = shelf.paper(actor(), paper_id, to=to)
        return _step_page(paper, step, form, str(wrong)), 422
    flash(_("Done: %(state)s.", state=rules.STATES[shelf.paper(actor(), paper_id).state]))
    return act.answer()
