"""Choosing the document that comes back."""

from werkzeug.datastructures import FileStorage
from wtforms import FileField, RadioField
from wtforms.validators import InputRequired, ValidationError

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.papers.bringing_back import rules
from forum.papers.forms import options


class BringForm(Form):
    """The edited Word document."""

    document = FileField(_l("The edited Word document (.docx)"))

    def validate_document(self, field: FileField) -> None:
        """Something was chosen."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_l("Choose the .docx file that you edited."))


class DecisionForm(Form):
    """What becomes of one section."""

    outcome = RadioField(
        choices=options([(rules.ACCEPTED, _l("Take it over")), (rules.REFUSED, _l("Leave as it was"))]),
        validators=[InputRequired(_l("Say whether the section is taken over."))],
    )
