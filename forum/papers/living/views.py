"""Review tasks: of a paper, of an issue file, and one at a time."""

from flask import render_template, request, url_for

from forum.kernel.web import acting, actor
from forum.kernel.web.pages import own_address
from forum.papers import queries as papers
from forum.papers.living import actions, queries, rules
from forum.papers.living.forms import ReviewForm
from forum.papers.living.models import ReviewTask
from forum.papers.living.policy import CanReview, gate
from forum.papers.views import bp

WORDS = {"causes": rules.CAUSES, "outcomes": rules.OUTCOMES}


@bp.get("/papers/<int:paper_id>/living-evidence")
def living_evidence(paper_id: int):
    """What happened to the sources of a paper since it cited them."""
    paper = queries.paper_at_work(actor(), paper_id)
    tasks = queries.shown(actor(), queries.tasks_of_paper(paper.id))
    trail = [(paper.title, url_for(".show", paper_id=paper.id))]
    return render_template("papers/living/list.html", about=paper, trail=trail, tasks=tasks, with_paper=False, **WORDS)


@bp.get("/issue-files/<int:file_id>/living-evidence")
def living_file(file_id: int):
    """What happened to the sources of every paper of an issue file."""
    file = papers.issue_file(actor(), file_id)
    tasks = queries.shown(actor(), queries.tasks_of_file(file.id))
    trail = [(file.title, url_for(".file", file_id=file.id))]
    return render_template("papers/living/list.html", about=file, trail=trail, tasks=tasks, with_paper=True, **WORDS)


@bp.get("/review-tasks/<int:task_id>")
def review_task(task_id: int):
    """One change, with what was cited and what stands there now."""
    return _page(queries.task(actor(), task_id), ReviewForm(formdata=None))


def _page(task: ReviewTask, form: ReviewForm):
    (each,) = queries.shown(actor(), [task])
    return render_template(
        "papers/living/task.html", each=each, task=task, form=form, may=gate.all(actor(), task),
        back=own_address(request.values.get("next"), ""), **WORDS,
    )


@bp.post("/review-tasks/<int:task_id>/decision")
def decide_review(task_id: int):
    """Close a task with a decision and a sentence."""
    task = queries.task(actor(), task_id, to=CanReview.DECIDE)
    form = ReviewForm()
    if not form.validate_on_submit():
        return _page(task, form), 422
    with acting() as act:
        actions.decide(task, form.outcome.data, form.reason.data, by=actor())
        act.leads_to(own_address(request.form.get("next"), url_for(".living_evidence", paper_id=task.paper_id)))
    return act.answer()
