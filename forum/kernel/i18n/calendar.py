"""Days and hours of what is planned, as people here read a calendar."""

from datetime import datetime

from babel.dates import format_datetime, get_timezone
from flask_babel import gettext

from forum.kernel.i18n.locale import TIME_ZONE, locale
from forum.kernel.i18n.words import REGIONAL


def _in_words(value: datetime, pattern: str) -> str:
    return format_datetime(value, pattern, tzinfo=get_timezone(TIME_ZONE), locale=REGIONAL[locale()])


def weekday(value: datetime) -> str:
    """The day of the week: الأربعاء."""
    return _in_words(value, "EEEE")


def day_of_month(value: datetime) -> str:
    """The number of the day: 25."""
    return _in_words(value, "d")


def month(value: datetime) -> str:
    """The month alone: تشرين الثاني."""
    return _in_words(value, "LLLL")


def date_in_full(value: datetime) -> str:
    """الأربعاء 25 تشرين الثاني 2026."""
    return _in_words(value, "EEEE d MMMM y")


def hours(start: datetime, end: datetime) -> str:
    """From when to when on one day: من 10:00 إلى 14:00."""
    return gettext("%(start)s to %(end)s", start=_in_words(start, "HH:mm"), end=_in_words(end, "HH:mm"))
