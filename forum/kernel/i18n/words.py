"""Numbers, dates and names as a reader of Arabic or English in Palestine writes them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta, get_timezone
from babel.lists import format_list
from babel.numbers import format_decimal
from flask_babel import gettext

from forum.kernel import clock
from forum.kernel.i18n.locale import TIME_ZONE, locale

#: Levantine month names (تشرين الثاني) and Western digits: the norm of Palestinian offices.
REGIONAL = {"ar": Locale("ar", "PS"), "en": Locale("en", "GB")}
#: Older than this, a date says more than an age.
_AGE_LIMIT = timedelta(days=30)
_NOW = timedelta(seconds=45)


def _regional() -> Locale:
    return REGIONAL[locale()]


def number(value: int | float) -> str:
    """A number with thousands commas and Western digits: 12,400."""
    return format_decimal(value, locale="en")


def day(value: datetime | date) -> str:
    """A date in words: 23 تشرين الثاني 2026."""
    if isinstance(value, datetime):
        value = value.astimezone(get_timezone(TIME_ZONE)).date()
    return format_date(value, "d MMMM y", locale=_regional())


def moment(value: datetime) -> str:
    """A date and time of day in Palestine."""
    return format_datetime(
        value,
        "d MMMM y, HH:mm" if locale() == "en" else "d MMMM y، HH:mm",
        tzinfo=get_timezone(TIME_ZONE),
        locale=_regional(),
    )


def ago(value: datetime) -> str:
    """An age such as «قبل 3 ساعات» while it is young, else the date."""
    age = clock.now() - value
    if age > _AGE_LIMIT or age < timedelta(0):
        return day(value)
    if age < _NOW:
        return gettext("just now")
    return format_timedelta(-age, threshold=1.2, add_direction=True, locale=_regional())


def listing(items: Iterable[Any]) -> str:
    """Items joined as the language joins them: «أ، ب وج»."""
    return format_list([str(item) for item in items], locale=_regional())


def named(thing: Any, field: str = "name") -> str:
    """The name of something with one column a language (``name_ar``, ``name_en``).

    Falls back to the other language rather than showing nothing.
    """
    first, second = ("ar", "en") if locale() == "ar" else ("en", "ar")
    return getattr(thing, f"{field}_{first}", None) or getattr(thing, f"{field}_{second}", None) or ""
