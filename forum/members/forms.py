"""What may be typed about accounts, and what we say when it may not."""

from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from forum.authorities.choosing import AuthorityField
from forum.kernel.i18n import LOCALES, lazy_gettext as _l
from forum.kernel.web import Form
from forum.members import rules
from forum.members.fields import email_field, job_field, name_field, one_mailbox, trimmed
from forum.members.strength import weakness


def _choices(words: dict[str, object]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class SignInForm(Form):
    """Who comes, and where to go afterwards."""

    email = email_field(_l("Work e-mail"))
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Write your password."))])
    remember = BooleanField(_l("Stay signed in on this device for 30 days"))
    next = HiddenField()


class ForgottenForm(Form):
    """Whom to send a link for a new password."""

    email = email_field(_l("Work e-mail"))


class PasswordForm(Form):
    """A new password; ``about`` are the person's own words, which it must not repeat."""

    password = PasswordField(
        _l("New password"),
        description=_l(
            "At least %(min)d characters. Three or four words are easy to keep in mind.", min=rules.PASSWORD_MIN
        ),
        validators=[InputRequired(_l("Write a password."))],
    )
    about: tuple[str, ...] = ()

    def validate_password(self, field: PasswordField) -> None:
        """What would be guessed first is refused, with the reason."""
        if reason := weakness(field.data, about=self.about):
            raise ValidationError(reason)


class JoinForm(PasswordForm):
    """The first visit of somebody whose membership was approved."""

    name = name_field()


class FirstAdministratorForm(JoinForm):
    """The very first account."""

    email = email_field(_l("Work e-mail"))
    validate_email = one_mailbox

    def validate_password(self, field: PasswordField) -> None:
        """Here the person's own words stand in the same form."""
        self.about = (self.email.data, self.name.data)
        super().validate_password(field)


class CurrentPasswordForm(Form):
    """Something that only the person may do, not whoever finds the browser open."""

    current = PasswordField(_l("Current password"), validators=[InputRequired(_l("Write your current password."))])


class ChangePasswordForm(CurrentPasswordForm, PasswordForm):
    """The current and a new password."""


class ClosureForm(CurrentPasswordForm):
    """Closing one's own account."""


class PostForm(Form):
    """Name, job and authority of today."""

    name = name_field()
    job_title = job_field()
    authority = AuthorityField(_l("Local authority"))


class PreferencesForm(Form):
    """Language, mail, and what may be counted."""

    locale = RadioField(_l("Language of mails to you"), choices=_choices(LOCALES), validators=[InputRequired()])
    wants_mail = BooleanField(_l("Send me mail about what I follow"))
    gender = SelectField(
        _l("Gender"),
        choices=_choices({"": _l("Prefer not to say")} | rules.GENDERS),
        description=_l("Only counted for the programme's reports, never shown, and never in groups under five."),
    )


class AddressForm(Form):
    """Another mail address for somebody's account."""

    email = email_field(_l("New work e-mail"))
    validate_email = one_mailbox


class ReasonForm(Form):
    """Why an administrator closes somebody's account."""

    reason = StringField(
        _l("Reason"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Say why, so that it can be understood later.")),
            Length(max=rules.MESSAGE_MAX, message=_l("Shorten the reason to %(max)d characters.")),
        ],
    )


class OfficeForm(Form):
    """Whom to give which office."""

    email = email_field(_l("Member's mail address"))
    kind = RadioField(_l("Office"), choices=_choices(rules.OFFICES), validators=[InputRequired()])
