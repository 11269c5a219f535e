"""Numbers and words about accounts, each with its reason."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

ASSOCIATION, ADMINISTRATOR = "association", "administrator"
LEGAL_UNIT, EXECUTIVE = "legal_unit", "executive"

#: What a member may do for the association itself.
OFFICES = {
    ASSOCIATION: _l("Association"),
    ADMINISTRATOR: _l("Administrator"),
    LEGAL_UNIT: _l("Legal and technical unit"),
    EXECUTIVE: _l("Executive committee"),
}
#: What the first administrator holds until others are found.
FIRST_OFFICES = (ASSOCIATION, ADMINISTRATOR)

#: A working day at a shared computer; with “remember me” a month on one's own.
SESSION = timedelta(hours=12)
REMEMBERED_SESSION = timedelta(days=30)

JOIN, FIRST_ADMINISTRATOR, NEW_PASSWORD = "member", "administrator", "password"
#: How long a one-time link works. People are on leave; a password link is wanted at once.
INVITATIONS = {
    JOIN: timedelta(days=14),
    FIRST_ADMINISTRATOR: timedelta(days=2),
    NEW_PASSWORD: timedelta(hours=2),
}

#: Optional and only counted; in the words of the programme's reports.
GENDERS = {"female": _l("Female"), "male": _l("Male")}

NAME_MAX = 120
JOB_MAX = 120
MESSAGE_MAX = 1_000
#: RFC 5321, 4.5.3.1: a forward path of 256 with its brackets.
EMAIL_MAX = 254
PASSWORD_MIN = 10
#: Argon2 reads every byte; a limit so that nobody sends it a book.
PASSWORD_MAX = 256
