"""How cases appear on the moderators' desk: submitted versions, and what was reported."""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask import url_for

from forum.cases import actions, queries, rules
from forum.cases.models import Case, Telling
from forum.cases.policy import Can
from forum.kernel.access import Actor
from forum.kernel.db import Cursor
from forum.kernel.i18n import gettext as _, lazy_gettext as _l, named
from forum.kernel.rendering import shorten
from forum.moderation.port import Blank, Deed, Letter, Person, Reviewed, Tray
from forum.moderation.rules import EXCERPT

CASE = "case"
SUBMITTED = Tray("cases", _l("Cases to review"), _l("No case is waiting for a review."))


class ReviewableCases:
    """The adapter of ``moderation.port.Reviewable`` for the library."""

    kinds: Mapping[str, object] = {CASE: _l("A case")}
    trays = (SUBMITTED,)

    def reviewed(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Reviewed]:
        """Cases by id."""
        return {
            case.id: Reviewed(
                kind=CASE, id=case.id, platform_id=case.platform_id, title=case.title, address=f"/cases/{case.id}",
                author_id=case.author_id, at=case.created_at, platform=case.platform.slug,
                place=named(case.platform), is_shown=case.is_shown, demo=case.demo_key is not None,
            )
            for case in queries.readable(actor, list(ids))
        }

    def counts(self, actor: Actor, looks: Mapping[str, datetime]) -> Mapping[str, int]:
        """How many wait."""
        return {SUBMITTED.name: queries.waiting_count(actor)}

    def letter(self, actor: Actor, tray: str, after: Cursor | None, look: datetime, back: str) -> Letter | None:
        """What has waited longest."""
        found = queries.waiting(actor, after)
        return _letter(*found, back) if found else None

    def hide(self, actor: Actor, kind: str, number: int, reason: str) -> None:
        """Let only moderators and its author read a case."""
        actions.hide(queries.case(actor, number, to=Can.HIDE), reason, by=actor)


def _letter(case: Case, telling: Telling, back: str) -> Letter:
    decide = url_for("cases.review", case_id=case.id)
    whole = url_for("cases.version", case_id=case.id, number=telling.number)
    fields = {"number": telling.number, "next": back}
    why = Blank("reason", _("What should be put right, in words that the author reads"))
    again = _("A new version of a case in the library") if case.shown_number else _("A new case")
    return Letter(
        kind=again, title=telling.title, url=whole, at=telling.submitted_at, id=case.id,
        excerpt=shorten(f"{telling.problem} {telling.solution}", EXCERPT),
        by=Person(case.author.name, named(case.authority)), place=named(case.platform), platform=case.platform.slug,
        demo=case.demo_key is not None,
        quick=[
            Deed(_("Read it whole"), whole, is_link=True, icon="eye", kind="main"),
            Deed(_("Accept into the library"), decide, {**fields, "outcome": rules.ACCEPTED}, icon="check"),
        ],
        deeds=[Deed(_("Return to the author"), decide, {**fields, "outcome": rules.RETURNED}, why, icon="reply")],
    )
