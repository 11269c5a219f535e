"""What may be typed when a search is kept."""

from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import no_line_breaks

NAME_MAX = 80


class KeepForm(Form):
    """A name for a search."""

    name = StringField(
        _l("Name of the search"),
        filters=[lambda text: (text or "").strip()],
        validators=[
            DataRequired(_l("Give the search a name by which you will know it.")),
            Length(max=NAME_MAX, message=_l("A name has at most %(max)d letters.")),
            no_line_breaks,
        ],
    )
    wants_news = BooleanField(_l("Tell me once a day when there are new results"))
    address = HiddenField()
