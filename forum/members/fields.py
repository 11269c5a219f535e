"""Fields about a person that several forms ask for: name, mail address, job title."""

from typing import Any

from wtforms import EmailField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web.forms import no_line_breaks
from forum.members import rules
from forum.members.addresses import is_mailbox, normalised


def trimmed(text: str | None) -> str:
    """White space is trimmed once, at the door."""
    return " ".join((text or "").split())


def one_mailbox(_form: Any, field: Any) -> None:
    """A validator: exactly one plain mail address."""
    if not is_mailbox(field.data):
        raise ValidationError(
            _l("Write one whole mail address, with an @ and the name of the authority's site after it.")
        )


def email_field(label: object) -> EmailField:
    """A mail address, kept in the form in which addresses are compared."""
    return EmailField(
        label,
        filters=[lambda text: normalised(text or "")],
        validators=[
            DataRequired(_l("Write your mail address.")),
            Length(max=rules.EMAIL_MAX, message=_l("A mail address has at most %(max)d characters.")),
        ],
    )


def name_field() -> StringField:
    """How a person's name is shown."""
    return StringField(
        _l("Name"),
        description=_l("As colleagues know you; it stands beside what you write."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write your name.")),
            Length(max=rules.NAME_MAX, message=_l("Shorten the name to %(max)d characters.")),
            no_line_breaks,
        ],
    )


def job_field() -> StringField:
    """What a person does."""
    return StringField(
        _l("Job title"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write your job title.")),
            Length(max=rules.JOB_MAX, message=_l("Shorten the job title to %(max)d characters.")),
            no_line_breaks,
        ],
    )
