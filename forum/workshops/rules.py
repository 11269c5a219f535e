"""Numbers and words of workshops."""

from forum.kernel.i18n import lazy_gettext as _l

#: What a workshop that is for no single region says.
EVERYWHERE_IN_WORDS = _l("All regions")

#: A screen and a half on a phone.
PAST_A_PAGE = 12
#: Under a platform's boards: the next months at a glance.
AHEAD_ON_PLATFORM = 3
#: More than these ahead of one platform would be a year's plan, not a list.
AHEAD_MAX = 40
