"""A law that an issue file collected, for the world of the hostile tests."""

from forum.kernel.access import Actor
from forum.papers.models import IssueFile
from forum.papers.sources import actions, rules


def ids(file: IssueFile, words: str, *, by: Actor) -> dict[str, dict[str, int]]:
    """Write a law down, and a report that nothing was taken from yet; the parts of their addresses."""
    facts = {"form": "law", "number": "1", "year": 1997, "title": "الهيئات المحلية", "place": "15", "address": ""}
    law = actions.write_down(file, rules.LAW, facts, words, by=by)
    return {"source_id": {"law": law.id}}
