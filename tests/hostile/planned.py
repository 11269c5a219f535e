"""A work plan, in the world of the hostile tests."""

from collections.abc import Mapping

from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.platforms.models import Platform
from forum.workplans import actions, contents


def build(platform: Platform, people: Mapping[str, Actor]) -> dict[str, dict[str, object]]:
    """Parts of addresses: a plan with one activity."""
    activity = {
        "title": "ورشة", "output": "نموذج", "quarter": "2020Q2", "responsible": "عنبتا", "status": "planned",
        "progress": 0, "links": [],
    }
    with transaction():
        content = contents.added(contents.empty("خطة"), "هدف", activity)
        made = actions.open_plan(platform, 2020, "خطة", by=people["d"], content=content)
    return {"plan_id": {"own": made.id}, "plan_version": {"first": 1}, "activity_number": {"only": 1}}


#: The forms of work plans, filled in.
FORM = {
    "objective": "هدف", "title": "ورشة", "quarter": "2020Q3", "responsible": "بيتا", "output": "لقاء",
    "status": "running", "progress": "50", "delivered_by": "", "based_on": "1",
}
FORMS = {
    "workplans.open_plan": {"year": "2031"}, "workplans.add_activity": FORM, "workplans.change_activity": FORM,
    "workplans.remove_activity": {"removal-reason": "سبب", "removal-based_on": "1"},
}
