"""Cases for tests: told, accepted, taken up; a test says what it is about."""

from typing import Any

from forum.cases import actions, rules
from forum.cases.models import Adoption, Case
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.platforms.models import Platform
from tests.support import factories as make


def told(**given: Any) -> dict[str, Any]:
    """What a form gives: everything that a review needs."""
    words = {name: f"نص {name}" for name in rules.CHAPTERS}
    results = [{"what": "زمن الرخصة", "before": "6", "after": "1", "unit": "أيام"}]
    defaults = {"title": "رخصة الحرفة في يوم", "results": results, "shows_contact": False, "contact": ""}
    return words | defaults | given


def typed(**given: Any) -> dict[str, Any]:
    """The same as a browser posts it."""
    words = told(**given)
    lines = words.pop("results")
    words.pop("shows_contact")
    figures = {f"results-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}
    return words | figures


def submitted(by: Actor, platform: Platform, **given: Any) -> Case:
    """A case that waits for its review."""
    thread_id = given.pop("thread_id", None)
    with transaction():
        return actions.tell(platform, told(**given), thread_id=thread_id, submits=True, by=by)


def accepted(by: Actor, platform: Platform, **given: Any) -> Case:
    """A case in the library."""
    case = submitted(by, platform, **given)
    with transaction():
        actions.review(case, 1, rules.ACCEPTED, "", by=make.moderator(platform))
    return case


def taken_up(
    case: Case, by: Actor, state: str = rules.ADOPTING, above: Adoption | None = None, **given: str
) -> Adoption:
    """What an authority reports of a case."""
    entry = {"state": state, "cost": "", "duration": "", "changed": "", "words": ""} | given
    with transaction():
        found = actions.take_up(case, entry, learned_from=above, by=by)
    db.session.expire_all()
    return found
