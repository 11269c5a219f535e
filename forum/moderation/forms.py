"""What may be typed when something is reported or decided."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.addresses import LARGEST_ID
from forum.kernel.web.forms import no_line_breaks
from forum.moderation import rules


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class SubjectForm(Form):
    """Something of some kind, named by the page that the form stands on."""

    kind = HiddenField(validators=[DataRequired()])
    id = HiddenField(validators=[DataRequired()])

    def subject_id(self) -> int:
        """The number of the thing.

        Raises:
            NotFound: no row can have it.
        """
        return number(self.id.data)


class FlagForm(SubjectForm):
    """Why somebody asks the moderators to look."""

    reason = RadioField(
        _l("What is wrong with it?"),
        choices=[SelectChoice(*reason) for reason in rules.REASONS.items()],
        validators=[DataRequired(_l("Choose what is wrong, so that the moderators know where to look."))],
    )
    note = TextAreaField(
        _l("A word to the moderators"),
        filters=[_trimmed],
        validators=[Length(max=rules.NOTE_MAX, message=_l("Shorten your words to %(max)d characters."))],
    )

    def validate_note(self, field: TextAreaField) -> None:
        """Another reason than those listed has to be said."""
        if self.reason.data == rules.OTHER and not field.data:
            raise ValidationError(_l("Say in a few words what is wrong."))


class DecisionForm(SubjectForm):
    """What a moderator decides about something reported."""

    outcome = RadioField(
        _l("Decision"), choices=[SelectChoice(*outcome) for outcome in rules.OUTCOMES.items()],
        validators=[DataRequired(_l("Choose what you decide."))],
    )
    reason = StringField(
        _l("Reason"),
        filters=[_trimmed],
        validators=[
            Length(max=rules.REASON_MAX, message=_l("Shorten the reason to %(max)d characters.")),
            no_line_breaks,
        ],
    )

    def validate_reason(self, field: StringField) -> None:
        """Whoever wrote it, or reported it, is told why."""
        if self.outcome.data != rules.KEPT and not field.data:
            raise ValidationError(_l("Say why: those concerned will read it."))


class LookForm(Form):
    """Up to where a tray was looked through."""

    tray = HiddenField(validators=[DataRequired()])
    up_to = HiddenField()


def number(text: str | None) -> int:
    """An id that a form or an address names.

    Raises:
        NotFound: it is none that a row can have.
    """
    text = text or ""
    if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= LARGEST_ID:
        return int(text)
    raise NotFound(_("There is no such thing to report, or you may not read it."))
