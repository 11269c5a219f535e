"""Numbers and words of the innovation library."""

from forum.kernel.i18n import lazy_gettext as _l

TITLE_MAX, LINE_MAX, TEXT_MAX, REASON_MAX = 200, 300, 8_000, 2_000
#: A case with more figures than this is a report; the report is linked then.
RESULTS_MAX = 8
#: Empty lines that a form offers beside those that are filled.
BLANK_RESULTS = 3
A_PAGE = 20
#: A file of everything; the library of all authorities in years.
FILE_MAX = 5_000
#: Under the threads of a platform.
ON_PLATFORM = 3
ON_AUTHORITY = 10

#: What a case tells, in the order in which it is read. Those of ``NEEDED`` must be there before a review.
CHAPTERS = {
    "problem": _l("The problem"),
    "solution": _l("What was done"),
    "steps": _l("Steps"),
    "cost": _l("Cost"),
    "funding": _l("Funding"),
    "duration": _l("Time it took"),
    "lessons": _l("Lessons"),
    "otherwise": _l("What would be done otherwise"),
    "conditions": _l("Conditions for success"),
}
NEEDED = ("problem", "solution", "cost", "lessons")

#: What a moderator decides about a submitted text.
ACCEPTED, RETURNED = "accepted", "returned"

CONSIDERING, ADOPTING, ADAPTED, FAILED = "considering", "adopting", "adapted", "failed"
#: Where an authority stands with a case of another. None ranks above another: a failure tells as much.
STATES = {
    CONSIDERING: _l("Considering it"),
    ADOPTING: _l("Adopted as it is"),
    ADAPTED: _l("Adapted"),
    FAILED: _l("It failed"),
}
#: Whose experience others can build on: those who did something already.
DID_IT = (ADOPTING, ADAPTED, FAILED)

#: Of one size: of the same kind and class, or with at most so many times the people.
SAME_SIZE = 2.0
#: Kilometres within which people visit each other and are back by noon.
NEAR = 25
