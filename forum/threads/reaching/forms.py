"""What is typed into a consolidated reply."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.threads import rules


class ConsolidatedForm(Form):
    """The reply that puts everything together."""

    body = TextAreaField(
        _l("Consolidated reply"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip()],
        validators=[
            DataRequired(_l("Write the reply before posting it.")),
            Length(
                max=rules.BODY_MAX, message=_l("Shorten the text to %(max)d characters, or split it into two posts.")
            ),
        ],
    )
