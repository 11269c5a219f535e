"""Reading plans and their versions."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.platforms.models import Platform
from forum.workplans.models import PlanVersion, WorkPlan
from forum.workplans.policy import Can, gate


def plan(actor: Actor, plan_id: int, *, to: Can = Can.READ) -> WorkPlan:
    """Fetch one plan with its platform.

    Raises:
        NotFound: there is none.
        Refused: the actor may not do ``to``; the text says why.
    """
    query = select(WorkPlan).where(WorkPlan.id == plan_id).options(joinedload(WorkPlan.platform))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such work plan."))
    gate.require(actor, to, found.platform)
    return found


def version(found: WorkPlan, number: int | None = None) -> PlanVersion:
    """One version of a plan with who made it; the newest unless another is asked for.

    Raises:
        NotFound: the plan has none of this number.
    """
    query = select(PlanVersion).where(
        PlanVersion.plan_id == found.id, PlanVersion.number == (found.number if number is None else number)
    )
    kept = db.session.scalars(query.options(joinedload(PlanVersion.member))).one_or_none()
    if kept is None:
        raise NotFound(_("This plan has no such version."))
    return kept


def history(found: WorkPlan) -> Sequence[PlanVersion]:
    """Every version, the newest first: one query."""
    query = select(PlanVersion).where(PlanVersion.plan_id == found.id).options(joinedload(PlanVersion.member))
    return db.session.scalars(query.order_by(PlanVersion.number.desc())).all()


def plans(platform: Platform) -> Sequence[tuple[WorkPlan, PlanVersion]]:
    """The plans of a platform with their newest versions, the latest year first: one query."""
    query = select(WorkPlan, PlanVersion).join(
        PlanVersion, and_(PlanVersion.plan_id == WorkPlan.id, PlanVersion.number == WorkPlan.number)
    )
    return db.session.execute(query.where(WorkPlan.platform_id == platform.id).order_by(WorkPlan.year.desc())).all()
