"""The library as a table for spreadsheets."""

import csv
import io

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.cases import queries, rules
from forum.cases.models import Adoption, Case, Telling
from forum.cases.policy import shown
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named

#: With one of these a spreadsheet takes a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(words: object) -> str:
    """Text that every spreadsheet shows as text.

    >>> cell("=1+1")
    "'=1+1"
    """
    text = str(words)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text


def as_csv(actor: Actor) -> bytes:
    """Every accepted case, one a line, with how many authorities stand where: two queries.

    The byte order mark tells spreadsheets that it is UTF-8.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([
        _("Number"), _("Title"), _("Local authority"), _("Governorate"), _("Platform"), _("Accepted"),
        *map(str, rules.CHAPTERS.values()), _("Results"), *map(str, rules.STATES.values()), _("Address"),
        _("Demonstration data"),
    ])  # fmt: skip
    counts = _counts()
    for case, telling in _everything(actor):
        writer.writerow([
            case.id, cell(telling.title), cell(named(case.authority)), cell(named(case.authority.governorate)),
            cell(named(case.platform)), case.accepted_at.date().isoformat(),
            *(cell(getattr(telling, name)) for name in rules.CHAPTERS),
            cell("; ".join(map(queries.figure, telling.results))),
            *(counts.get((case.id, state), 0) for state in rules.STATES), f"/cases/{case.id}",
            _("yes") if case.demo_key else "",
        ])  # fmt: skip
    return file.getvalue().encode("utf-8-sig", "replace")


def _everything(actor: Actor):
    readable = shown() if actor.is_signed_in else Case.id.is_(None)
    return db.session.execute(
        select(Case, Telling)
        .join(Telling, (Telling.case_id == Case.id) & (Telling.number == Case.shown_number))
        .where(readable)
        .options(joinedload(Case.platform), joinedload(Case.authority).joinedload(Authority.governorate))
        .order_by(Case.accepted_at.desc(), Case.id.desc())
        .limit(rules.FILE_MAX)
    )


def _counts() -> dict[tuple[int, str], int]:
    counts: dict[tuple[int, str], int] = {}
    for case_id, state in db.session.execute(select(Adoption.case_id, Adoption.state)):
        counts[case_id, state] = counts.get((case_id, state), 0) + 1
    return counts
