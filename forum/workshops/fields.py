"""Fields of the forms about workshops."""

from collections.abc import Iterable

from wtforms import SelectMultipleField, StringField, TextAreaField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.web.forms import no_line_breaks


def options(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """Values with their words, as fields want them."""
    return [SelectChoice(value, words) for value, words in pairs]


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _at_most(length: int) -> Length:
    return Length(max=length, message=_l("Shorten this to %(max)d characters."))


def one_line(label: object, length: int, missing: object = None, description: object = "") -> StringField:
    """A line of at most so many characters; needed where there is a sentence for its absence."""
    needed = [DataRequired(missing)] if missing else []
    return StringField(
        label, filters=[_trimmed], description=description, validators=[*needed, _at_most(length), no_line_breaks]
    )


def several_lines(label: object, length: int, missing: object = None, description: object = "") -> TextAreaField:
    """A text of at most so many characters; needed where there is a sentence for its absence."""
    needed = [DataRequired(missing)] if missing else []
    return TextAreaField(label, filters=[_trimmed], description=description, validators=[*needed, _at_most(length)])


class CheckboxListField(SelectMultipleField):
    """Several choices, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class HourField(TimeField):
    """An hour of the day, with a sentence in the reader's language for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the hour.

        Raises:
            ValueError: with the sentence.
        """
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Write the hour like this: 10:30")) from wrong
