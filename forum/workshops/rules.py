"""Numbers and words of workshops."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

#: What a workshop that is for no single region says.
EVERYWHERE_IN_WORDS = _l("All regions")

EXCHANGE, PREPARATORY = "exchange", "preparatory"
KINDS = {EXCHANGE: _l("Exchange of knowledge"), PREPARATORY: _l("Preparatory workshop")}
ON_SITE, REMOTE, MIXED = "on_site", "remote", "mixed"
MODES = {ON_SITE: _l("On site"), REMOTE: _l("Remote"), MIXED: _l("On site and remote")}
#: Who may register: the people of the platform, or every member.
PLATFORM, MEMBERS = "platform", "members"
AUDIENCES = {PLATFORM: _l("Members of the platform"), MEMBERS: _l("Members of all platforms")}

#: How a thread belongs to a workshop.
ABOUT, BROUGHT, DISCUSSED, NOTE = "about", "brought", "discussed", "note"

SEATED, WAITING, WITHDRAWN = "seated", "waiting", "withdrawn"
#: How it is known that somebody came.
BY_CODE, ENTERED = "code", "entered"

#: A screen and a half on a phone.
PAST_A_PAGE = 12
#: Under a platform's boards: the next months at a glance.
AHEAD_ON_PLATFORM = 3
PAST_ON_PLATFORM = 3
#: More than these ahead of one platform would be a year's plan, not a list.
AHEAD_MAX = 40

#: When those who are registered are reminded: in time to prepare, and in time to set out.
REMINDERS = (timedelta(hours=48), timedelta(hours=2))
#: A reminder that comes later than this after its hour is about something else by now.
REMINDER_LATE = timedelta(hours=1)

#: A hall of a municipality.
CAPACITY_MAX = 500
TITLE_MAX = 160
LINE_MAX = 200
ABOUT_MAX = 2_000
BIOGRAPHY_MAX = 600
AGENDA_MAX = 3_000
NOTES_MAX = 1_000
MINUTES_MAX = 20_000
DECISIONS_MAX = 4_000
REASON_MAX = 500
HOSTS_MAX = 4
#: Lines for next steps that the closing form shows at once; more are added afterwards.
STEPS_AT_ONCE = 4

#: The code can be shown and typed from a little before the beginning until the evening after the end.
CODE_BEFORE, CODE_AFTER = timedelta(minutes=30), timedelta(hours=3)
CODE_DIGITS = 6
#: Wrong codes that one person may type: a slip or two, not a search.
TRIES_MAX = 5
#: Empty lines at the foot of the printed sheet, for those who come unannounced.
EMPTY_LINES = 8
