"""Numbers of the exchange, each with its reason, and the words for kinds of threads."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

TITLE_MIN = 8
#: Two lines on a phone; longer titles are texts.
TITLE_MAX = 160
#: Twice the longest practice in the first two years of the platforms.
BODY_MAX = 20_000
REASON_MAX = 500
#: A thread about more than this is about nothing in particular.
TOPICS_MAX = 5

#: A screen and a half on a phone, and one page for nine threads in ten.
POSTS_A_PAGE = 20
THREADS_A_PAGE = 25
RELATED = 4

#: A thread nobody opened is "unread" only while it is news.
NEWS = timedelta(days=14)
#: A question that waited this long needs somebody's hand.
WAITED_LONG = timedelta(hours=72)

QUESTION, PRACTICE, DISCUSSION, IDEA = "question", "practice", "discussion", "idea"
KINDS = {
    QUESTION: _l("Question"),
    PRACTICE: _l("Practice"),
    DISCUSSION: _l("Discussion"),
    IDEA: _l("Idea"),
}
#: What each kind is for, shown where one is chosen.
KIND_HINTS = {
    QUESTION: _l("You need an answer from colleagues"),
    PRACTICE: _l("You did something and share how"),
    DISCUSSION: _l("You want to hear opinions"),
    IDEA: _l("You propose something new"),
}


def page_of(number: int) -> int:
    """The page of a thread, counted from 1, on which post ``number`` stands.

    >>> page_of(1), page_of(20), page_of(21)
    (1, 1, 2)
    """
    return (max(number, 1) - 1) // POSTS_A_PAGE + 1


def numbers_of(page: int) -> tuple[int, int]:
    """The first and last number of the posts on a page.

    >>> numbers_of(2)
    (21, 40)
    """
    return (page - 1) * POSTS_A_PAGE + 1, page * POSTS_A_PAGE
