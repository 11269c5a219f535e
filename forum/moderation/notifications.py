"""How flags appear in notifications: moderators hear of new ones, those who raised them of the outcome.

Notifications stand beside moderation and are not imported: what is handed over
here has the attributes that ``notifications.port`` describes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named
from forum.members.models import Office
from forum.members.rules import ASSOCIATION
from forum.moderation import queries, rules
from forum.moderation.models import Flag, FlagDecision
from forum.moderation.port import Reviewed
from forum.platforms.models import Platform, Seat
from forum.platforms.rules import MODERATING

DESK, DECISION = "desk", "flag_decision"


@dataclass(frozen=True, slots=True)
class Call:
    """One event and who hears of it."""

    event: Event
    kind: str
    subject: tuple[str, int]
    to: Collection[int]
    may_hear: Callable[[Actor], Any]
    followers_of: Sequence[tuple[str, int]] = ()
    by_mail: bool = True
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A heading or a line: some text that leads somewhere."""

    address: str
    title: str = ""
    text: str = ""
    platform: str | None = None
    demo: bool = False


class AnnouncedFlags:
    """The adapter of ``notifications.port.Announced`` for flags and decisions."""

    events = ("flag.raised", "flag.decided")
    subjects = (DESK, DECISION)

    def announcements(self, events: Sequence[Event]) -> Iterable[Call]:
        """A flag calls the moderators of its platform; a decision those who raised the flags."""
        raised = [event for event in events if event.kind == "flag.raised"]
        moderators = _moderators({event.detail["platform_id"] for event in raised})
        for event in events:
            if event.kind == "flag.decided":
                yield Call(
                    event, "decided", (DECISION, event.subject_id), event.detail["members"], lambda _actor: True
                )
            else:
                platform_id = event.detail["platform_id"]
                yield Call(
                    event, "raised", (DESK, platform_id), moderators.get(platform_id, ()),
                    lambda actor, its=platform_id: actor.is_association or its in actor.moderates,
                )

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Words]:
        """The desk for moderators; for others what they had reported, if they can still read it."""
        if kind == DESK:
            return _desk_headings(actor, ids)
        own = db.session.scalars(
            select(FlagDecision)
            .join(Flag, Flag.decision_id == FlagDecision.id)
            .where(FlagDecision.id.in_(ids), Flag.member_id == actor.member_id)
        ).all()
        return _about(actor, own)

    def lines(self, actor: Actor, told: Sequence[Any]) -> Mapping[int, Words]:
        """What was reported, or what was decided, with its reason."""
        on_desk = f"/desk?tray={rules.FLAGGED}"
        return {
            n.id: Words(on_desk if n.subject_kind == DESK else "", text=_sentence(n.kind, n.detail)) for n in told
        }


def _sentence(kind: str, detail: Mapping[str, Any]) -> str:
    if kind == "raised":
        reason = rules.REASONS.get(detail["reason"], detail["reason"])
        return _("A new report: %(reason)s", reason=reason)
    outcome = rules.OUTCOMES.get(detail["outcome"], detail["outcome"])
    if detail["reason"]:
        return _("Your report was looked at. %(outcome)s: %(reason)s", outcome=outcome, reason=detail["reason"])
    return _("Your report was looked at. %(outcome)s.", outcome=outcome)


def _about(actor: Actor, decisions: Sequence[FlagDecision]) -> dict[int, Words]:
    found = {}
    for kind in {decision.subject_kind for decision in decisions}:
        own = [decision for decision in decisions if decision.subject_kind == kind]
        things = queries.reviewed(
            actor, current_app.extensions["reviewable"], kind, {decision.subject_id for decision in own}
        )
        for decision in own:
            found[decision.id] = _heading(things.get(decision.subject_id))
    return found


def _heading(thing: Reviewed | None) -> Words:
    if thing is None:
        return Words("/notifications", title=_("Something you reported"))
    return Words(thing.address, title=thing.title, platform=thing.platform, demo=thing.demo)


def _desk_headings(actor: Actor, ids: Collection[int]) -> dict[int, Words]:
    mine = [number for number in ids if actor.is_association or number in actor.moderates]
    platforms = db.session.scalars(select(Platform).where(Platform.id.in_(mine)))
    return {
        p.id: Words(
            f"/desk?tray={rules.FLAGGED}", platform=p.slug,
            title=_("Moderator's desk: %(platform)s", platform=named(p)),
        )
        for p in platforms
    }


def _moderators(platform_ids: Collection[int]) -> dict[int, set[int]]:
    """Who decides about flags of each platform: its moderators, else everybody of the association."""
    found: dict[int, set[int]] = {platform_id: set() for platform_id in platform_ids}
    seats = select(Seat.platform_id, Seat.member_id).where(
        Seat.platform_id.in_(platform_ids), Seat.role.in_(MODERATING)
    )
    for platform_id, member_id in db.session.execute(seats) if found else ():
        found[platform_id].add(member_id)
    if not all(found.values()):
        association = set(db.session.scalars(select(Office.member_id).where(Office.kind == ASSOCIATION)))
        found = {platform_id: ids or association for platform_id, ids in found.items()}
    return found
