"""When the forum proposes an issue file, each number with its reason."""

from datetime import timedelta

#: The association's rule of thumb: three questions, or five towns, about one thing are a pattern.
THREADS, AUTHORITIES = 3, 5
#: What was last spoken of two years ago is history, not an issue.
FRESH = timedelta(days=2 * 365)
#: Open proposals of one platform; a moderator opens a handful of files a year.
OPEN_MAX = 5
#: Threads collected by one click; more can be added by hand.
COLLECTED_MAX = 40
#: Titles shown with a proposal.
SHOWN = 5
#: Results of a search that are offered to be collected.
FOUND_MAX = 30

OPENED, DISMISSED = "opened", "dismissed"


def meet(threads: int, authorities: int) -> bool:
    """Whether so many threads, or authorities that speak in them, make an issue.

    >>> meet(3, 1), meet(1, 5), meet(2, 4)
    (True, True, False)
    """
    return threads >= THREADS or authorities >= AUTHORITIES


def has_grown(threads: int, authorities: int, *, dismissed_at: tuple[int, int]) -> bool:
    """Whether as much came since a dismissal as makes an issue by itself.

    >>> has_grown(5, 6, dismissed_at=(4, 6)), has_grown(7, 6, dismissed_at=(4, 6))
    (False, True)
    """
    return meet(threads - dismissed_at[0], authorities - dismissed_at[1])
