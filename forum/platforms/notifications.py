"""How seats and requests appear in notifications.

Notifications stand above and are not imported: what is handed over here has
the attributes that ``notifications.port`` describes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named
from forum.members.models import MembershipRequest, Office
from forum.members.rules import ASSOCIATION
from forum.platforms.models import Platform, Seat
from forum.platforms.policy import Can, decidable_by, gate
from forum.platforms.rules import MODERATING, ROLES

PLATFORM, REQUESTS = "platform", "platform_requests"
#: Isolates a name inside a sentence of the other direction.
ISOLATED = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True, slots=True)
class Call:
    """One event and who hears of it."""

    event: Event
    kind: str
    subject: tuple[str, int]
    to: Collection[int]
    may_hear: Callable[[Actor], Any] = lambda _actor: True
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


class AnnouncedSeats:
    """The adapter of ``notifications.port.Announced`` for requests, seats and roles."""

    events = ("membership.requested", "platform.seat_given", "platform.role_changed")
    subjects = (PLATFORM, REQUESTS)

    def announcements(self, events: Sequence[Event]) -> Iterable[Call]:
        """A request calls the platform's moderators, or the association where there are none; a seat its holder."""
        asked = {event.detail["platform_id"] for event in events if event.kind == "membership.requested"}
        deciders = _deciders(asked)
        for event in events:
            if event.kind == "membership.requested":
                place = event.detail["platform_id"]
                yield Call(
                    event, "requested", (REQUESTS, place), deciders[place],
                    lambda actor, place=place: actor.is_association or place in actor.moderates,
                    detail={"request_id": event.subject_id},
                )
            else:
                kind = event.kind.removeprefix("platform.")
                yield Call(event, kind, (PLATFORM, event.subject_id), {event.detail["member_id"]})

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Words]:
        """The platform that it is about."""
        found = db.session.scalars(select(Platform).where(Platform.id.in_(ids))).all()
        if kind == REQUESTS:
            return {
                p.id: Words("/requests", _("Requests for membership: %(platform)s", platform=named(p)), platform=p.slug)
                for p in found if gate.may(actor, Can.DECIDE, p)
            }
        return {p.id: Words(f"/platforms/{p.slug}", named(p), platform=p.slug) for p in found}

    def lines(self, actor: Actor, told: Sequence[Any]) -> Mapping[int, Words]:
        """Who asks, or what one may do now."""
        asked = _requests(actor, {n.detail["request_id"] for n in told if n.kind == "requested"})
        slugs = _slugs({n.subject_id for n in told})
        found = {}
        for n in told:
            if n.kind != "requested":
                found[n.id] = Words(f"/platforms/{slugs[n.subject_id]}", text=_sentence(n))
            elif (request := asked.get(n.detail["request_id"])) is not None:
                text = _("New request: %(name)s", name=ISOLATED % request.name)
                found[n.id] = Words(f"/requests/{request.id}", text=text)
        return found


def _sentence(told: Any) -> str:
    role = ROLES.get(told.detail["role"], "")
    if told.kind == "seat_given":
        return _("You have a seat on this platform now. Your role: %(role)s", role=role)
    return _("Your role on this platform is now: %(role)s", role=role)


def _slugs(platform_ids: Collection[int]) -> dict[int, str]:
    return dict(db.session.execute(select(Platform.id, Platform.slug).where(Platform.id.in_(platform_ids))).all())


def _deciders(platform_ids: Collection[int]) -> dict[int, set[int]]:
    """Who decides requests of each platform: its moderators, else everybody of the association."""
    deciders: dict[int, set[int]] = {platform_id: set() for platform_id in platform_ids}
    if not deciders:
        return deciders
    seats = select(Seat.platform_id, Seat.member_id).where(Seat.platform_id.in_(deciders), Seat.role.in_(MODERATING))
    for platform_id, member_id in db.session.execute(seats):
        deciders[platform_id].add(member_id)
    if not all(deciders.values()):
        association = set(db.session.scalars(select(Office.member_id).where(Office.kind == ASSOCIATION)))
        deciders = {platform_id: ids or association for platform_id, ids in deciders.items()}
    return deciders


def _requests(actor: Actor, ids: Collection[int]) -> dict[int, MembershipRequest]:
    query = select(MembershipRequest).where(MembershipRequest.id.in_(ids), decidable_by(actor))
    return {request.id: request for request in db.session.scalars(query)} if ids else {}
