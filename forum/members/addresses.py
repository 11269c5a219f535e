"""Mail addresses as people type them, and addresses of our pages for mails."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

#: What a keyboard or a copied document leaves in an address: marks of direction, joiners, a byte-order mark.
_UNSEEN = "Cf"


def normalised(typed: str) -> str:
    """The form in which addresses are kept and compared: no stray characters, small letters."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", typed) if unicodedata.category(c) != _UNSEEN)
    return seen.strip().lower()


def is_mailbox(address: str) -> bool:
    """Whether a normalised address is one plain mailbox that every mail server can write to."""
    try:
        validate_email(
            address, check_deliverability=False, allow_smtputf8=False, test_environment=True,
            allow_quoted_local=False, allow_domain_literal=False, strict=True,
        )
    except EmailNotValidError:
        return False
    return True


def of_invitation(key: str) -> str:
    """The page of a one-time link."""
    return f"/invitations/{key}"


def of_sign_in() -> str:
    """The page where members sign in."""
    return "/sign-in"


def of_member(member_id: int) -> str:
    """A member's page."""
    return f"/members/{member_id}"
