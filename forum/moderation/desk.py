"""What lies on the desk: the trays of every area, and the letter in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for

from forum.kernel.access import Actor
from forum.kernel.db import Cursor
from forum.kernel.i18n import gettext as _, listing, ngettext
from forum.moderation import queries, rules
from forum.moderation.models import Flag
from forum.moderation.port import Blank, Deed, Letter, Reviewable, Reviewed, Tray


@dataclass(frozen=True, slots=True)
class TrayOnDesk:
    """A tray with what lies in it."""

    tray: Tray
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The page: every tray, and the letter in hand if there is one."""

    trays: Sequence[TrayOnDesk]
    current: Tray
    letter: Letter | None
    skip: str | None
    """The address of the letter after this one."""
    is_past_the_end: bool
    """Letters lie in the tray, but all were skipped."""


def reviewable() -> Sequence[Reviewable]:
    """The adapters that the areas of this forum bring."""
    return current_app.extensions["reviewable"]


def trays() -> list[Tray]:
    """Every tray; what hurries comes first."""
    return [queries.FLAGGED, *(tray for area in reviewable() for tray in area.trays)]


def desk(actor: Actor, name: str | None, after: Cursor | None) -> Desk:
    """The desk with one tray in hand: the named one, else the first that is not empty."""
    seen = queries.looks(actor)
    counts = queries.counts(actor, reviewable(), seen)
    known = {tray.name: tray for tray in trays()}
    full = next((tray for tray in known.values() if counts.get(tray.name)), queries.FLAGGED)
    current = known.get(name or "", full)
    back = url_for("moderation.desk", tray=current.name, after=str(after) if after else None)
    letter = _letter(actor, current, after, seen.get(current.name) or queries.first_look(), back)
    return Desk(
        [TrayOnDesk(tray, counts.get(tray.name, 0), tray is current) for tray in known.values()],
        current, letter,
        _skip(current, letter) if letter and counts.get(current.name, 0) > 1 else None,
        letter is None and bool(counts.get(current.name)),
    )


def _letter(actor: Actor, tray: Tray, after: Cursor | None, look: datetime, back: str) -> Letter | None:
    if tray.name == rules.FLAGGED:
        return _flagged(actor, after, back)
    for area in reviewable():
        if tray in area.trays:
            return area.letter(actor, tray.name, after, look, back)
    return None


def _skip(tray: Tray, letter: Letter) -> str:
    return url_for("moderation.desk", tray=tray.name, after=str(Cursor(letter.at, letter.id)))


def _flagged(actor: Actor, after: Cursor | None, back: str) -> Letter | None:
    """The letter about what was flagged first."""
    pile = queries.next_pile(actor, after)
    if pile is None:
        return None
    thing = queries.reviewed(actor, reviewable(), pile.kind, [pile.id]).get(pile.id)
    why = _why(queries.complaints(actor, pile.kind, pile.id))
    fields = {"kind": pile.kind, "id": pile.id, "next": back}
    if thing is None:
        return Letter(
            kind=_("Report by members"), title=_("No longer there, or moved to a platform of others"),
            url=back, at=pile.at, id=pile.first_id, reason=why, quick=[_keep(fields)],
        )
    return Letter(
        kind=_("Report by members"), title=thing.title, url=thing.address, at=pile.at, id=pile.first_id,
        excerpt=thing.excerpt, by=thing.by, reason=why, place=thing.place, platform=thing.platform,
        demo=thing.demo, quick=[_keep(fields)], deeds=_decisions(thing, fields),
    )


def _why(flags: Sequence[Flag]) -> str:
    """The reasons in words, with what people added; who they are stays out of it."""
    count = ngettext("%(num)d abuse report", "%(num)d abuse reports", len(flags))
    words = listing(dict.fromkeys(str(rules.REASONS.get(flag.reason, flag.reason)) for flag in flags))
    notes = dict.fromkeys(f"«{flag.note}»" for flag in flags if flag.note)
    return " — ".join([f"{count}: {words}", *notes])


def _keep(fields: dict) -> Deed:
    return Deed(
        _("Nothing wrong: it stays"), url_for("moderation.decide"),
        {**fields, "outcome": rules.KEPT}, icon="check",
    )


def _decisions(thing: Reviewed, fields: dict) -> list[Deed]:
    decide = url_for("moderation.decide")
    why = Blank("reason", _("Reason, which the author reads"))
    how = Blank("reason", _("What was done, for those who reported it"))
    hide = Deed(_("Hide"), decide, {**fields, "outcome": rules.HIDDEN}, why, icon="hide", kind="danger")
    handled = Deed(_("Dealt with in another way"), decide, {**fields, "outcome": rules.HANDLED}, how)
    return [*([hide] if thing.is_shown else []), handled]
