"""A paper's title page, the order and history of its sections, and the steps of its life."""

from flask import flash, render_template, url_for

from forum.kernel.errors import Invalid, NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.papers import casework, drafting, filing, publishing, readiness, rules, shelf
from forum.papers.changes import compare
from forum.papers.documents import Paper
from forum.papers.forms import ConfirmForm, HeadForm, MinorityForm, NewSectionForm, ReasonForm
from forum.papers.policy import Can, gate
from forum.papers.views import bp, evidence_page
from forum.papers.writing import queries as writing


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
        locks=writing.locks(paper.id),
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
    "endorsement": (Can.OPEN_ENDORSEMENT, lambda p, _r, by: publishing.open_endorsement(p, by=by)),
    "signing": (Can.OPEN_SIGNING, lambda p, _r, by: publishing.open_signing(p, by=by)),
    "publication": (Can.PUBLISH, lambda p, _r, by: publishing.publish(p, by=by)),
    "revision": (Can.REVISE, lambda p, reason, by: publishing.revise(p, reason, by=by)),
    "withdrawal": (Can.WITHDRAW, lambda p, reason, by: publishing.withdraw(p, reason, by=by)),
}
_WITH_REASON = {"return", "revision", "withdrawal"}
_NAMES = ", ".join(_STEPS)


@bp.get(f"/papers/<int:paper_id>/steps/<any({_NAMES}):step>")
def step(paper_id: int, step: str):
    """Say what the step means before it is taken."""
    paper = shelf.paper(actor(), paper_id, to=_STEPS[step][0])
    return _step_page(paper, step, _step_form(step, formdata=None))


def _step_form(step: str, **given) -> ReasonForm | ConfirmForm:
    return ReasonForm(**given) if step in _WITH_REASON else ConfirmForm(**given)


def _step_page(paper: Paper, step: str, form, problem: str = ""):
    obstacles = readiness.in_the_way_of(step, paper)
    return render_template(
        "papers/step.html", paper=paper, step=step, form=form, obstacles=[problem] if problem else obstacles
    )


@bp.post(f"/papers/<int:paper_id>/steps/<any({_NAMES}):step>/taken")
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
            state, is_readable = paper.state, gate.may(actor(), Can.READ, paper)
            act.leads_to(url_for(".show", paper_id=paper_id) if is_readable else url_for(".index"))
    except Invalid as wrong:
        paper = shelf.paper(actor(), paper_id, to=to)
        return _step_page(paper, step, form, str(wrong)), 422
    flash(_("Done: %(state)s.", state=rules.STATES[state]))
    return act.answer()
