"""What may be typed when a review task is closed."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.papers.forms import options, several_lines
from forum.papers.living import rules


class ReviewForm(Form):
    """What the paper makes of a changed source."""

    outcome = RadioField(
        _l("What does the paper make of it?"), choices=options(rules.OUTCOMES.items()),
        validators=[InputRequired(_l("Choose what the paper makes of it."))],
    )
    reason = several_lines(_l("Why, in a sentence"), rules.REASON_MAX, _l("Say why, so that colleagues understand."))
