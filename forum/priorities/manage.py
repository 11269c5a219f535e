"""Pages of priorities for those who look after a round: its terms, the ballot, publishing."""

from flask import flash, render_template, url_for

from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.kernel.web.fields import day_of
from forum.platforms import queries as platforms
from forum.platforms.models import Platform
from forum.priorities import actions, queries, rules
from forum.priorities.forms import AsideForm, CostForm, MergeForm, PublishForm, RoundForm
from forum.priorities.models import Round
from forum.priorities.policy import Can, CanPlatform, platform_gate
from forum.priorities.views import bp, round_page, writing


def _platform(slug: str) -> Platform:
    platform = platforms.platform(actor(), slug)
    platform_gate.require(actor(), CanPlatform.OPEN_ROUND, platform)
    return platform


@bp.get("/platforms/<slug>/priorities/new")
def new(slug: str):
    """Begin a round."""
    return render_template("priorities/new.html", platform=_platform(slug), form=RoundForm(formdata=None))


@bp.post("/platforms/<slug>/priorities/opened")
@writing
def open_round(slug: str):
    """Begin a round."""
    platform = _platform(slug)
    form = RoundForm()
    if not form.validate_on_submit():
        return render_template("priorities/new.html", platform=platform, form=form), 422
    with acting() as act:
        opened = actions.open_round(platform, form.title.data, by=actor(), **form.terms)
        act.leads_to(url_for(".show", round_id=opened.id))
    return act.answer()


@bp.get("/priorities/<int:round_id>/arrange")
def arrange(round_id: int):
    """Put the ballot in order before the vote: dates, slots, topics that are one, costs."""
    return _arrange_page(queries.round_(actor(), round_id, to=Can.ARRANGE))


def _arrange_page(found: Round, form: RoundForm | None = None, wrong: str = ""):
    if form is None:
        days = {name: day_of(getattr(found, name)) for name in ("proposals_until", "voting_from", "voting_until")}
        form = RoundForm(formdata=None, obj=found, data=days)
        for name, value in days.items():
            form[name].data = value
    standing = queries.on_ballot(queries.proposals(found.id))
    return render_template(
        "priorities/arrange.html", round=found, form=form, proposed=standing, wrong=wrong, words=rules,
        merge=_merging(standing, MergeForm(formdata=None)), cost=CostForm(formdata=None),
        aside=AsideForm(formdata=None),
    )


def _merging(standing, form: MergeForm) -> MergeForm:
    form.into.choices = [(one.id, one.title) for one in standing]
    return form


@bp.post("/priorities/<int:round_id>/terms")
@writing
def change_terms(round_id: int):
    """Say otherwise how many workshops there are, and until when."""
    found = queries.round_(actor(), round_id, to=Can.ARRANGE)
    form = RoundForm()
    if not form.validate_on_submit():
        return _arrange_page(found, form), 422
    with acting() as act:
        actions.change_terms(found, by=actor(), title=form.title.data, **form.terms)
        act.leads_to(url_for(".show", round_id=round_id))
    return act.answer()


@bp.post("/priorities/<int:round_id>/proposals/<int:topic_number>/merge")
@writing
def merge(round_id: int, topic_number: int):
    """Make a proposal a part of another one."""
    found = queries.round_(actor(), round_id, to=Can.ARRANGE)
    proposal = queries.proposal(round_id, topic_number)
    form = _merging(queries.on_ballot(queries.proposals(round_id)), MergeForm())
    if not form.validate_on_submit() or form.into.data == proposal.id:
        return _arrange_page(found, wrong=_first(form) or _("Choose another topic for it to be part of.")), 422
    with acting() as act:
        into = queries.proposal(round_id, form.into.data)
        actions.merge(found, proposal, into, form.reason.data, by=actor())
        act.leads_to(url_for(".arrange", round_id=round_id, _anchor=f"topic-{into.id}"))
    return act.answer()


def _first(form) -> str:
    """The first thing that is to be put right."""
    return next((str(errors[0]) for errors in form.errors.values() if errors), "")


@bp.post("/priorities/<int:round_id>/proposals/<int:topic_number>/setting-aside")
@writing
def set_aside(round_id: int, topic_number: int):
    """Take a proposal off the ballot."""
    found = queries.round_(actor(), round_id, to=Can.ARRANGE)
    proposal = queries.proposal(round_id, topic_number)
    form = AsideForm()
    if not form.validate_on_submit():
        return _arrange_page(found, wrong=_first(form)), 422
    with acting() as act:
        actions.set_aside(found, proposal, form.reason.data, by=actor())
        act.leads_to(url_for(".arrange", round_id=round_id))
    return act.answer()


@bp.post("/priorities/<int:round_id>/proposals/<int:topic_number>/cost")
@writing
def set_cost(round_id: int, topic_number: int):
    """Say how many workshops a topic takes."""
    found = queries.round_(actor(), round_id, to=Can.ARRANGE)
    proposal = queries.proposal(round_id, topic_number)
    form = CostForm()
    if not form.validate_on_submit():
        return _arrange_page(found, wrong=_first(form)), 422
    with acting() as act:
        actions.set_cost(found, proposal, form.cost.data, by=actor())
        act.leads_to(url_for(".arrange", round_id=round_id, _anchor=f"topic-{proposal.id}"))
    return act.answer()


@bp.post("/priorities/<int:round_id>/publication")
@writing
def publish(round_id: int):
    """Count and publish."""
    found = queries.round_(actor(), round_id, to=Can.PUBLISH)
    if not PublishForm().validate_on_submit():
        return round_page(found), 422
    with acting() as act:
        actions.publish(found, by=actor())
        act.leads_to(url_for(".result", round_id=round_id))
    flash(_("The result is published."))
    return act.answer()


