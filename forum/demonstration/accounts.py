"""The three accounts that a demonstration is tried with. Their passwords are no secret."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.demonstration.rules import MAIL_DOMAIN
from forum.kernel.db import db
from forum.members.models import Member
from forum.members.passwords import hashed


@dataclass(frozen=True, slots=True)
class Account:
    """Whom one can be in the demonstration, and how to sign in as them."""

    role_ar: str
    role_en: str
    email: str
    password: str


MEMBER = Account("عضو", "Member", f"member@{MAIL_DOMAIN}", "zaytoun-member")
MODERATOR = Account("مشرفة", "Moderator", f"moderator@{MAIL_DOMAIN}", "zaytoun-moderator")
ASSOCIATION = Account("الاتحاد", "Association", f"association@{MAIL_DOMAIN}", "zaytoun-association")
ACCOUNTS = (MEMBER, MODERATOR, ASSOCIATION)


def give_passwords() -> None:
    """Let the three accounts sign in. Nobody else of the demonstration can."""
    for account in ACCOUNTS:
        member = db.session.scalars(select(Member).where(Member.email == account.email)).one()
        member.password_hash = hashed(account.password)


def listed() -> str:
    """The accounts as lines for a terminal, in both languages."""
    head = "حسابات للتجربة · Accounts to try"
    rows = (f"  {a.email:<26}  {a.password:<20}  {a.role_en} · {a.role_ar}" for a in ACCOUNTS)
    return "\n".join([head, *rows])
