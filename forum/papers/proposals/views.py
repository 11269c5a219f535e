"""One click that opens a proposed issue file, one sentence that dismisses it; a file from what a search found."""

from flask import current_app, flash, render_template, request, url_for

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor
from forum.kernel.web.pages import own_address
from forum.papers import casework, queries as papers
from forum.papers.forms import ReasonForm, options
from forum.papers.proposals import actions, queries
from forum.papers.proposals.forms import FoundFileForm
from forum.papers.proposals.policy import CanPropose
from forum.papers.proposals.rules import FOUND_MAX
from forum.papers.views import bp
from forum.search.asked import PAGE_SIZE, Asked
from forum.threads.models import Thread

#: Pages of results that are offered to be collected.
PAGES = FOUND_MAX // PAGE_SIZE


@bp.post("/issue-file-proposals/<int:proposal_id>/file")
def open_proposed(proposal_id: int):
    """Open the proposed issue file with its threads collected."""
    proposal = queries.proposal(actor(), proposal_id, to=CanPropose.DECIDE)
    with acting() as act:
        opened = actions.open_proposed(proposal, by=actor())
        act.leads_to(url_for(".file", file_id=opened.id))
    flash(_("The file is open with its threads. Say what is to be found out."))
    return act.answer()


@bp.post("/issue-file-proposals/<int:proposal_id>/dismissal")
def dismiss_proposed(proposal_id: int):
    """Dismiss a proposal with a reason."""
    proposal = queries.proposal(actor(), proposal_id, to=CanPropose.DECIDE)
    form = ReasonForm()
    if not form.validate_on_submit():
        raise Invalid(" ".join(str(words) for errors in form.errors.values() for words in errors))
    with acting() as act:
        actions.dismiss(proposal, form.reason.data, by=actor())
        act.leads_to(own_address(request.form.get("next"), url_for("moderation.desk", tray="proposals")))
    return act.answer()


@bp.get("/issue-files/new/found")
def new_file_from_search():
    """A form for an issue file with what a search found, all of it ticked."""
    casework.require_desk(actor())
    found = _found()
    form = FoundFileForm(formdata=None, title=request.args.get("q", "")[:200])
    form.threads.data = [thread.id for thread in found]
    if found:
        form.platform.data = found[0].platform_id
    return _page(form, found)


def _found() -> list[Thread]:
    """The threads of the first pages of the search that the address asks for."""
    asked = Asked.of(request.args)
    posts: list[int] = []
    for number in range(1, PAGES + 1) if not asked.is_empty else ():
        page = Asked.of(asked.but(kind="post") | {"page": str(number)})
        answer = current_app.extensions["search"].find(actor(), page.request())
        posts += [found.card.id for found in answer.results]
        if len(answer.results) < PAGE_SIZE:
            break
    return list(queries.threads_of_posts(actor(), posts))


def _page(form: FoundFileForm, found: list[Thread]):
    form.platform.choices = options((p.id, named(p)) for p in papers.platforms_of(actor()))
    form.threads.choices = options((thread.id, thread.title) for thread in found)
    return render_template("papers/proposals/found.html", form=form)


@bp.post("/issue-files/opened/found")
def open_file_from_search():
    """Open the file with the ticked threads."""
    casework.require_desk(actor())
    form = FoundFileForm()
    found = list(queries.readable_threads(actor(), form.threads.data or []))
    form.platform.choices = options((p.id, named(p)) for p in papers.platforms_of(actor()))
    form.threads.choices = options((thread.id, thread.title) for thread in found)
    if not form.validate_on_submit():
        return _page(form, found), 422
    with acting() as act:
        platform = casework.platform_to_collect_on(actor(), form.platform.data)
        opened = actions.open_with(platform, form.title.data, form.question.data, found, by=actor())
        act.leads_to(url_for(".file", file_id=opened.id))
    return act.answer()
