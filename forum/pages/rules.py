"""Numbers of the home page, each with its reason."""

from datetime import timedelta

#: Lines of a platform's card: what fits under its name on a phone without scrolling.
NEWEST = 3
#: A morning's worth of questions that a colleague can answer.
WAITING = 5
#: Threads I follow in which something was said since I read them.
MOVED = 5
#: Answers that others found lately.
ANSWERED = 4
#: Workshops and papers beside the page.
WORKSHOPS, PAPERS = 4, 4

#: Ages on a kept page may be this old.
TICK = timedelta(minutes=5)
