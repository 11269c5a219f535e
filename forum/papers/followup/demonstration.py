"""The invented follow-up of the invented papers: what was asked, answered and done."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers.documents import Paper
from forum.papers.followup import actions, rules
from forum.papers.followup.days import today


def load(rows: Iterable[Mapping[str, Any]], *, by: Actor) -> int:
    """Note what the rows say of those papers of the demonstration that are published.

    Args:
        rows: of ``demo_follow_up.jsonl``; ``asked`` and ``ago`` are days before today, ``review`` days
            after it with a minus, so that some look-again days lie ahead.

    Returns:
        How many recommendations were made.
    """
    published = {
        paper.demo_key: paper
        for paper in db.session.scalars(
            select(Paper).where(Paper.demo_key.is_not(None), Paper.published_number.is_not(None))
        )
    }
    known = [row for row in rows if row["paper"] in published]
    for row in known:
        _follow(published[row["paper"]], row, by)
    return len(known)


def _ago(days: int) -> date:
    return today() - timedelta(days=days)


def _follow(paper: Paper, row: Mapping[str, Any], by: Actor) -> None:
    asked = actions.recommend(
        paper, row["addressee"], row["ask"], asked_on=_ago(row["asked"]), responsible=row["responsible"],
        review_on=_ago(row["review"]), by=by,
    )
    for step in row["steps"]:
        note = actions.note_answer if step["what"] == rules.ANSWER else actions.note_progress
        note(asked, step["value"], step["words"], on=_ago(step["ago"]), by=by)
