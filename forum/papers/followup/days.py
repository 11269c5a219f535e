"""The day that it is in Palestine: answers and reminders are noted by days, not by moments."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from forum.kernel import clock
from forum.kernel.i18n.locale import TIME_ZONE


def day_of(moment: datetime) -> date:
    """The day on which something happened."""
    return moment.astimezone(ZoneInfo(TIME_ZONE)).date()


def today() -> date:
    """The present day."""
    return day_of(clock.now())
