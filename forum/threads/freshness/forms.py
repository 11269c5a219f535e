"""What is said about an old answer."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import no_line_breaks
from forum.threads.freshness import rules


class ReviewForm(Form):
    """Whether an answer still holds, and what changed."""

    state = RadioField(
        _l("What holds today?"), choices=[SelectChoice(*state) for state in rules.STATES.items()],
        validators=[DataRequired(_l("Choose one of the three."))],
    )
    words = StringField(
        _l("What changed, or why it is over"),
        filters=[lambda text: (text or "").strip()],
        validators=[Length(max=rules.WORDS_MAX, message=_l("Say it in at most %(max)d characters.")), no_line_breaks],
    )

    def validate_words(self, field: StringField) -> None:
        """Still true says enough; the others do not."""
        if self.state.data in rules.NEEDS_WORDS and not field.data:
            raise ValidationError(_l("Say in a sentence what changed, so that readers need not guess."))
