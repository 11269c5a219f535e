"""Telling, reviewing, hiding and taking up cases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.activity.actions import record
from forum.attachments.actions import holders_changed
from forum.cases import rules
from forum.cases.models import Adoption, Case, CaseHiding, CaseReview, LedgerEntry, Telling
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, is_unique_violation
from forum.kernel.errors import Conflict
from forum.kernel.i18n import gettext as _
from forum.notifications.actions import follow
from forum.platforms.models import Platform

#: What a version may be given by a form: everything else about it is decided here.
WRITTEN = ("title", *rules.CHAPTERS, "results", "shows_contact", "contact")


def tell(platform: Platform, told: Mapping[str, Any], *, thread_id: int | None, submits: bool, by: Actor) -> Case:
    """Begin a case; ``submits`` lays it before the moderators at once."""
    case = Case(
        platform_id=platform.id, authority_id=by.authority_id, author_id=by.member_id, thread_id=thread_id,
        title=told["title"],
    )
    db.session.add(case)
    db.session.flush()
    follow(by.member_id, "case", case.id)
    _write(case, 1, told, submits, by)
    return case


def rewrite(case: Case, told: Mapping[str, Any], *, based_on: int, submits: bool, by: Actor) -> Telling:
    """Write a case again. A draft is overwritten, what was submitted stays as a version of its own.

    Args:
        based_on: the number of the version that the form began with.

    Raises:
        Conflict: somebody saved another version meanwhile.
    """
    newest = db.session.scalars(
        select(Telling).where(Telling.case_id == case.id).order_by(Telling.number.desc()).limit(1)
    ).one()
    if newest.number != based_on:
        raise Conflict(_("This case was saved elsewhere meanwhile. Open it again; nothing of that version is lost."))
    if newest.submitted_at is None:
        _fill(newest, told)
        _settle(case, newest, submits, by)
        return newest
    return _write(case, newest.number + 1, told, submits, by)


def _write(case: Case, number: int, told: Mapping[str, Any], submits: bool, by: Actor) -> Telling:
    written = Telling(case_id=case.id, number=number, member_id=by.member_id, title=told["title"])
    _fill(written, told)
    try:
        with db.session.begin_nested():
            db.session.add(written)
    except IntegrityError as error:
        if not is_unique_violation(error):
            raise
        raise Conflict(
            _("This case was saved elsewhere meanwhile. Open it again; nothing of that version is lost.")
        ) from error
    _settle(case, written, submits, by)
    return written


def _fill(telling: Telling, told: Mapping[str, Any]) -> None:
    for name in WRITTEN:
        setattr(telling, name, told[name])


def _settle(case: Case, telling: Telling, submits: bool, by: Actor) -> None:
    case.title = telling.title
    if submits:
        telling.submitted_at = clock.now()
        case.waiting_number = telling.number
        record("case.submitted", case, by=by, number=telling.number)


def review(case: Case, number: int, outcome: str, reason: str, *, by: Actor) -> CaseReview:
    """Accept a submitted version, so that colleagues read it, or return it with a reason.

    Raises:
        Conflict: it is not the version that waits now: it was decided, or written again.
    """
    telling = db.session.scalars(
        select(Telling).where(Telling.case_id == case.id, Telling.number == number)
    ).one_or_none()
    # Taken off the pile by the database: of two moderators only one finds it there.
    taken = update(Case).where(Case.id == case.id, Case.waiting_number == number).values(waiting_number=None)
    done = db.session.execute(taken.execution_options(synchronize_session=False))
    if telling is None or done.rowcount != 1:
        raise Conflict(_("This version was decided or written again meanwhile. Look at the newest one."))
    db.session.refresh(case, ["waiting_number"])
    decided = CaseReview(telling_id=telling.id, outcome=outcome, reason=reason, member_id=by.member_id)
    db.session.add(decided)
    if outcome == rules.ACCEPTED:
        case.shown_number, case.accepted_at = number, case.accepted_at or clock.now()
        _files_changed(case)
    record(f"case.{outcome}", case, by=by, number=number, reason=reason, is_first=number == 1)
    return decided


def hide(case: Case, reason: str, *, by: Actor) -> None:
    """Let only its author and the moderators read a case."""
    case.hiding = CaseHiding(case_id=case.id, reason=reason, member_id=by.member_id)
    _files_changed(case)
    record("case.hidden", case, by=by, reason=reason)


def restore(case: Case, *, by: Actor) -> None:
    """Let colleagues read it again."""
    db.session.delete(case.hiding)
    case.hiding = None
    _files_changed(case)
    record("case.restored", case, by=by)


def _files_changed(case: Case) -> None:
    """Let search learn or forget the files of a case."""
    db.session.flush()
    versions = db.session.scalars(select(Telling.id).where(Telling.case_id == case.id)).all()
    holders_changed("case", versions)


def take_up(
    case: Case, entry: Mapping[str, str], *, learned_from: Adoption | None, by: Actor
) -> Adoption:
    """Record where the actor's authority stands with a case; what it reported before stays in the ledger.

    ``learned_from`` counts the first time only: a lineage is not rewritten.
    """
    found = _adoption(case, by.authority_id) or _begin(case, entry["state"], learned_from, by)
    db.session.add(
        LedgerEntry(
            adoption_id=found.id, member_id=by.member_id, job_title=by.job_title, state=entry["state"],
            cost=entry["cost"], duration=entry["duration"], changed=entry["changed"], words=entry["words"],
        )
    )
    found.state = entry["state"]
    follow(by.member_id, "case", case.id)
    record("case.taken_up", case, by=by, adoption_id=found.id, authority_id=by.authority_id, state=entry["state"])
    return found


def _adoption(case: Case, authority_id: int | None) -> Adoption | None:
    query = select(Adoption).where(Adoption.case_id == case.id, Adoption.authority_id == authority_id)
    return db.session.scalars(query).one_or_none()


def _begin(case: Case, state: str, learned_from: Adoption | None, by: Actor) -> Adoption:
    """Open the authority's account in the ledger; a colleague may have done so at the same moment."""
    begun = Adoption(
        case_id=case.id, authority_id=by.authority_id, state=state,
        parent_id=learned_from.id if learned_from is not None else None,
    )
    try:
        with db.session.begin_nested():
            db.session.add(begun)
    except IntegrityError as error:
        if not is_unique_violation(error):
            raise
        return _adoption(case, by.authority_id)
    return begun
