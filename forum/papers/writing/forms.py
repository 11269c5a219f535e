"""What is typed in a section before it is saved."""

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import Optional

from forum.kernel.web import Form


def _whole(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n")


class DraftForm(Form):
    """A section as it stands in the editor now: anything goes, for nothing may be lost.

    How long it may be is bounded by what the forum takes in one request.
    """

    revision = IntegerField(validators=[Optional()])
    heading = StringField(filters=[_whole])
    source = TextAreaField(filters=[_whole])
