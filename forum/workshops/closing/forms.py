"""What may be typed when a workshop is closed and afterwards."""

import re

from wtforms import DateField, IntegerField, SelectField, SubmitField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from forum.attachments.field import FilesField
from forum.kernel import clock
from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.addresses import LARGEST_ID
from forum.threads import rules as of_threads
from forum.workshops import rules
from forum.workshops.closing.actions import StepGiven
from forum.workshops.fields import CheckboxListField, one_line, several_lines
from forum.workshops.forms import FURTHEST, address_is_whole

_NUMBER = re.compile(r"(?:/threads/|^#?)(\d{1,10})(?=$|[/?#])")


def day_is_near(_form: Form, field: DateField) -> None:
    """A validator for days until which something is to be done."""
    if field.data and abs(field.data - clock.now().date()) > FURTHEST:
        raise ValidationError(_l("Choose a day within the next three years."))


def _who() -> SelectField:
    return SelectField(_l("Who"), coerce=int, default=0)


def _until() -> DateField:
    return DateField(_l("Until"), validators=[Optional(), day_is_near])


class CloseForm(Form):
    """Minutes and what follows from them."""

    notes = several_lines(
        _l("What came out of it, in two sentences"), rules.NOTES_MAX, description=_l("Shown in lists, for members."),
    )
    minutes = several_lines(
        _l("Minutes"), rules.MINUTES_MAX, _l("Write the minutes: what was shown, asked and answered."),
        description=_l("What was shown, what was asked, what was answered. Papers can cite these words."),
    )
    decisions = several_lines(_l("Decisions"), rules.DECISIONS_MAX, description=_l("One decision a line"))
    discussed = CheckboxListField(_l("Threads that were discussed"), coerce=int, validators=[Optional()])
    more = one_line(
        _l("Other threads that were discussed"), rules.LINE_MAX,
        description=_l("Their numbers or addresses, with spaces between them"),
    )

    def decided(self) -> list[str]:
        """The decisions, one each, without dashes or numbers before them."""
        lines = (re.sub(r"^\s*(?:[-*•]|\d+[.)])\s*", "", line).strip() for line in self.decisions.data.split("\n"))
        return [line for line in lines if line]

    def more_numbers(self) -> list[int]:
        """The numbers of further threads; what is none is left out."""
        found = (_NUMBER.search(word) for word in self.more.data.split())
        return [number for match in found if match and (number := int(match[1])) <= LARGEST_ID]

    def steps(self) -> list[StepGiven]:
        """The next steps that were typed."""
        given = ((self[f"step_{n}_what"], self[f"step_{n}_who"], self[f"step_{n}_until"])
                 for n in range(1, rules.STEPS_AT_ONCE + 1))
        return [StepGiven(what.data, who.data or None, until.data) for what, who, until in given if what.data]


for number in range(1, rules.STEPS_AT_ONCE + 1):
    for part, field in (("what", one_line(_l("What"), rules.LINE_MAX)), ("who", _who()), ("until", _until())):
        setattr(CloseForm, f"step_{number}_{part}", field)


class StepForm(Form):
    """One more step."""

    what = one_line(_l("What"), rules.LINE_MAX, _l("Say what is to be done."))
    who = _who()
    until = _until()


class NoteForm(Form):
    """The note on what was learned."""

    title = one_line(_l("Title"), of_threads.TITLE_MAX, _l("Give the note a title."))
    source = several_lines(_l("Text"), of_threads.BODY_MAX, _l("Write the note before saving it."))
    board = SelectField(_l("Board"), coerce=int)
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    publish = SubmitField(_l("Publish as a thread"))
    title.kwargs["validators"].append(
        Length(min=of_threads.TITLE_MIN, message=_l("A title has at least %(min)d characters."))
    )


class MaterialForm(Form):
    """A link, a text, or both; files, which show their own names."""

    title = one_line(_l("Title of the link or the text"), rules.LINE_MAX)
    address = one_line(_l("Link"), rules.LINE_MAX)
    source = several_lines(_l("Text"), rules.MINUTES_MAX)
    files = FilesField()

    @property
    def has_words(self) -> bool:
        """Whether a link or a text was given."""
        return bool(self.address.data or self.source.data)

    @property
    def changes_files(self) -> bool:
        """Whether files came, or are taken off."""
        return bool(self.files.data or self.files.received or self.files.dropped)

    def validate_title(self, field) -> None:
        """A title, unless there are only files."""
        if not field.data and (self.has_words or not self.changes_files):
            raise ValidationError(_l("Give the material a title."))

    def validate_address(self, field) -> None:
        """An address, if there is one; and something to read."""
        address_is_whole(self, field)
        if not self.has_words and (self.title.data or not self.changes_files):
            raise ValidationError(_l("Give a link, a text or a file."))
