"""Pages of work plans: the plans of a platform, one plan as it is or was, the table as a file."""

from flask import Blueprint, Response, render_template, request, url_for

from forum.exports.sheet import csv_file
from forum.kernel import clock
from forum.kernel.i18n import direction, gettext as _
from forum.kernel.web import actor
from forum.platforms import queries as platforms
from forum.workplans import links, queries, rules
from forum.workplans.contents import activities
from forum.workplans.models import PlanVersion, WorkPlan
from forum.workplans.policy import Can, gate
from forum.workplans.timeline import timeline

bp = Blueprint("workplans", __name__)


def today() -> str:
    """The present quarter."""
    return rules.quarter_of(clock.now().date())


@bp.get("/platforms/<slug>/plans")
def index(slug: str):
    """The plans of a platform, the latest year first."""
    platform = platforms.platform(actor(), slug)
    gate.require(actor(), Can.READ, platform)
    return render_template(
        "workplans/index.html", platform=platform, plans=queries.plans(platform), may=gate.all(actor(), platform),
    )


@bp.get("/plans/<int:plan_id>")
def show(plan_id: int):
    """A plan as it stands."""
    found = queries.plan(actor(), plan_id)
    return _page(found, queries.version(found))


@bp.get("/plans/<int:plan_id>/versions/<int:plan_version>")
def version(plan_id: int, plan_version: int):
    """A plan as it stood."""
    found = queries.plan(actor(), plan_id)
    return _page(found, queries.version(found, plan_version))


def _page(found: WorkPlan, kept: PlanVersion):
    content = kept.content
    return render_template(
        "workplans/show.html", plan=found, version=kept, content=content, may=gate.all(actor(), found.platform),
        history=queries.history(found), is_newest=kept.number == found.number, statuses=rules.STATUSES, today=today(),
        overdue={row["number"] for _p, _o, row in activities(content) if rules.is_overdue(row, today())},
        links=links.resolved(actor(), links.of_content(content)),
        picture=timeline(content, today(), is_rtl=direction() == "rtl"),
    )


@bp.get("/plans/<int:plan_id>.csv")
def table(plan_id: int):
    """The plan as CSV."""
    found = queries.plan(actor(), plan_id)
    content = queries.version(found).content
    known = links.resolved(actor(), links.of_content(content))
    head = [
        _("No."), _("Objective"), _("Activity"), _("Quarter"), _("Responsible"), _("Output"), _("Status"),
        _("Progress in percent"), _("Delivered by"),
    ]
    rows = [
        [place, objective, row["title"], row["quarter"], row["responsible"], row["output"],
         str(rules.STATUSES[row["status"]]), row["progress"],
         " ".join(request.host_url.rstrip("/") + known[tuple(one)].url for one in row["links"] if tuple(one) in known)]
        for place, objective, row in activities(content)
    ]
    answer = Response(csv_file(head, rows), content_type="text/csv; charset=utf-8")
    name = f"plan-{found.platform.slug}-{found.year}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def of_plan(found: WorkPlan) -> str:
    """The address of a plan."""
    return url_for("workplans.show", plan_id=found.id)
