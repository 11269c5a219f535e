"""What may be typed about seats and requests, and what we say when it may not."""

from collections.abc import Sequence

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from forum.authorities.choosing import AuthorityField
from forum.kernel.i18n import lazy_gettext as _l, named
from forum.kernel.web import Form
from forum.members.fields import email_field, job_field, name_field, one_mailbox
from forum.platforms import rules
from forum.platforms.models import Platform


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _reason(label: object, empty: object) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[_trimmed],
        validators=[
            DataRequired(empty),
            Length(max=rules.REASON_MAX, message=_l("Shorten the reason to %(max)d characters.")),
        ],
    )


class SeatRequestForm(Form):
    """A member asks for one more platform."""

    platform = RadioField(_l("Platform"), coerce=int, validators=[InputRequired(_l("Choose a platform."))])
    message = TextAreaField(
        _l("A few words to the moderators"),
        description=_l("What you work on, and what you hope to ask or share."),
        filters=[_trimmed],
        validators=[Length(max=rules.REASON_MAX, message=_l("Shorten the message to %(max)d characters."))],
    )

    #: the platforms to choose from
    offered: Sequence[Platform] = ()

    def offer(self, platforms: Sequence[Platform]) -> None:
        """Set the platforms to choose from."""
        self.offered = platforms
        self.platform.choices = [SelectChoice(platform.id, named(platform)) for platform in platforms]

    @property
    def chosen(self) -> Platform:
        """The platform that was chosen; the form is valid."""
        return next(platform for platform in self.offered if platform.id == self.platform.data)


class MembershipRequestForm(SeatRequestForm):
    """Somebody who is not a member asks for an account and a seat."""

    name = name_field()
    email = email_field(_l("Work e-mail"))
    job_title = job_field()
    authority = AuthorityField(_l("Local authority"))
    validate_email = one_mailbox


class RefusalForm(Form):
    """Why a request is not approved."""

    reason = _reason(_l("Reason"), _l("Say why; the person reads it in a mail."))


class RoleForm(Form):
    """What somebody does on the platform."""

    role = RadioField(
        _l("Role"), choices=[SelectChoice(*role) for role in rules.ROLES.items()], validators=[InputRequired()]
    )


class SeatForm(RoleForm):
    """Whom to give a seat, and in what role."""

    email = email_field(_l("Member's mail address"))


class RemovalForm(Form):
    """Why a seat is taken back."""

    reason = _reason(_l("Reason"), _l("Say why; the person reads it in a mail."))
