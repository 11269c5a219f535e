"""The public pages «we asked, they said, we did», and the desk on which they are kept."""

from itertools import groupby

from flask import render_template, request, url_for

from forum.kernel.web import acting, actor, open_to_all
from forum.papers.documents import Paper
from forum.papers.followup import actions, queries, rules
from forum.papers.followup.forms import GivenAnswerForm, ProgressForm, RecommendationForm
from forum.papers.followup.models import Recommendation
from forum.papers.followup.policy import CanFollowUp, gate
from forum.papers.views import bp

#: What the pages call answers, steps and their colours.
WORDS = {"answers": rules.ANSWERS, "states": rules.STATES, "colours": rules.COLOURS}


@bp.get("/follow-up")
@open_to_all
def followed_everywhere():
    """What all published papers asked, what was answered, what was done."""
    platforms = queries.platforms()
    platform = next((p for p in platforms if p.slug == request.args.get("platform")), None)
    answer = request.args.get("answer")
    answer = answer if answer in rules.ANSWERS else None
    found = queries.everywhere(platform_id=platform.id if platform else None, answer=answer)
    papers = [(paper, list(asked)) for paper, asked in groupby(found, key=lambda each: each.paper)]
    return render_template(
        "papers/followup/everywhere.html", papers=papers, tally=queries.tallied(found), platforms=platforms,
        platform=platform, answer=answer, **WORDS,
    )


@bp.get("/papers/<int:paper_id>/follow-up")
@open_to_all
def follow_up(paper_id: int):
    """What one paper asked, what was answered, what was done."""
    paper = queries.followed_up(actor(), paper_id)
    asked = queries.of_paper(paper.id)
    return render_template(
        "papers/followup/paper.html", paper=paper, asked=asked, tally=queries.tallied(asked),
        may=gate.all(actor(), paper), **WORDS,
    )


@bp.get("/papers/<int:paper_id>/recommendations/new")
def new_recommendation(paper_id: int):
    """An empty form for something that the paper asks."""
    paper = queries.followed_up(actor(), paper_id, to=CanFollowUp.KEEP)
    return _new_page(paper, RecommendationForm(formdata=None))


def _new_page(paper: Paper, form: RecommendationForm):
    return render_template(
        "papers/followup/new.html", paper=paper, form=form, addressees=paper.addressees.splitlines()
    )


@bp.post("/papers/<int:paper_id>/recommendations")
def recommend(paper_id: int):
    """Note what the paper asks."""
    paper = queries.followed_up(actor(), paper_id, to=CanFollowUp.KEEP)
    form = RecommendationForm()
    if not form.validate_on_submit():
        return _new_page(paper, form), 422
    with acting() as act:
        made = actions.recommend(
            paper, form.addressee.data, form.ask.data, asked_on=form.asked_on.data,
            responsible=form.responsible.data, review_on=form.review_on.data, by=actor(),
        )
        act.leads_to(_place(made))
    return act.answer()


def _place(asked: Recommendation) -> str:
    return url_for(".follow_up", paper_id=asked.paper_id, _anchor=f"recommendation-{asked.id}")


@bp.get("/recommendations/<int:recommendation_id>")
def recommendation(recommendation_id: int):
    """One recommendation with every step, and forms for the next one."""
    asked = queries.recommendation(actor(), recommendation_id, to=CanFollowUp.KEEP)
    return _desk(asked)


def _desk(
    asked: Recommendation, answering: GivenAnswerForm | None = None, advancing: ProgressForm | None = None,
    wording: RecommendationForm | None = None,
):
    return render_template(
        "papers/followup/recommendation.html", asked=asked, paper=asked.paper,
        answering=answering or GivenAnswerForm(formdata=None),
        advancing=advancing or ProgressForm(formdata=None),
        wording=wording or RecommendationForm(formdata=None, obj=asked), **WORDS,
    )


@bp.post("/recommendations/<int:recommendation_id>/answers")
def note_answer(recommendation_id: int):
    """Note what the addressee answered."""
    asked = queries.recommendation(actor(), recommendation_id, to=CanFollowUp.KEEP)
    form = GivenAnswerForm()
    if not form.validate_on_submit():
        return _desk(asked, answering=form), 422
    with acting() as act:
        actions.note_answer(asked, form.answer.data, form.answer_words.data, on=form.answered_on.data, by=actor())
        act.leads_to(_place(asked))
    return act.answer()


@bp.post("/recommendations/<int:recommendation_id>/progress")
def note_progress(recommendation_id: int):
    """Note how far it is."""
    asked = queries.recommendation(actor(), recommendation_id, to=CanFollowUp.KEEP)
    form = ProgressForm()
    if not form.validate_on_submit():
        return _desk(asked, advancing=form), 422
    with acting() as act:
        actions.note_progress(
            asked, form.progress.data, form.progress_words.data, on=form.progressed_on.data, by=actor()
        )
        act.leads_to(_place(asked))
    return act.answer()


@bp.post("/recommendations/<int:recommendation_id>/wording")
def reword_recommendation(recommendation_id: int):
    """Put a recommendation right, or look at it again on another day."""
    asked = queries.recommendation(actor(), recommendation_id, to=CanFollowUp.KEEP)
    form = RecommendationForm()
    if not form.validate_on_submit():
        return _desk(asked, wording=form), 422
    with acting() as act:
        actions.reword(
            asked, form.addressee.data, form.ask.data, asked_on=form.asked_on.data, by=actor(),
            responsible=form.responsible.data, review_on=form.review_on.data,
        )
        act.leads_to(_place(asked))
    return act.answer()
