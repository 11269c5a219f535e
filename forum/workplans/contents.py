"""Changing what a plan says: each function gives a new content and leaves the old one as it was."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from forum.kernel.errors import Invalid, NotFound
from forum.kernel.i18n import gettext as _
from forum.workplans.rules import ACTIVITIES_MAX

Content = dict[str, Any]
#: What somebody may say about an activity.
FIELDS = ("title", "output", "quarter", "responsible", "status", "progress", "links")


def empty(title: str) -> Content:
    """A plan without activities."""
    return {"title": title, "last": 0, "objectives": []}


def activities(content: Content) -> Iterator[tuple[str, str, dict]]:
    """Every activity with its place such as «1.2» and its objective, in order."""
    for first, objective in enumerate(content["objectives"], start=1):
        for second, activity in enumerate(objective["activities"], start=1):
            yield f"{first}.{second}", objective["title"], activity


def activity(content: Content, number: int) -> tuple[str, dict]:
    """One activity and its objective.

    Raises:
        NotFound: the plan has none of this number.
    """
    for _place, objective, found in activities(content):
        if found["number"] == number:
            return objective, found
    raise NotFound(_("There is no such activity in this plan."))


def added(content: Content, objective: str, given: dict) -> Content:
    """One more activity under an objective, which is made if it is new.

    Raises:
        Invalid: the plan is full.
    """
    if sum(1 for _one in activities(content)) >= ACTIVITIES_MAX:
        raise Invalid(_("The plan has %(max)d activities; more cannot be carried out in a year.", max=ACTIVITIES_MAX))
    made = deepcopy(content)
    made["last"] += 1
    _objective(made, objective)["activities"].append({"number": made["last"]} | {f: given[f] for f in FIELDS})
    return made


def changed(content: Content, number: int, objective: str, given: dict) -> Content:
    """The activity as it should be now; under another objective it moves to its end."""
    before, _found = activity(content, number)
    made = deepcopy(content)
    new = {"number": number} | {f: given[f] for f in FIELDS}
    if before == objective:
        rows = _objective(made, objective)["activities"]
        rows[next(n for n, row in enumerate(rows) if row["number"] == number)] = new
        return made
    _objective(made, objective)["activities"].append(new)
    return _without(made, number, before)


def removed(content: Content, number: int) -> Content:
    """The plan without an activity; an objective without any goes too."""
    before, _found = activity(content, number)
    return _without(deepcopy(content), number, before)


def _objective(content: Content, title: str) -> dict:
    for one in content["objectives"]:
        if one["title"] == title:
            return one
    content["objectives"].append({"title": title, "activities": []})
    return content["objectives"][-1]


def _without(content: Content, number: int, objective: str) -> Content:
    for one in content["objectives"]:
        if one["title"] == objective:
            one["activities"] = [row for row in one["activities"] if row["number"] != number]
    content["objectives"] = [one for one in content["objectives"] if one["activities"]]
    return content
