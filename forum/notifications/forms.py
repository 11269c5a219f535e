"""What a button on somebody's page names: the thing to follow, the thing that was read."""

from wtforms import HiddenField
from wtforms.validators import DataRequired

from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import Form
from forum.kernel.web.addresses import LARGEST_ID
from forum.notifications.port import Subject


class SubjectForm(Form):
    """One thing of one kind."""

    kind = HiddenField(validators=[DataRequired()])
    id = HiddenField(validators=[DataRequired()])

    def subject(self) -> Subject:
        """What the form names.

        Raises:
            NotFound: nothing that could exist.
        """
        text = self.id.data or ""
        is_number = text.isascii() and text.isdigit() and len(text) < 11
        number = int(text) if is_number else LARGEST_ID + 1
        if self.validate_on_submit() and number <= LARGEST_ID:
            return self.kind.data, number
        raise NotFound(_("There is nothing like that to follow."))
