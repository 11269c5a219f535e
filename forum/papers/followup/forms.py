"""What may be typed about recommendations, and what we say when it may not."""

from wtforms import DateField, Field, RadioField
from wtforms.validators import InputRequired, Optional, ValidationError

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.papers.followup import rules
from forum.papers.followup.days import today
from forum.papers.forms import one_line, options, several_lines


def not_in_the_future(_form: Form, field: Field) -> None:
    """A validator for days on which something happened."""
    if field.data and field.data > today():
        raise ValidationError(_l("This day has not come yet."))


class RecommendationForm(Form):
    """What a paper asks of one body."""

    addressee = one_line(
        _l("Addressed to"), rules.ADDRESSEE_MAX, _l("Say who is asked."), _l("One ministry, authority or office")
    )
    ask = several_lines(
        _l("What we ask"), rules.ASK_MAX, _l("Write what is asked."), _l("One request, as the paper words it")
    )
    asked_on = DateField(
        _l("Asked on"), default=today, validators=[InputRequired(_l("Choose a day.")), not_in_the_future]
    )
    responsible = one_line(
        _l("Who follows it up"), rules.ADDRESSEE_MAX, description=_l("An office or a committee, not a person")
    )
    review_on = DateField(
        _l("Look at it again on"), default=lambda: today() + rules.REVIEW_AFTER, validators=[Optional()],
        description=_l("The moderators of the platform are reminded on this day"),
    )


class GivenAnswerForm(Form):
    """What the addressee answered."""

    answer = RadioField(
        _l("Their answer"), choices=options(rules.GIVEN_ANSWERS.items()),
        validators=[InputRequired(_l("Choose what they answered."))],
    )
    answer_words = several_lines(
        _l("Their answer in one or two sentences"), rules.WORDS_MAX, _l("Say what they answered; everybody reads it."),
        _l("With the number and date of the letter or decision, if there is one"),
    )
    answered_on = DateField(
        _l("Answered on"), default=today, validators=[InputRequired(_l("Choose a day.")), not_in_the_future]
    )


class ProgressForm(Form):
    """How far it is."""

    progress = RadioField(
        _l("How far it is"), choices=options(rules.STATES.items()),
        validators=[InputRequired(_l("Choose how far it is."))],
    )
    progress_words = several_lines(
        _l("What was done, in one or two sentences"), rules.WORDS_MAX, _l("Say what was done; everybody reads it.")
    )
    progressed_on = DateField(
        _l("On which day?"), default=today, validators=[InputRequired(_l("Choose a day.")), not_in_the_future]
    )
