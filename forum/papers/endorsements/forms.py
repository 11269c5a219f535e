"""What may be typed in endorsement and sign-off, and what we say when it may not."""

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Regexp

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.papers.endorsements import rules
from forum.papers.forms import options, several_lines


class VoiceForm(Form):
    """What an authority says to a text, or what a colleague thinks."""

    stand = RadioField(
        _l("What do you say to the paper?"), choices=options(rules.STANDS.items()),
        validators=[InputRequired(_l("Choose what you say to the paper."))],
    )
    reason = several_lines(
        _l("In words"), rules.REASON_MAX, description=_l("Needed for a reservation and an objection"),
    )
    proposal = several_lines(
        _l("The change that is proposed"), rules.REASON_MAX, description=_l("Needed for an objection"),
    )


class VoiceAnswerForm(Form):
    """What is answered to a reservation or an objection."""

    text = several_lines(_l("Your answer"), rules.REASON_MAX, _l("Write the answer: it is printed beneath the voice."))


class DelegateForm(Form):
    """Who gives the voice of their authority."""

    person = SelectField(_l("Delegate"), coerce=int, validators=[InputRequired(_l("Choose a person."))])


class SignatureForm(Form):
    """A signature on the text with this fingerprint."""

    fingerprint = HiddenField(
        validators=[InputRequired(), Regexp(r"^[0-9a-f]{64}$", message=_l("This is no fingerprint of a text."))]
    )
