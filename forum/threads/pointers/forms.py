"""What may be typed to say where a question is answered."""

from wtforms import StringField
from wtforms.validators import DataRequired

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form


class PointForm(Form):
    """The thread that answers this one."""

    answer = StringField(
        _l("Address or number of the thread that answers this one"),
        filters=[lambda text: (text or "").strip()],
        validators=[DataRequired(_l("Paste the address of the thread that answers this one."))],
    )

    def thread_id(self) -> int | None:
        """The number in what was pasted: ``7``, ``/threads/7`` or a whole address."""
        digits = self.answer.data.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
