"""The three accounts that a demonstration is tried with. Their passwords are no secret."""

from dataclasses import dataclass

from argon2 import PasswordHasher
from sqlalchemy import select

from forum.demonstration.rules import MAIL_DOMAIN
from forum.kernel.db import db
from forum.kernel.i18n import lazy_gettext as _l
from forum.members.models import Member


@dataclass(frozen=True, slots=True)
class Account:
    """Whom one can be in the demonstration, and how to sign in as them."""

    role: object
    email: str
    password: str


MEMBER = Account(_l("Member"), f"member@{MAIL_DOMAIN}", "zaytoun-member")
MODERATOR = Account(_l("Moderator"), f"moderator@{MAIL_DOMAIN}", "zaytoun-moderator")
ASSOCIATION = Account(_l("Association"), f"association@{MAIL_DOMAIN}", "zaytoun-association")
ACCOUNTS = (MEMBER, MODERATOR, ASSOCIATION)


def give_passwords() -> None:
    """Let the three accounts sign in. Nobody else of the demonstration can."""
    hasher = PasswordHasher()
    for account in ACCOUNTS:
        member = db.session.scalars(select(Member).where(Member.email == account.email)).one()
        member.password_hash = hasher.hash(account.password)
