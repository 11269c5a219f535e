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
        number = self.id.data or ""
        if self.validate_on_submit() and number.isascii() and number.isdigit() and len(number) < 11:
            if int(number) <= LARGEST_ID:
                return self.kind.data, int(number)
        raise NotFound(_("There is nothing like that to follow."))
