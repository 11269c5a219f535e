"""What may be typed into threads, and what we say when it may not."""

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from forum.attachments.field import FilesField
from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import no_line_breaks
from forum.threads import rules


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class CheckboxListField(SelectMultipleField):
    """Several choices, each with its box: works with a thumb."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _body(label: object, empty: object) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[_trimmed],
        validators=[
            DataRequired(empty),
            Length(
                max=rules.BODY_MAX, message=_l("Shorten the text to %(max)d characters, or split it into two posts.")
            ),
        ],
    )


def _title() -> StringField:
    return StringField(
        _l("Title"),
        description=_l("One sentence that a colleague elsewhere would search for."),
        filters=[_trimmed],
        validators=[
            DataRequired(_l("Give your thread a title.")),
            Length(
                min=rules.TITLE_MIN,
                max=rules.TITLE_MAX,
                message=_l("A title has %(min)d to %(max)d characters."),
            ),
            no_line_breaks,
        ],
    )


def _label(words: object) -> SelectField:
    """How the author is called: there only where one may write without name."""
    return SelectField(words, choices=[], validate_choice=False, validators=[Optional()], render_kw={"data-keep": ""})


class AskForm(Form):
    """A new thread."""

    kind = RadioField(
        _l("What do you bring?"), default=rules.QUESTION, choices=[SelectChoice(*kind) for kind in rules.KINDS.items()]
    )
    title = _title()
    body = _body(_l("Text"), _l("Describe it in a few sentences before posting."))
    files = FilesField()
    topics = CheckboxListField(_l("Topics"), coerce=int, validators=[Optional()])
    label = _label(_l("Under which name?"))

    def validate_label(self, field: SelectField) -> None:
        """A label that fits too few people would tell who asks."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Choose another label: this one fits too few people by now."))

    def validate_topics(self, field: SelectMultipleField) -> None:
        """Few topics say more than many."""
        if len(field.data or []) > rules.TOPICS_MAX:
            raise ValidationError(_l("Choose at most five topics: those that a searcher would look under."))


class ReplyForm(Form):
    """A reply to a thread."""

    body = _body(_l("Your reply"), _l("Write your reply before posting it."))
    files = FilesField()
    label = _label(_l("You reply as"))


class EditForm(Form):
    """Another text for a post of one's own; the old one stays in its history."""

    title = _title()
    body = _body(_l("Text"), _l("A post cannot be empty. Ask a moderator to hide it if it should not be read."))
    files = FilesField()
    reason = StringField(
        _l("What did you change?"),
        filters=[_trimmed],
        validators=[Length(max=rules.REASON_MAX, message=_l("Say it in at most %(max)d characters.")), no_line_breaks],
    )


class ReasonForm(Form):
    """Why a moderator closes or hides something; people read it."""

    reason = StringField(
        _l("Reason"),
        filters=[_trimmed],
        validators=[
            DataRequired(_l("Say why, so that the people in the thread understand.")),
            Length(max=rules.REASON_MAX, message=_l("Say it in at most %(max)d characters.")),
            no_line_breaks,
        ],
    )


class TopicsForm(Form):
    """What a thread is about."""

    topics = CheckboxListField(_l("Topics"), coerce=int, validators=[Optional()])


class MoveForm(Form):
    """The board a thread belongs on."""

    board = SelectField(_l("Board"), coerce=int)


class MergeForm(Form):
    """The thread that a duplicate goes into."""

    into = StringField(
        _l("Address or number of the other thread"),
        filters=[_trimmed],
        validators=[DataRequired(_l("Paste the address of the thread that stays."))],
    )
    sure = BooleanField(
        _l("All posts of this thread move to the end of the other one"),
        validators=[DataRequired(_l("Tick the box: a merge cannot be undone by one click."))],
    )

    def thread_id(self) -> int | None:
        """The number in what was pasted: ``7``, ``/threads/7`` or a whole address."""
        digits = self.into.data.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
