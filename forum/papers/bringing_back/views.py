"""An edited document comes back: what it changed, section by section, to be taken over or left."""

from flask import current_app, render_template, url_for

from forum.kernel.errors import Conflict, Invalid, NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.papers import drafting, rules as of_papers, shelf
from forum.papers.bringing_back import actions, queries, rules
from forum.papers.bringing_back.forms import BringForm, DecisionForm
from forum.papers.bringing_back.models import BroughtFile, BroughtSection
from forum.papers.changes import compare, shortened
from forum.papers.documents import Paper
from forum.papers.file_views import writing as limited
from forum.papers.forms import SectionForm
from forum.papers.policy import Can
from forum.papers.views import bp
from forum.papers.writing.views import both_texts


@bp.get("/papers/<int:paper_id>/bringing-back")
def bring_back(paper_id: int):
    """Where an edited document is handed in, with those that came before."""
    paper = shelf.paper(actor(), paper_id, to=Can.EDIT)
    return _hand_in(paper, BringForm(formdata=None))


def _hand_in(paper: Paper, form: BringForm):
    return render_template("papers/bring_back.html", paper=paper, form=form, files=queries.files(paper.id))


@bp.post("/papers/<int:paper_id>/brought-files")
@limited
def bring_file(paper_id: int):
    """Read the document; what cannot be read says why."""
    paper = shelf.paper(actor(), paper_id, to=Can.EDIT)
    form = BringForm()
    if not form.validate_on_submit():
        return _hand_in(paper, form), 422
    sent = form.document.data
    content = sent.stream.read(rules.FILE_MAX + 1)
    name = "".join(c for c in sent.filename if c.isprintable() and not "\ud800" <= c <= "\udfff")
    try:
        with acting() as act:
            made = actions.bring(paper, name, content, base=current_app.config["PUBLIC_ADDRESS"], by=actor())
            act.leads_to(url_for(".brought_file", brought_id=made.id))
    except Invalid as wrong:
        form.document.errors = [str(wrong)]
        return _hand_in(shelf.paper(actor(), paper_id, to=Can.EDIT), form), 422
    return act.answer()


@bp.get("/brought-files/<int:brought_id>")
def brought_file(brought_id: int):
    """What the document changed, word by word, and what of it is not taken over."""
    return _file_page(queries.file(actor(), brought_id))


def _file_page(found: BroughtFile, problems: dict[int, str] | None = None):
    changes = {each.id: shortened(compare(each.was, each.source)) for each in found.sections}
    return render_template(
        "papers/brought_file.html", file=found, paper=found.paper, changes=changes, problems=problems or {},
        deciding=DecisionForm(formdata=None), outcomes=rules,
    )


def _section_of(found: BroughtFile, part_id: int) -> BroughtSection:
    part = next((each for each in found.sections if each.id == part_id), None)
    if part is None:
        raise NotFound(_("The file has no such section."))
    return part


@bp.post("/brought-files/<int:brought_id>/sections/<int:part_id>/decision")
def decide_brought(brought_id: int, part_id: int):
    """Take a section over, or leave it as it was; one that was saved since is laid side by side."""
    found = queries.file(actor(), brought_id)
    part = _section_of(found, part_id)
    form = DecisionForm()
    if not form.validate_on_submit():
        return _file_page(found, {part_id: _("Say whether the section is taken over.")}), 422
    decide = actions.accept if form.outcome.data == rules.ACCEPTED else actions.refuse
    try:
        with acting() as act:
            decide(part, by=actor())
            act.leads_to(url_for(".brought_file", brought_id=brought_id, _anchor=f"brought-{part_id}"))
    except drafting.Overtaken:
        return _side_by_side(part_id, brought_id)
    except (Conflict, Invalid) as problem:
        again = queries.file(actor(), brought_id)
        return _file_page(again, {part_id: str(problem)}), problem.status
    return act.answer()


def _side_by_side(part_id: int, brought_id: int):
    """The text of the forum and that of the file; saving them together is done in the editor."""
    part = _section_of(queries.file(actor(), brought_id), part_id)
    form = SectionForm(formdata=None, data={"heading": part.heading, "source": part.source, "revision": part.base})
    return both_texts(part.section_id, form, part.source[: of_papers.SECTION_MAX])
