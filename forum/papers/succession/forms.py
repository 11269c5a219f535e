"""What may be typed when a paper takes the place of another."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from forum.kernel.i18n import lazy_gettext as _l
from forum.papers.forms import ReasonForm


class SuccessionForm(ReasonForm):
    """Which paper, and why."""

    successor = RadioField(
        _l("The paper that takes its place"), coerce=int, validators=[InputRequired(_l("Choose one of these."))]
    )
