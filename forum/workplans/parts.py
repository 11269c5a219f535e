"""What work plans add to the page of a platform: what is overdue, and what comes next."""

from flask import render_template
from markupsafe import Markup

from forum.kernel.access import Actor
from forum.platforms.models import Platform
from forum.workplans import queries, rules
from forum.workplans.contents import activities
from forum.workplans.policy import Can, gate
from forum.workplans.views import today


def on_platform(actor: Actor, platform: Platform) -> Markup:
    """Overdue and next activities of the newest plan; a way to begin one for those who write plans."""
    may_plan = gate.may(actor, Can.PLAN, platform)
    newest = next(iter(queries.plans(platform)), None)
    if newest is None and not may_plan:
        return Markup()
    rows = [row for _place, _objective, row in activities(newest[1].content)] if newest else []
    overdue = [row for row in rows if rules.is_overdue(row, today())]
    ahead = [row for row in rows if row not in overdue and row["status"] not in rules.SETTLED]
    return Markup(render_template(
        "workplans/on_platform.html", platform=platform, plan=newest[0] if newest else None, overdue=overdue,
        ahead=sorted(ahead, key=lambda row: row["quarter"])[:rules.NEXT_ON_PLATFORM], statuses=rules.STATUSES,
        may_plan=may_plan, total=len(rows), done=sum(row["status"] == rules.DONE for row in rows),
    ))
