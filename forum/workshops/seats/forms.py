"""What may be typed when registering, and what we say when it may not."""

from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.threads import rules as of_threads
from forum.workshops.fields import one_line, options, several_lines
from forum.workshops.seats.actions import Brought

#: What a participant brings: kinds of threads under the names that they have here.
BRINGS = {of_threads.QUESTION: _l("A concrete challenge"), of_threads.PRACTICE: _l("A practice of ours")}


class RegisterForm(Form):
    """The practice or the challenge that a participant brings."""

    kind = RadioField(
        _l("What do you bring?"), choices=options(BRINGS.items()), default=of_threads.QUESTION,
        validators=[InputRequired(_l("Choose one of these."))],
    )
    title = one_line(
        _l("Title"), of_threads.TITLE_MAX, _l("Give it a title, so that colleagues see what you bring."),
        description=_l("One sentence that a colleague elsewhere would search for."),
    )
    body = several_lines(
        _l("In a few sentences"), of_threads.BODY_MAX, _l("Describe it in a few sentences."),
        description=_l("The situation, what was tried, the numbers you have, what you would like to take home."),
    )
    title.kwargs["validators"].append(
        Length(min=of_threads.TITLE_MIN, message=_l("A title has at least %(min)d characters."))
    )

    def brought(self) -> Brought:
        """What was typed, as the action takes it."""
        return Brought(self.kind.data, self.title.data, self.body.data)


class ConfirmForm(Form):
    """A button that changes something."""
