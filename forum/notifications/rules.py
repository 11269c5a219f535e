"""Numbers of being told, each with its reason."""

from datetime import timedelta

#: What happens in one thread within this time arrives in one mail.
MAIL_WINDOW = timedelta(minutes=15)
#: What is older when the worker comes to it is shown on the page but not mailed: a
#: worker that was away for a week must not send a week of mails at once.
MAIL_AGE = timedelta(days=1)
#: Things on one page of notifications, and lines under each.
GROUPS_A_PAGE = 20
LINES_A_GROUP = 4
FOLLOWED_A_PAGE = 50
#: The header counts no further.
COUNTED_UP_TO = 100
#: Events that one job of the worker announces together.
EVENTS_AT_ONCE = 50
#: Lines of one mail; a thread with more news is better read on its page.
LINES_A_LETTER = 12
#: A notification is a pointer; after this long it points to what everybody knows.
KEPT = timedelta(days=365)
