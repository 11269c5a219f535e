"""The invented follow-up of the invented papers: what was asked, answered and done."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers.documents import Paper, PaperVersion
from forum.papers.followup import actions, rules
from forum.papers.followup.days import day_of, today


def load(rows: Iterable[Mapping[str, Any]], *, by: Actor) -> int:
    """Note what the rows say of those papers of the demonstration that are published.

    Args:
        rows: of ``demo_follow_up.jsonl``; ``asked`` and ``ago`` are days before today, though never
            before the publication; ``review`` with a minus is a day ahead.

    Returns:
        How many recommendations were made.
    """
    published = {
        paper.demo_key: (paper, day_of(at))
        for paper, at in db.session.execute(
            select(Paper, PaperVersion.at)
            .join(
                PaperVersion,
                (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.published_number),
            )
            .where(Paper.demo_key.is_not(None))
        )
    }
    known = [row for row in rows if row["paper"] in published]
    for row in known:
        _follow(*published[row["paper"]], row, by)
    return len(known)


def _follow(paper: Paper, since: date, row: Mapping[str, Any], by: Actor) -> None:
    def ago(days: int) -> date:
        return max(today() - timedelta(days=days), since)

    asked = actions.recommend(
        paper, row["addressee"], row["ask"], asked_on=ago(row["asked"]), responsible=row["responsible"],
        review_on=ago(row["review"]), by=by,
    )
    for step in row["steps"]:
        note = actions.note_answer if step["what"] == rules.ANSWER else actions.note_progress
        note(asked, step["value"], step["words"], on=ago(step["ago"]), by=by)
