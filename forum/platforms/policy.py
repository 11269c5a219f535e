"""Who may do what on platforms: see, take part, ask for a seat, decide, give roles."""

from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import ColumnElement, true

from forum.authorities.models import Authority
from forum.kernel.access import Actor, Decision, Gate, Rule, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.members.models import MembershipRequest
from forum.platforms.models import Platform, Seat


class Can(Enum):
    """What can be done with a platform."""

    ENTER = auto()
    SEE_PEOPLE = auto()
    DECIDE = auto()
    GIVE_SEATS = auto()
    LEAVE = auto()


class CanRequests(Enum):
    """What can be done with the list of requests."""

    SEE = auto()


class CanApply(Enum):
    """What can be done with an application, before it is sent."""

    SEND = auto()


class CanRequest(Enum):
    """What can be done with a request for membership."""

    DECIDE = auto()


class CanSeat(Enum):
    """What can be done with somebody's seat."""

    CHANGE = auto()
    REMOVE = auto()


@dataclass(frozen=True, slots=True)
class Application:
    """Somebody of an authority would like a seat on a platform."""

    platform: Platform
    authority: Authority | None


#: Why people of other authorities are not taken, by the kind that a platform is for.
ONLY_FOR = {
    "village_council": _l(
        "This platform is for people who work in village councils, so that they can speak of their own "
        "conditions. Your authority is of another kind; choose one of the other platforms."
    ),
    "municipality": _l("This platform is for people who work in municipalities. Choose one of the other platforms."),
    "joint_service_council": _l(
        "This platform is for people who work in joint service councils. Choose one of the other platforms."
    ),
}


@rule(_l("This is for the members of the platform. Ask for a seat on it to take part."))
def sits_here(actor: Actor, platform: Platform) -> bool:
    """Has a seat on the platform."""
    return platform.id in actor.platforms


@rule(_l("This is for the association."))
def speaks_for_the_association(actor: Actor, _thing: object) -> bool:
    """Works for the association."""
    return actor.is_association


@rule(_l("The moderators of the platform decide this."))
def moderates(actor: Actor, thing: Platform | MembershipRequest) -> bool:
    """Moderates or coordinates the platform that it is about."""
    return (thing.id if isinstance(thing, Platform) else thing.platform_id) in actor.moderates


@rule(_l("Requests for membership are for the moderators of the platforms."))
def has_a_desk(actor: Actor, _list: object) -> bool:
    """Moderates some platform."""
    return bool(actor.moderates)


@rule(_l("The coordinator of the platform gives seats and roles. Ask the coordinator or the association."))
def coordinates(actor: Actor, thing: Platform | Seat) -> bool:
    """Coordinates the platform that it is about."""
    return (thing.id if isinstance(thing, Platform) else thing.platform_id) in actor.coordinates


@rule(_l("Nobody changes their own seat here. Ask the association, so that the platform keeps a coordinator."))
def is_somebody_elses(actor: Actor, seat: Seat) -> bool:
    """The seat is not the actor's own."""
    return seat.member_id != actor.member_id


@rule(_l("A coordinator hands the platform over before leaving it. Ask the association."))
def does_not_coordinate(actor: Actor, platform: Platform) -> bool:
    """Is not the platform's coordinator."""
    return platform.id not in actor.coordinates


@rule(_l("You have a seat on this platform already."))
def has_no_seat(actor: Actor, application: Application) -> bool:
    """Is not on the platform yet."""
    return application.platform.id not in actor.platforms


@rule(_l("Seats are for people of local authorities, and your account names none. Write it into your account first."))
def works_at_an_authority(_actor: Actor, application: Application) -> bool:
    """Is of a local authority: the association reads every platform without a seat."""
    return application.authority is not None


def _is_of_the_right_kind(_actor: Actor, application: Application) -> Decision:
    """The authority is of the kind that the platform is for; the sentence depends on that kind."""
    wanted = application.platform.for_kind
    fits = not wanted or (application.authority is not None and application.authority.kind == wanted)
    return Decision(True) if fits else Decision(False, ONLY_FOR[wanted])


is_of_the_right_kind = Rule(_is_of_the_right_kind, "is_of_the_right_kind")

POLICY: dict[Enum, Rule] = {
    Can.ENTER: any_of(sits_here, speaks_for_the_association),
    Can.SEE_PEOPLE: any_of(sits_here, speaks_for_the_association),
    Can.DECIDE: any_of(moderates, speaks_for_the_association),
    Can.GIVE_SEATS: any_of(coordinates, speaks_for_the_association),
    Can.LEAVE: all_of(sits_here, does_not_coordinate),
    CanApply.SEND: all_of(has_no_seat, is_of_the_right_kind, works_at_an_authority),
    CanRequests.SEE: any_of(has_a_desk, speaks_for_the_association),
    CanRequest.DECIDE: any_of(moderates, speaks_for_the_association),
    CanSeat.CHANGE: any_of(all_of(coordinates, is_somebody_elses), speaks_for_the_association),
    CanSeat.REMOVE: any_of(all_of(coordinates, is_somebody_elses), speaks_for_the_association),
}
gate = Gate(POLICY)


def decisions(actor: Actor, platform: Platform) -> dict[str, Decision]:
    """Every decision about a platform by lower-case name, for a template that asks nobody."""
    return {to.name.lower(): gate.may(actor, to, platform) for to in Can}


def decidable_by(actor: Actor) -> ColumnElement[bool]:
    """``CanRequest.DECIDE`` for lists, as SQL over ``MembershipRequest``; a test holds the two equal."""
    return true() if actor.is_association else MembershipRequest.platform_id.in_(actor.moderates)
