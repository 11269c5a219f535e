"""Numbers and words of work plans, each number with its reason."""

from datetime import date

from forum.kernel.i18n import lazy_gettext as _l

TITLE_MAX, LINE_MAX, REASON_MAX, LINKS_MAX = 160, 300, 600, 2_000
#: Years for which somebody may write a plan: the programme began in 2019.
FIRST_YEAR, LAST_YEAR = 2019, 2100
#: More activities than this in one year are a wish and no plan.
ACTIVITIES_MAX = 80
#: On a platform's page: the next steps at a glance.
NEXT_ON_PLATFORM = 4

PLANNED, RUNNING, DONE, DELAYED, CANCELLED = "planned", "running", "done", "delayed", "cancelled"
STATUSES = {
    PLANNED: _l("Planned"),
    RUNNING: _l("Under way"),
    DONE: _l("Done"),
    DELAYED: _l("Delayed"),
    CANCELLED: _l("Cancelled"),
}
#: Nothing is expected of these any more.
SETTLED = frozenset({DONE, CANCELLED})
OPENED = _l("The plan was opened.")


def quarter_of(day: date) -> str:
    """The quarter in which a day falls.

    >>> quarter_of(date(2026, 7, 1))
    '2026Q3'
    """
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def quarters(first: str, last: str) -> list[str]:
    """Every quarter from one to another.

    >>> quarters("2025Q4", "2026Q2")
    ['2025Q4', '2026Q1', '2026Q2']
    """
    found, year, number = [], int(first[:4]), int(first[5])
    while f"{year}Q{number}" <= last:
        found.append(f"{year}Q{number}")
        year, number = (year, number + 1) if number < 4 else (year + 1, 1)
    return found


def offered(year: int) -> list[str]:
    """Quarters that activities of a plan may stand in: its year, and the last quarter before it to prepare."""
    return quarters(f"{year - 1}Q4", f"{year}Q4")


def is_overdue(activity: dict, today: str) -> bool:
    """Whether its quarter has passed and it is neither done nor cancelled."""
    return activity["quarter"] < today and activity["status"] not in SETTLED
