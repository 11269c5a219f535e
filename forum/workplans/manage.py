"""Writing a plan: opening it, adding, changing and removing activities; each change has a reason."""

from collections.abc import Callable

from flask import flash, render_template

from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.fields import choices
from forum.kernel.web.limits import by_person, write_limit
from forum.platforms import queries as platforms
from forum.platforms.models import Platform
from forum.workplans import actions, contents, links, queries, rules
from forum.workplans.forms import ActivityForm, ChangeForm, PlanForm
from forum.workplans.models import WorkPlan
from forum.workplans.policy import Can, gate
from forum.workplans.views import bp, of_plan

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


def _platform(slug: str) -> Platform:
    platform = platforms.platform(actor(), slug)
    gate.require(actor(), Can.PLAN, platform)
    return platform


@bp.get("/platforms/<slug>/plans/new")
def new(slug: str):
    """Begin the plan of a year."""
    return render_template("workplans/new.html", platform=_platform(slug), form=PlanForm(formdata=None))


@bp.post("/platforms/<slug>/plans/opened")
@writing
def open_plan(slug: str):
    """Begin the plan of a year."""
    platform = _platform(slug)
    form = PlanForm()
    if not form.validate_on_submit():
        return render_template("workplans/new.html", platform=platform, form=form), 422
    try:
        with acting() as act:
            opened = actions.open_plan(platform, form.year.data, form.title.data, by=actor())
            act.leads_to(of_plan(opened))
    except Conflict as twice:
        form.year.errors = [*form.year.errors, str(twice)]
        return render_template("workplans/new.html", platform=_platform(slug), form=form), twice.status
    return act.answer()


@bp.get("/plans/<int:plan_id>/activities/new")
def new_activity(plan_id: int):
    """One more activity."""
    found = queries.plan(actor(), plan_id, to=Can.PLAN)
    form = _offering(found, ActivityForm(formdata=None))
    form.based_on.data = found.number
    return _activity_page(found, form, None)


def _offering(found: WorkPlan, form: ActivityForm) -> ActivityForm:
    """The form with the quarters of the plan, and those that its activities stand in already."""
    used = {row["quarter"] for _p, _o, row in contents.activities(queries.version(found).content)}
    form.quarter.choices = choices((name, name) for name in sorted({*rules.offered(found.year), *used}))
    return form


def _activity_page(found: WorkPlan, form: ActivityForm, number: int | None, removal: ChangeForm | None = None):
    content = queries.version(found).content
    if removal is None and number is not None:
        removal = ChangeForm(formdata=None, prefix="removal-")
        removal.based_on.data = found.number
    return render_template(
        "workplans/activity.html", plan=found, content=content, form=form, number=number, removal=removal,
    )


@bp.get("/plans/<int:plan_id>/activities/<int:activity_number>")
def activity(plan_id: int, activity_number: int):
    """Change an activity, or say how far it is."""
    found = queries.plan(actor(), plan_id, to=Can.PLAN)
    objective, row = contents.activity(queries.version(found).content, activity_number)
    data = row | {"objective": objective, "delivered_by": links.written(row["links"]), "based_on": found.number}
    return _activity_page(found, _offering(found, ActivityForm(formdata=None, data=data)), activity_number)


@bp.post("/plans/<int:plan_id>/activities/added")
@writing
def add_activity(plan_id: int):
    """One more activity."""
    return _change(plan_id, None, lambda content, form: contents.added(content, form.objective.data, form.given))


@bp.post("/plans/<int:plan_id>/activities/<int:activity_number>/changes")
@writing
def change_activity(plan_id: int, activity_number: int):
    """An activity as it should be now."""
    return _change(
        plan_id, activity_number,
        lambda content, form: contents.changed(content, activity_number, form.objective.data, form.given),
    )


def _change(plan_id: int, number: int | None, changed: Callable[[dict, ActivityForm], dict]):
    """Write a version from an activity's form; what was typed stays if it cannot be taken."""
    found = queries.plan(actor(), plan_id, to=Can.PLAN)
    if number is not None:
        contents.activity(queries.version(found).content, number)
    form = _offering(found, ActivityForm())
    if not form.validate_on_submit():
        return _activity_page(found, form, number), 422
    try:
        answer = _write(found, form, lambda content: changed(content, form))
    except (Conflict, Invalid) as wrong:
        form.form_errors.append(str(wrong))
        found = queries.plan(actor(), plan_id, to=Can.PLAN)
        form.based_on.data = found.number
        return _activity_page(found, form, number), wrong.status
    return answer


def _write(found: WorkPlan, form: ChangeForm, changed: Callable[[dict], dict]):
    """Write the next version and go to the plan."""
    with acting() as act:
        based_on = int(form.based_on.data)
        content = changed(queries.version(found).content)
        actions.change(found, content, form.reason.data, based_on=based_on, by=actor())
        act.leads_to(of_plan(found))
    flash(_("The plan has a new version; the old one stays readable."))
    return act.answer()


@bp.post("/plans/<int:plan_id>/activities/<int:activity_number>/removal")
@writing
def remove_activity(plan_id: int, activity_number: int):
    """Take an activity out of the plan."""
    found = queries.plan(actor(), plan_id, to=Can.PLAN)
    contents.activity(queries.version(found).content, activity_number)
    form = ChangeForm(prefix="removal-")
    if not form.validate_on_submit():
        objective, row = contents.activity(queries.version(found).content, activity_number)
        data = row | {"objective": objective, "delivered_by": links.written(row["links"]), "based_on": found.number}
        shown = _offering(found, ActivityForm(formdata=None, data=data))
        return _activity_page(found, shown, activity_number, form), 422
    return _write(found, form, lambda content: contents.removed(content, activity_number))
