"""Counting what is looked for, and what moderators do about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, is_unique_violation
from forum.search.curating import rules
from forum.search.curating.models import GapDismissal, SearchOpening, SearchQuestion, SynonymChange, SynonymGroup


def note_missed(words: str, platform_id: int) -> None:
    """Count a search that found nothing."""
    _count(words, platform_id, missed=1, missed_at=clock.now())


def note_found(words: str, platform_id: int) -> None:
    """Count a page of results that somebody looked at."""
    _count(words, platform_id, found=1, found_at=clock.now())


def note_opened(words: str, platform_id: int, result: str) -> None:
    """Count a result that somebody opened."""
    question_id = _count(words, platform_id, opened=1)
    moment = clock.now()
    key = {"question_id": question_id, "result": result}
    _raise(SearchOpening, key, {"count": 1}, {"last_at": moment})


def _count(words: str, platform_id: int, **changes: Any) -> int:
    """Raise counts of a question, the first time too; its number. Races add up."""
    counts = {name: n for name, n in changes.items() if isinstance(n, int)}
    moments: dict[str, datetime] = {name: at for name, at in changes.items() if name not in counts}
    key = {"words": words, "platform_id": platform_id}
    _raise(SearchQuestion, key, counts, moments | {"last_at": clock.now()})
    return db.session.scalars(select(SearchQuestion.id).filter_by(**key)).one()


def _raise(table: type, key: dict[str, Any], counts: dict[str, int], moments: dict[str, datetime]) -> None:
    grown = {name: getattr(table, name) + n for name, n in counts.items()}
    change = update(table).filter_by(**key).values(**grown, **moments).execution_options(synchronize_session=False)
    if db.session.execute(change).rowcount:
        return
    try:
        with db.session.begin_nested():
            db.session.add(table(**key, **counts, **moments))
    except IntegrityError as error:
        if not is_unique_violation(error):
            raise
        db.session.execute(change)


def dismiss(question: SearchQuestion, reason: str, *, by: Actor) -> None:
    """Take a question off the list of gaps; the reason stays beside it."""
    question.dismissal = GapDismissal(member_id=by.member_id, reason=reason, at=clock.now())
    record("search_question.dismissed", question, by=by, reason=reason)


def take_back(question: SearchQuestion, *, by: Actor) -> None:
    """Put a question on the list of gaps again."""
    if question.dismissal is not None:
        question.dismissal = None
        record("search_question.taken_back", question, by=by)


def forget_old_questions() -> None:
    """A daily chore: what nobody asked for a year is forgotten, with what was counted about it."""
    db.session.execute(
        delete(SearchQuestion)
        .where(SearchQuestion.last_at < clock.now() - rules.KEPT)
        .execution_options(synchronize_session=False)
    )


def add_synonyms(phrases: list[str], likeness: str, reason: str, *, by: Actor) -> SynonymGroup:
    """Let phrases stand for one another; searches use them at once."""
    group = SynonymGroup(phrases="\n".join(phrases), likeness=likeness)
    db.session.add(group)
    _changed(group, rules.ADDED, reason, by)
    return group


def change_synonyms(group: SynonymGroup, phrases: list[str], likeness: str, reason: str, *, by: Actor) -> None:
    """Correct a group; how it was before stays in its history."""
    group.phrases, group.likeness = "\n".join(phrases), likeness
    _changed(group, rules.CHANGED, reason, by)


def remove_synonyms(group: SynonymGroup, reason: str, *, by: Actor) -> None:
    """Use a group no more."""
    _changed(group, rules.REMOVED, reason, by)
    db.session.delete(group)


def _changed(group: SynonymGroup, what: str, reason: str, by: Actor) -> None:
    db.session.flush()
    db.session.add(
        SynonymChange(
            group_id=group.id, what=what, phrases=group.phrases, likeness=group.likeness, reason=reason,
            member_id=by.member_id, at=clock.now(),
        )
    )
