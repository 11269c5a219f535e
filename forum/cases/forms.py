"""What may be typed about cases, and what we say when it may not."""

from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    Form as PlainForm,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from forum.attachments.field import FilesField
from forum.cases import rules
from forum.cases.models import Telling
from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import is_storable, no_line_breaks

#: The largest number that may stand for a row in a form.
LARGEST = 2**31 - 1


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _at_most(length: int) -> Length:
    return Length(max=length, message=_l("Shorten this to %(max)d characters."))


def _line(label: object, length: int = rules.LINE_MAX, missing: object = None, description: object = "") -> StringField:
    needed = [DataRequired(missing)] if missing else []
    return StringField(
        label, filters=[_trimmed], description=description, validators=[*needed, _at_most(length), no_line_breaks]
    )


def _text(label: object, description: object = "", length: int = rules.TEXT_MAX) -> TextAreaField:
    return TextAreaField(label, filters=[_trimmed], description=description, validators=[_at_most(length)])


def number(text: object) -> int:
    """The id that a choice stands for; 0, which no row has, for anything else."""
    digits = str(text or "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def storable(_form: PlainForm, field: StringField) -> None:
    """A validator for fields inside fields, which the form itself does not look into."""
    if field.data and not is_storable(field.data):
        field.data = "".join(c if is_storable(c) else "\N{REPLACEMENT CHARACTER}" for c in field.data)
        raise StopValidation(
            _l("Some characters cannot be stored and are now marked �. Remove them and send again.")
        )


def _figure(label: object, length: int = 60) -> StringField:
    return StringField(label, filters=[_trimmed], validators=[storable, _at_most(length), no_line_breaks])


class ResultForm(PlainForm):
    """One result with its numbers."""

    what = _figure(_l("What was measured"), rules.LINE_MAX)
    before = _figure(_l("Before"))
    after = _figure(_l("After"))
    unit = _figure(_l("Unit"))


class CaseForm(Form):
    """A case as its author tells it; what is needed for a review is asked only then."""

    platform = SelectField(_l("Platform whose moderators review it"), coerce=number)
    thread = HiddenField()
    based_on = HiddenField()
    title = _line(
        _l("Title"), rules.TITLE_MAX, _l("Give the case a title that says what was done."),
        _l("What was done, in a few words: “LED street lights paid from what they save”"),
    )
    problem = _text(rules.CHAPTERS["problem"], _l("What was wrong, for whom, and how big it was"))
    solution = _text(rules.CHAPTERS["solution"], _l("In a few sentences, for somebody who has two minutes"))
    steps = _text(rules.CHAPTERS["steps"], _l("One step a line, in order"))
    cost = _line(rules.CHAPTERS["cost"], description=_l("With the currency; say what the staff's own hours were"))
    funding = _line(rules.CHAPTERS["funding"], description=_l("Who paid: own budget, grant, loan, citizens"))
    duration = _line(rules.CHAPTERS["duration"], description=_l("From the decision to the first result"))
    results = FieldList(FormField(ResultForm), min_entries=0, max_entries=rules.RESULTS_MAX)
    pictures = FilesField(_l("Pictures and papers"))
    lessons = _text(rules.CHAPTERS["lessons"], _l("What a colleague should know before beginning"))
    otherwise = _text(rules.CHAPTERS["otherwise"], _l("If you began again tomorrow"))
    conditions = _text(rules.CHAPTERS["conditions"], _l("Without what it would not have worked"))
    shows_contact = BooleanField(_l("Colleagues may write to me about it"))
    contact = _line(
        _l("How they reach you"),
        description=_l("Shown on the case only if you ticked the box: a work telephone or mail"),
    )

    def __init__(self, *args: object, **given: object) -> None:
        super().__init__(*args, **given)
        for name in rules.NEEDED:  # not «optional»: a review asks for them, though a draft does not
            self[name].flags.required = True

    def validate(self, extra_validators=None) -> bool:
        """Check every field; above the form stands a sentence for each line of results, not a list of lists."""
        valid = super().validate(extra_validators)
        inside = [sentence for row in self.results for f in row.form for sentence in f.errors]
        if inside:
            self.results.errors = inside
        return valid and not inside

    def add_blank_results(self) -> None:
        """Offer a few empty lines beside the filled ones."""
        wanted = min(rules.RESULTS_MAX, sum(map(_is_filled, self.results)) + rules.BLANK_RESULTS)
        while len(self.results) < wanted:
            self.results.append_entry()

    def lacks(self) -> bool:
        """Whether something is missing that a review needs; says so beside the fields."""
        missing = [name for name in rules.NEEDED if not self[name].data]
        for name in missing:
            self[name].errors = [*self[name].errors, _l("The moderators need this before they can review the case.")]
        if not any(map(_is_filled, self.results)):
            self.results.errors = [
                *self.results.errors, _l("Write at least one result, with its numbers before and after.")
            ]
            return True
        return bool(missing) or self._lacks_contact()

    def _lacks_contact(self) -> bool:
        if self.shows_contact.data and not self.contact.data:
            self.contact.errors = [*self.contact.errors, _l("Write how colleagues reach you, or take the tick away.")]
            return True
        return False

    def told(self) -> dict[str, Any]:
        """What was typed, as ``actions.tell`` wants it; empty results are left out."""
        lines = [{name: row.form[name].data for name in ("what", "before", "after", "unit")} for row in self.results]
        words = {name: self[name].data for name in ("title", *rules.CHAPTERS, "contact")}
        kept = [line for line in lines if any(line.values())]
        return words | {"results": kept, "shows_contact": bool(self.shows_contact.data)}

    @classmethod
    def of(cls, telling: Telling) -> "CaseForm":
        """The form of a version that is there already."""
        words = {name: getattr(telling, name) for name in ("title", *rules.CHAPTERS, "contact", "shows_contact")}
        return cls(formdata=None, results=list(telling.results), based_on=str(telling.number), **words)


def _is_filled(row: FormField) -> bool:
    return any(row.form[name].data for name in ("what", "before", "after", "unit"))


class ReviewForm(Form):
    """What a moderator decides; a returned case says what is missing."""

    number = HiddenField()
    outcome = HiddenField()
    reason = TextAreaField(
        _l("What should be put right, in words that the author reads"), filters=[_trimmed],
        validators=[_at_most(rules.REASON_MAX)],
    )


class HidingForm(Form):
    """Why a case is hidden."""

    reason = StringField(
        _l("Reason, which the author reads"), filters=[_trimmed],
        validators=[DataRequired(_l("Say why; the author reads it.")), _at_most(rules.REASON_MAX), no_line_breaks],
    )


class TakingUpForm(Form):
    """What an authority reports of a case of another."""

    state = RadioField(
        _l("Where does your authority stand?"),
        choices=[SelectChoice(name, words) for name, words in rules.STATES.items()],
        validators=[InputRequired(_l("Choose where your authority stands."))],
    )
    learned_from = SelectField(_l("Learned from"), coerce=number, validators=[Optional()], validate_choice=False)
    cost = _line(_l("What it cost you"))
    duration = _line(_l("How long it took you"))
    changed = _text(_l("What you changed"), _l("So that the next one can choose whom to copy"), rules.REASON_MAX)
    words = _text(_l("How it went, and why"), _l("A failure told well saves others a year."), rules.REASON_MAX)

    def lacks(self) -> bool:
        """Whether the state needs words that are missing; says so beside the field."""
        if self.state.data == rules.FAILED and not self.words.data:
            self.words.errors = [*self.words.errors, _l("Write why it failed: that is what others learn from.")]
        elif self.state.data == rules.ADAPTED and not self.changed.data:
            self.changed.errors = [*self.changed.errors, _l("Write what you changed.")]
        return bool(self.words.errors or self.changed.errors)
