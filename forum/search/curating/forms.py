"""What moderators may type when they look after search."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import no_line_breaks
from forum.search.curating import rules
from forum.search.query import LONGEST


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _reason() -> StringField:
    return StringField(
        _l("Reason"),
        description=_l("Other moderators read it."),
        filters=[_trimmed],
        validators=[
            DataRequired(_l("Say why in a few words: other moderators will ask.")),
            Length(max=rules.REASON_MAX, message=_l("Shorten the reason to %(max)d characters.")),
            no_line_breaks,
        ],
    )


class WhyForm(Form):
    """A reason alone."""

    reason = _reason()


class SynonymsForm(Form):
    """Phrases that stand for one another, and a question to try them on."""

    phrases = TextAreaField(
        _l("Words and phrases"),
        description=_l("One a line, in Arabic or English, as people write and say them."),
        filters=[_trimmed],
        validators=[DataRequired(_l("Write at least two phrases, one a line."))],
    )
    likeness = RadioField(
        _l("How they stand to one another"), default=rules.SAME,
        choices=[SelectChoice(*likeness) for likeness in rules.LIKENESS.items()],
        validators=[DataRequired(_l("Choose how the phrases stand to one another."))],
    )
    reason = _reason()
    question = StringField(
        _l("A question to try them on"),
        description=_l("The preview shows what it finds now, and what it would find."),
        filters=[_trimmed],
        validators=[Length(max=LONGEST), no_line_breaks],
    )

    def validate_phrases(self, field: TextAreaField) -> None:
        """Two at least that search does not take for one already."""
        found = rules.phrases_of(field.data)
        if len(found) < 2:
            raise ValidationError(_(
                "Write at least two phrases that differ: other endings and spellings of a word are understood already."
            ))
        if len(found) > rules.PHRASES_MAX:
            raise ValidationError(_("At most %(num)d phrases belong together; make two groups.", num=rules.PHRASES_MAX))
        if any(len(phrase) > rules.PHRASE_MAX for phrase in found):
            raise ValidationError(_("A phrase has at most %(num)d letters.", num=rules.PHRASE_MAX))
