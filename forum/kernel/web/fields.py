"""Fields that forms of several areas are made of: a line, a text, a choice, a day."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from wtforms import DateField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.i18n.locale import TIME_ZONE
from forum.kernel.web.forms import no_line_breaks


def choices(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """Values with their words, as fields want them."""
    return [SelectChoice(value, words) for value, words in pairs]


def _on_one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _at_most(length: int) -> Length:
    return Length(max=length, message=_l("Shorten this to %(max)d characters."))


def line(label: object, length: int, missing: object = None, description: object = "") -> StringField:
    """A line of at most so many characters; needed where there is a sentence for its absence."""
    needed = [DataRequired(missing)] if missing else []
    return StringField(
        label, filters=[_on_one_line], description=description, validators=[*needed, _at_most(length), no_line_breaks]
    )


def text(label: object, length: int, missing: object = None, description: object = "") -> TextAreaField:
    """A text of at most so many characters; needed where there is a sentence for its absence."""
    needed = [DataRequired(missing)] if missing else []
    return TextAreaField(label, filters=[_trimmed], description=description, validators=[*needed, _at_most(length)])


def day(label: object, description: object = "") -> DateField:
    """A day that has to be chosen."""
    return DateField(label, description=description, validators=[InputRequired(_l("Choose a day."))])


def end_of(chosen: date) -> datetime:
    """The last minute of a day in Palestine, in which everything due that day still counts."""
    return datetime.combine(chosen, time(23, 59), ZoneInfo(TIME_ZONE))


def start_of(chosen: date) -> datetime:
    """The first minute of a day in Palestine."""
    return datetime.combine(chosen, time(0), ZoneInfo(TIME_ZONE))


def day_of(moment: datetime) -> date:
    """The day in Palestine on which a moment falls, for a field that shows it."""
    return moment.astimezone(ZoneInfo(TIME_ZONE)).date()
