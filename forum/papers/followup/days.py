"""The day that it is in Palestine: answers and reminders are noted by days, not by moments."""

from datetime import date
from zoneinfo import ZoneInfo

from forum.kernel import clock
from forum.kernel.i18n.locale import TIME_ZONE


def today() -> date:
    """The present day."""
    return clock.now().astimezone(ZoneInfo(TIME_ZONE)).date()
