"""Pages for those who plan workshops: announcing one, changing it, cancelling it."""

from flask import render_template, request, url_for
from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.i18n import named
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.limits import by_person, write_limit
from forum.members.models import Member
from forum.platforms import queries as platforms
from forum.platforms.models import Platform
from forum.threads.reaching import agenda
from forum.workshops import actions, queries, rules
from forum.workshops.fields import options
from forum.workshops.forms import CancelForm, WorkshopForm, filled
from forum.workshops.models import Workshop
from forum.workshops.policy import Can, CanPlan, planning_gate
from forum.workshops.views import bp

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


def _platform(slug: str) -> Platform:
    platform = platforms.platform(actor(), slug)
    planning_gate.require(actor(), CanPlan.PLAN, platform)
    return platform


def _with_boards(form: WorkshopForm, platform: Platform) -> WorkshopForm:
    form.board.choices = options((board.id, named(board)) for board in platforms.boards(platform))
    return form


def _form_page(form: WorkshopForm, platform: Platform, workshop: Workshop | None = None):
    hosts = [[form[f"host_{n}_{part}"] for part in ("name", "calling", "biography", "email")]
             for n in range(1, rules.HOSTS_MAX + 1)]
    return render_template(
        "workshops/plan.html", form=form, platform=platform, workshop=workshop, hosts=hosts,
    )


@bp.get("/platforms/<slug>/workshops/new")
def new(slug: str):
    """The form for a new workshop; title and subject may come from something that people asked in vain."""
    platform = _platform(slug)
    given = {"title_ar": request.args.get("title", "")[: rules.TITLE_MAX], "about": _about_gap()}
    return _form_page(_with_boards(WorkshopForm(formdata=None, **given), platform), platform)


def _about_gap() -> str:
    """What was asked or looked for in vain, if the form was opened from there."""
    if (thread_id := number_asked("thread")) is not None:
        return agenda.about_thread(actor(), thread_id)[: rules.ABOUT_MAX]
    times = number_asked("times")
    return agenda.about_search(times) if times else ""


@bp.post("/platforms/<slug>/workshops")
@writing
def create(slug: str):
    """Announce a workshop."""
    platform = _platform(slug)
    form = _with_boards(WorkshopForm(), platform)
    if not form.validate_on_submit():
        return _form_page(form, platform), 422
    with acting() as act:
        made = actions.plan(platform, form.plan(), by=actor())
        act.leads_to(url_for(".show", workshop_id=made.id))
    return act.answer()


@bp.get("/workshops/<int:workshop_id>/edit")
def edit(workshop_id: int):
    """The form of a workshop that is planned."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.EDIT)
    ids = [host.member_id for host in workshop.hosts if host.member_id]
    emails = dict(db.session.execute(select(Member.id, Member.email).where(Member.id.in_(ids))).all())
    form = WorkshopForm(formdata=None, data=filled(workshop, emails))
    return _form_page(_with_boards(form, workshop.platform), workshop.platform, workshop)


@bp.post("/workshops/<int:workshop_id>/revisions")
@writing
def change(workshop_id: int):
    """Put a plan right."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.EDIT)
    form = _with_boards(WorkshopForm(), workshop.platform)
    if not form.validate_on_submit():
        return _form_page(form, workshop.platform, workshop), 422
    with acting() as act:
        actions.change(workshop, form.plan(), by=actor())
        act.leads_to(url_for(".show", workshop_id=workshop.id))
    return act.answer()


@bp.get("/workshops/<int:workshop_id>/cancelling")
def cancelling(workshop_id: int):
    """The form that asks why."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.CANCEL)
    return render_template("workshops/cancel.html", workshop=workshop, form=CancelForm(formdata=None))


@bp.post("/workshops/<int:workshop_id>/cancellation")
@writing
def cancel(workshop_id: int):
    """Say that it does not take place."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.CANCEL)
    form = CancelForm()
    if not form.validate_on_submit():
        return render_template("workshops/cancel.html", workshop=workshop, form=form), 422
    with acting() as act:
        actions.cancel(workshop, form.reason.data, by=actor())
        act.leads_to(url_for(".show", workshop_id=workshop.id))
    return act.answer()
