"""What may be typed about who came."""

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.workshops import rules
from forum.workshops.fields import CheckboxListField, one_line


class CodeForm(Form):
    """The digits on the wall."""

    code = one_line(_l("Code shown in the room"), 20, _l("Type the digits that are shown in the room."))


class AttendanceForm(Form):
    """Who of the registered came, and how many others."""

    came = CheckboxListField(_l("Who came"), coerce=int, validators=[Optional()])
    others = IntegerField(
        _l("Others who came"), default=0, description=_l("People without an account or not registered, as a number"),
        validators=[Optional(), NumberRange(0, rules.CAPACITY_MAX, _l("Between %(min)s and %(max)s people."))],
    )


class GuestForm(Form):
    """A member who came without having registered."""

    email = one_line(_l("Mail address"), rules.LINE_MAX, _l("Type the mail address of the account."))
