"""Who may do what with accounts."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, Rule, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.members.models import Member


class Can(Enum):
    """What can be done with a member (departure loaded); offices are seen as a list."""

    SEE = auto()
    SEE_ADDRESS = auto()
    CHANGE = auto()
    CLOSE = auto()
    LEAVE = auto()
    HELP = auto()
    SEE_OFFICES = auto()
    GIVE_OFFICE = auto()
    END_OFFICE = auto()


@rule(_l("Sign in to see the people of the platforms."))
def signed_in(actor: Actor, _member: Member) -> bool:
    """A member, not a visitor."""
    return actor.is_signed_in


@rule(_l("You can change only your own account."))
def is_oneself(actor: Actor, member: Member) -> bool:
    """The account is the actor's own."""
    return actor.member_id == member.id


@rule(_l("An administrator looks after this; ask one through the association."))
def administers(actor: Actor, _member: Member) -> bool:
    """Keeps the forum running."""
    return actor.is_administrator


@rule(_l("The association uses mail addresses to help members; others do not see them."))
def speaks_for_the_association(actor: Actor, _member: Member) -> bool:
    """Works for the association."""
    return actor.is_association


@rule(_l("This account is closed."))
def is_present(_actor: Actor, member: Member) -> bool:
    """The person has not left."""
    return member.departure is None


@rule(_l("Another administrator has to do this, so that the forum always has one."))
def is_somebody_else(actor: Actor, member: Member) -> bool:
    """The account is not the actor's own."""
    return actor.member_id != member.id


@rule(_l("Another administrator has to do this, so that the forum always has one."))
def does_not_administer(actor: Actor, _member: Member) -> bool:
    """Is no administrator."""
    return not actor.is_administrator


POLICY: dict[Enum, Rule] = {
    Can.SEE: signed_in,
    Can.SEE_ADDRESS: any_of(speaks_for_the_association, administers, is_oneself),
    Can.CHANGE: all_of(is_present, is_oneself),
    Can.CLOSE: all_of(is_present, administers, is_somebody_else),
    Can.LEAVE: all_of(is_present, is_oneself, does_not_administer),
    Can.HELP: all_of(administers, is_present),
    Can.SEE_OFFICES: administers,
    Can.GIVE_OFFICE: all_of(administers, is_present),
    Can.END_OFFICE: all_of(administers, is_somebody_else),
}
gate = Gate(POLICY)
