"""What may be typed about laws and outside sources, what is chosen of the forum, and which words are evidence."""

import re

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

from forum.kernel import clock
from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.papers.forms import EvidenceForm, one_line, options, several_lines
from forum.papers.sources import rules

_ADDRESS = re.compile(r"https?://[^\s<>\"']+$", re.IGNORECASE)
_AN_ADDRESS = _l("Write the whole address as the browser shows it, or leave this empty.")


def is_an_address(_form: Form, field: StringField) -> None:
    """A validator for addresses of pages: what is printed can be typed again."""
    if field.data and not _ADDRESS.match(field.data):
        raise ValidationError(_AN_ADDRESS)


def web_address() -> StringField:
    """Where the text can be read by everybody."""
    made = one_line(_l("Address on the web"), rules.ADDRESS_MAX, description=_l("Where everybody can read it"))
    made.kwargs["validators"].append(is_an_address)
    return made


def the_words() -> TextAreaField:
    """The text that evidence is taken from."""
    return several_lines(
        _l("The words as they stand there"), rules.TEXT_MAX, _l("Copy the words that the paper builds on."),
        _l("The whole article or paragraph; which of its words are evidence is chosen in the next step"),
    )


class LawForm(Form):
    """One article of a law, a decree-law, a regulation."""

    form = SelectField(_l("Sort of text"), choices=options(rules.LAW_FORMS.items()), default="law")
    number = one_line(_l("Its number"), rules.PLACE_MAX, _l("Write the number, so that readers find the text."))
    year = IntegerField(
        _l("Year"),
        validators=[
            InputRequired(_l("Write the year in four digits.")),
            NumberRange(rules.YEAR_MIN, rules.YEAR_MAX, _l("Write the year in four digits.")),
        ],
    )
    title = one_line(
        _l("On what"), rules.NAME_MAX, _l("Say what the text is about, as its name does."),
        _l("As in its name: Palestinian local authorities, as amended"),
    )
    place = one_line(_l("Article"), rules.PLACE_MAX, description=_l("Its number only"))
    address = web_address()
    text = the_words()


class OutsideForm(Form):
    """A report, a study, a page of an institution."""

    title = one_line(_l("Title"), rules.NAME_MAX, _l("Write the title of the source."))
    maker = one_line(_l("Author"), rules.NAME_MAX, description=_l("A person or an institution"))
    publisher = one_line(_l("Publisher"), rules.NAME_MAX)
    dated = DateField(_l("Date of publication"), validators=[Optional()])
    place = one_line(_l("Page"), rules.PLACE_MAX, description=_l("Its number only"))
    address = web_address()
    text = the_words()

    def validate(self, extra_validators=None) -> bool:
        """Readers must be able to find it: by its author, its publisher or its address."""
        valid = super().validate(extra_validators)
        if not (self.maker.data or self.publisher.data or self.address.data):
            self.maker.errors = [*self.maker.errors, _l("Name the author, the publisher or the address.")]
            valid = False
        return valid

    def validate_dated(self, field: DateField) -> None:
        """Nothing is cited that is not published yet."""
        if field.data and field.data > clock.now().date():
            raise ValidationError(_l("This day has not come yet."))


class ChooseForm(Form):
    """Something of the forum for a file."""

    subject = RadioField(_l("Which one"), coerce=int, validators=[InputRequired(_l("Choose one of these."))])


class ChooseFileForm(ChooseForm):
    """A page of an attached file."""

    page = IntegerField(
        _l("Page"), default=1,
        validators=[DataRequired(_l("Write the number of a page.")),
                    NumberRange(1, 9_999, _l("Write the number of a page."))],
    )


class SourceEvidenceForm(EvidenceForm):
    """Words of a source, and what they say about a claim of its file."""

    issue_file = None
    exact = TextAreaField(
        _l("The words"), filters=EvidenceForm.exact.kwargs["filters"],
        validators=EvidenceForm.exact.kwargs["validators"],
        description=_l("Copy them from the text above as they stand. Leave this empty to take all of it."),
    )


#: What is typed for each sort of source that is not in the forum.
FORMS = {rules.LAW: LawForm, rules.OUTSIDE: OutsideForm}
