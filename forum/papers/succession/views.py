"""The page on which the association says that a paper took the place of another."""

from flask import flash, render_template, url_for
from markupsafe import Markup

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor
from forum.papers import rules, shelf
from forum.papers.documents import Paper
from forum.papers.forms import options
from forum.papers.policy import Can
from forum.papers.succession import actions, queries
from forum.papers.succession.forms import SuccessionForm
from forum.papers.views import bp


@bp.get("/papers/<int:paper_id>/succession")
def succession(paper_id: int):
    """Choose the paper that takes the place of this one, and say why."""
    return _page(shelf.paper(actor(), paper_id, to=Can.SUPERSEDE), SuccessionForm(formdata=None))


def _page(paper: Paper, form: SuccessionForm):
    _offer(paper, form)
    return render_template("papers/succession.html", paper=paper, form=form)


def _offer(paper: Paper, form: SuccessionForm) -> None:
    words = Markup("<bdi>{}</bdi> — <bdi>{}</bdi>")
    form.successor.choices = options(
        (row.id, words.format(row.title, named(row))) for row in queries.offered(paper)
    )


@bp.post("/papers/<int:paper_id>/successions")
def supersede(paper_id: int):
    """Lead readers of this paper on to the other one."""
    paper = shelf.paper(actor(), paper_id, to=Can.SUPERSEDE)
    form = SuccessionForm()
    _offer(paper, form)
    if not form.validate_on_submit():
        return _page(paper, form), 422
    try:
        with acting() as act:
            actions.supersede(paper, form.successor.data, form.reason.data, by=actor())
            act.leads_to(url_for(".show", paper_id=paper_id))
    except Invalid as wrong:
        form.successor.errors = [*form.successor.errors, str(wrong)]
        return _page(shelf.paper(actor(), paper_id, to=Can.SUPERSEDE), form), 422
    flash(_("Done: %(state)s.", state=rules.STATES[rules.SUPERSEDED]))
    return act.answer()
