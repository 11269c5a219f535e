"""What may be typed about what one can help with."""

from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.validators import Length, Optional, ValidationError

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import no_line_breaks
from forum.threads.forms import CheckboxListField
from forum.threads.people import rules


def _trimmed(text: str | None) -> str:
    return " ".join((text or "").split())


class OfferForm(Form):
    """Topics, one line, and whether colleagues see how to reach the member."""

    topics = CheckboxListField(_l("Topics"), coerce=int, validators=[Optional()])
    words = StringField(
        _l("In one line"),
        filters=[_trimmed],
        validators=[
            Optional(),
            Length(max=rules.WORDS_MAX, message=_l("Say it in at most %(max)d characters.")),
            no_line_breaks,
        ],
    )
    phone = StringField(
        _l("Telephone"),
        filters=[_trimmed],
        validators=[
            Optional(),
            Length(max=rules.PHONE_MAX, message=_l("Say it in at most %(max)d characters.")),
            no_line_breaks,
        ],
    )
    shows_contact = BooleanField(_l("Show my work e-mail and this telephone to signed-in colleagues"))

    def validate_topics(self, field: SelectMultipleField) -> None:
        """Few topics say more than many."""
        if len(field.data or []) > rules.TOPICS_MAX:
            raise ValidationError(_l("Choose at most eight topics: those that you like to be asked about."))
