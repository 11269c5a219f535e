"""The roles of a seat, and which of them have a say."""

from forum.kernel.i18n import lazy_gettext as _l

MEMBER, MODERATOR, COORDINATOR = "member", "moderator", "coordinator"

#: Roles in the order in which people list them.
ROLES = {
    COORDINATOR: _l("Platform coordinator"),
    MODERATOR: _l("Moderator"),
    MEMBER: _l("Member"),
}
#: A platform's coordinator is its first moderator.
MODERATING = frozenset({MODERATOR, COORDINATOR})
#: People on one page of a platform's list.
PEOPLE_A_PAGE = 50
#: Longest reason or message, in characters.
REASON_MAX = 1_000
