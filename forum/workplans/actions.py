"""Opening a plan and changing it: a change has a reason and leaves the old plan readable."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from forum.activity.actions import record
from forum.kernel.access import Actor
from forum.kernel.db import db, is_unique_violation
from forum.kernel.errors import Conflict
from forum.kernel.i18n import gettext as _
from forum.platforms.models import Platform
from forum.workplans.contents import Content, empty
from forum.workplans.models import PlanVersion, WorkPlan
from forum.workplans.policy import Can, gate
from forum.workplans.rules import OPENED


def open_plan(platform: Platform, year: int, title: str, *, by: Actor, content: Content | None = None) -> WorkPlan:
    """Begin the plan of a year.

    Raises:
        Conflict: the platform has one for this year.
    """
    gate.require(by, Can.PLAN, platform)
    opened = WorkPlan(platform_id=platform.id, year=year, number=1)
    try:
        with db.session.begin_nested():
            db.session.add(opened)
    except IntegrityError as error:
        if not is_unique_violation(error):
            raise
        raise Conflict(_("This platform has a plan for %(year)d already.", year=year)) from error
    opened.platform = platform
    db.session.add(PlanVersion(
        plan_id=opened.id, number=1, content=content or empty(title), reason=str(OPENED), member_id=by.member_id
    ))
    record("work_plan.opened", opened, by=by, platform_id=platform.id)
    return opened


def change(plan: WorkPlan, content: Content, reason: str, *, based_on: int, by: Actor) -> PlanVersion:
    """Write the next version.

    Args:
        based_on: the version that the person had before them.

    Raises:
        Conflict: somebody changed the plan meanwhile; nothing is overwritten.
    """
    gate.require(by, Can.PLAN, plan.platform)
    moved = db.session.execute(
        update(WorkPlan).where(WorkPlan.id == plan.id, WorkPlan.number == based_on).values(number=based_on + 1)
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:
        raise Conflict(_("Somebody changed the plan meanwhile. Look at it, then change it again."))
    db.session.refresh(plan, ["number"])
    made = PlanVersion(
        plan_id=plan.id, number=plan.number, content=content, reason=reason, member_id=by.member_id
    )
    db.session.add(made)
    record("work_plan.changed", plan, by=by, number=plan.number)
    return made
