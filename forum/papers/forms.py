"""What may be typed about issue files, evidence and papers, and what we say when it may not."""

from collections.abc import Iterable

from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from forum.kernel import clock
from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import no_line_breaks
from forum.papers import rules

#: The largest number that may stand for a row in a form; larger ones are no rows.
LARGEST = 2**31 - 1


def options(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """Values with their words, as fields want them."""
    return [SelectChoice(value, words) for value, words in pairs]


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _at_most(length: int) -> Length:
    return Length(max=length, message=_l("Shorten this to %(max)d characters."))


def one_line(label: object, length: int, missing: object = None, description: object = "") -> StringField:
    """A line of at most so many characters; needed where there is a sentence for its absence."""
    needed = [DataRequired(missing)] if missing else []
    return StringField(
        label, filters=[_trimmed], description=description, validators=[*needed, _at_most(length), no_line_breaks]
    )


def several_lines(label: object, length: int, missing: object = None, description: object = "") -> TextAreaField:
    """A text of at most so many characters; needed where there is a sentence for its absence."""
    needed = [DataRequired(missing)] if missing else []
    return TextAreaField(label, filters=[_trimmed], description=description, validators=[*needed, _at_most(length)])


class CheckboxListField(SelectMultipleField):
    """Several choices, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class NewFileForm(Form):
    """A new issue file."""

    platform = SelectField(_l("Platform"), coerce=int)
    title = one_line(
        _l("Name of the issue"), rules.TITLE_MAX, _l("Name the issue, so that colleagues find the file again."),
        _l("For example: consultation before outline plans are deposited"),
    )
    question = several_lines(
        _l("What is to be found out?"), rules.QUESTION_MAX,
        description=_l("One or two questions that the paper is to answer"),
    )
    first_note = one_line(_l("What this thread brings to the issue"), rules.NOTE_MAX)


class FileForm(Form):
    """What an issue file is about."""

    title = one_line(
        _l("Name of the issue"), rules.TITLE_MAX, _l("Name the issue, so that colleagues find the file again.")
    )
    question = several_lines(
        _l("What is to be found out?"), rules.QUESTION_MAX,
        description=_l("One or two questions that the paper is to answer"),
    )


class AddThreadForm(Form):
    """A thread for an issue file that exists."""

    issue_file = SelectField(_l("Issue file"), coerce=int, validators=[InputRequired(_l("Choose an issue file."))])
    note = one_line(_l("What this thread brings to it"), rules.NOTE_MAX)


class EvidenceForm(Form):
    """Words of a post, and what they say about a claim."""

    issue_file = SelectField(_l("Issue file"), coerce=int, validators=[InputRequired(_l("Choose an issue file."))])
    exact = TextAreaField(
        _l("The words"), filters=[_trimmed], validators=[_at_most(20_000)],
        description=_l("Copy them from the post as they stand. Leave this empty to take the whole post."),
    )
    prefix = HiddenField(validators=[_at_most(500)])
    suffix = HiddenField(validators=[_at_most(500)])
    claim = SelectField(_l("Claim"), coerce=int, description=_l("Choose one of the file's claims, or write a new one."))
    statement = one_line(
        _l("New claim"), rules.CLAIM_MAX, description=_l("One sentence that can be true or false"),
    )
    stance = RadioField(
        _l("What the words do to the claim"), choices=options(rules.STANCES.items()), default=rules.SUPPORTS,
        validators=[InputRequired(_l("Choose what the words do to the claim."))],
    )
    kind = RadioField(
        _l("What kind of evidence it is"), choices=options(rules.EVIDENCE_KINDS.items()), default=rules.FIRST_HAND,
        validators=[InputRequired(_l("Choose what kind of evidence it is."))],
    )

    def validate(self, extra_validators=None) -> bool:
        """A card is about a claim: an old one or a new one."""
        valid = super().validate(extra_validators)
        if not self.claim.data and not self.statement.data:
            self.statement.errors = [*self.statement.errors, _l("Write the claim that the words are about.")]
            valid = False
        return valid


class StartForm(Form):
    """A new paper or guide from an issue file."""

    kind = RadioField(
        _l("What is to be written"), choices=options(rules.KINDS.items()), default=rules.POSITION_PAPER,
        validators=[InputRequired(_l("Choose what is to be written."))],
    )
    paper_title = one_line(_l("Title"), rules.TITLE_MAX, _l("Give it a title; it can be changed later."))
    addressees = several_lines(_l("Addressed to"), rules.ADDRESSEES_MAX, description=_l("One a line"))
    prepared_by = one_line(_l("Prepared by"), rules.HEADING_MAX, description=_l("A committee or platform, not persons"))


class HeadForm(Form):
    """The title page of a paper."""

    title = one_line(_l("Title"), rules.TITLE_MAX, _l("Give it a title; it can be changed later."))
    addressees = several_lines(_l("Addressed to"), rules.ADDRESSEES_MAX, description=_l("One a line"))
    prepared_by = one_line(_l("Prepared by"), rules.HEADING_MAX, description=_l("A committee or platform, not persons"))


class SectionForm(Form):
    """The text of a section; ``revision`` is the one that the writer began from."""

    revision = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST)], widget=HiddenField.widget)
    heading = one_line(_l("Heading"), rules.HEADING_MAX, _l("Write a heading."))
    source = several_lines(_l("Text"), rules.SECTION_MAX)
    cite = CheckboxListField(
        _l("Cite at the end of the text"), coerce=int, choices=[], validate_choice=False, validators=[Optional()]
    )


class NewSectionForm(Form):
    """One more section."""

    heading = one_line(_l("Heading"), rules.HEADING_MAX, _l("Write a heading."))


class ReasonForm(Form):
    """Why something is done; people read it."""

    reason = several_lines(_l("Reason"), rules.REASON_MAX, _l("Say why, so that colleagues understand."))


class CallForm(Form):
    """A question to those who were not heard yet."""

    board = SelectField(_l("Board"), coerce=int, validators=[InputRequired(_l("Choose a board."))])
    call_title = one_line(_l("Title"), rules.CALL_TITLE_MAX, _l("Give the question a title."))
    call_question = several_lines(
        _l("What do you ask?"), rules.COMMENT_MAX, _l("Write the question."),
        _l("Ask for what was done, in numbers, and what became of it"),
    )
    closes_on = DateField(_l("Open until"), validators=[InputRequired(_l("Choose a day."))])
    squares = CheckboxListField(_l("Who is invited"), validators=[Optional()], validate_choice=False)

    def validate_closes_on(self, field: DateField) -> None:
        """A call that is over before it began reaches nobody."""
        if field.data and field.data <= clock.now().date():
            raise ValidationError(_l("Choose a day after today."))


class ConfirmForm(Form):
    """A step without anything to type."""


class ConsentForm(Form):
    """How a cited author wants to be named."""

    attribution = RadioField(
        _l("How should your words be signed?"), choices=options(rules.ATTRIBUTIONS.items()), default=rules.BY_AUTHORITY,
        validators=[InputRequired(_l("Choose how your words are signed."))],
    )
    correction = several_lines(
        _l("Something to put right?"), rules.QUESTION_MAX, description=_l("The moderators read this beside your words")
    )


class MinorityForm(Form):
    """What a paper prints beside a contested claim; empty takes it away."""

    text = several_lines(_l("Answer or minority note, printed beside the claim"), rules.MINORITY_MAX)


class CommentForm(Form):
    """What a member says about a section in review."""

    kind = RadioField(
        _l("Kind"), choices=options(rules.COMMENT_KINDS.items()), default=rules.GENERAL,
        validators=[InputRequired(_l("Choose the kind of comment."))],
    )
    body = several_lines(_l("Your comment"), rules.COMMENT_MAX, _l("Write your comment before sending it."))
    quoted = several_lines(
        _l("The words it is about"), rules.COMMENT_MAX, description=_l("Copied from the section, for a better wording")
    )
    proposed = several_lines(_l("Your wording instead"), rules.COMMENT_MAX)


class DispositionForm(Form):
    """What becomes of a comment."""

    outcome = RadioField(
        _l("What becomes of it"), choices=options(rules.OUTCOMES.items()),
        validators=[InputRequired(_l("Choose what becomes of the comment."))],
    )
    reason = several_lines(_l("Reason"), rules.COMMENT_MAX, _l("Say why, so that colleagues understand."))


class AnswerForm(Form):
    """Whether a disposition answers the comment's author."""

    is_satisfying = RadioField(
        _l("Does this answer you?"), choices=options([("yes", _l("Yes")), ("no", _l("No"))]),
        validators=[InputRequired(_l("Choose yes or no."))],
    )
    objection = several_lines(_l("What is still missing"), rules.COMMENT_MAX)
