"""What may be typed about names that are kept."""

from wtforms import StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.kernel.web.forms import no_line_breaks
from forum.threads.anonymity import rules


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class OfficerForm(Form):
    """Why an officer asks for a name, or how another one answers that."""

    reason = StringField(
        _l("Reason"),
        filters=[_trimmed],
        validators=[
            DataRequired(_l("Say why: it stays in the record, and the author reads it once the name was shown.")),
            Length(max=rules.REASON_MAX, message=_l("Say it in at most %(max)d characters.")),
            no_line_breaks,
        ],
    )


def offer_labels(form: Form, labels: list[rules.Label]) -> None:
    """Let the author choose among the safe labels, widest first; without labels nothing is asked."""
    if not labels:
        del form.label
        return
    form.label.choices = [
        SelectChoice("", _l("My name, job and authority")),
        *(SelectChoice(label.code, label.words) for label in reversed(labels) if label.is_safe),
    ]


def offer_voices(form: Form, label: str | None) -> None:
    """In a thread that the author opened without name: go on so, unless they say otherwise."""
    if label is None:
        del form.label
    else:
        form.label.choices = [
            SelectChoice("", label), SelectChoice(rules.NAMED, _l("My name, job and authority (everybody sees it)"))
        ]
