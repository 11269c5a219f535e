"""Forms that keep what was typed and can be sent twice without acting twice."""

import secrets

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import HiddenField, ValidationError
from wtforms.widgets import HiddenInput

from forum.kernel.i18n import lazy_gettext as _l


def is_storable(text: str) -> bool:
    """Whether a database can keep the text: no NUL, no half characters."""
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


class Form(FlaskForm):
    """The base of every form that changes something."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(12))

    def hidden_tag(self, *_fields: object) -> Markup:
        """The hidden fields, without ids: a page may hold several forms."""
        return Markup("").join(f(id=False) for f in self if isinstance(f.widget, HiddenInput))

    def validate(self, extra_validators=None) -> bool:
        """Check every field; text that no database can keep is named, not swallowed."""
        valid = super().validate(extra_validators)
        for field in self:
            if isinstance(field.data, str) and not is_storable(field.data):
                field.data = "".join(c if is_storable(c) else "\N{REPLACEMENT CHARACTER}" for c in field.data)
                field.errors = [
                    *field.errors,
                    _l("Some characters cannot be stored and are now marked �. Remove them and send again."),
                ]
                valid = False
        return valid


def no_line_breaks(_form: FlaskForm, field) -> None:
    """A validator for texts of one line."""
    if field.data and len(field.data.splitlines()) > 1:
        raise ValidationError(_l("Write this on one line."))
