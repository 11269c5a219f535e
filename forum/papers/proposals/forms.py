"""What may be typed when an issue file is opened from what a search found."""

from wtforms.validators import Optional

from forum.kernel.i18n import lazy_gettext as _l
from forum.papers.forms import CheckboxListField, NewFileForm


def number(text: object) -> int:
    """The id that a box stands for; 0, which no thread has, for anything else."""
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


class FoundFileForm(NewFileForm):
    """A new issue file with threads that a search found; what the person may not read is not collected."""

    threads = CheckboxListField(
        _l("Threads to collect"), coerce=number, choices=[], validate_choice=False, validators=[Optional()]
    )
