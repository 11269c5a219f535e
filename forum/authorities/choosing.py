"""A form field for naming one's authority: 429 names, found by typing, without scripts.

It is a text box with suggestions that browsers offer themselves. What was typed
is looked up when the form arrives; if it may mean several, they are offered as
a list to choose from (template ``authorities/choice.html``).
"""

from wtforms import StringField, ValidationError
from wtforms.validators import StopValidation

from forum.authorities import queries
from forum.authorities.models import Authority
from forum.authorities.names import full_name
from forum.kernel.i18n import lazy_gettext as _l


class AuthorityField(StringField):
    """What was typed is ``data``; the authority that it names is ``found`` after validation."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.may_be_empty, self.flags.required = False, True
        self.found: Authority | None = None
        #: code and name of each, offered when what was typed may mean several
        self.candidates: list[tuple[str, str]] = []
        self._code = ""

    def allow_empty(self) -> None:
        """For people of the association, who work at no authority."""
        self.may_be_empty, self.flags.required = True, False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the typed name and, when one was chosen from the list, its code."""
        self.data = " ".join(valuelist[0].split()) if valuelist else ""
        self._code = valuelist[1] if len(valuelist) > 1 else ""

    def pre_validate(self, _form: object) -> None:
        """Look the name up; say what to do when it is not one authority."""
        if self._code and (chosen := queries.by_code(self._code)) is not None:
            self.found, self.data = chosen, full_name(chosen)
            return
        if not self.data:
            if self.may_be_empty:
                return
            raise StopValidation(_l("Write the name of your authority."))
        meant = queries.meant(self.data)
        if len(meant) == 1:
            self.found, self.data = meant[0], full_name(meant[0])
            return
        self.candidates = [(authority.code, full_name(authority)) for authority in meant]
        if meant:
            raise ValidationError(_l("Several authorities have this name. Choose yours from the list."))
        raise ValidationError(
            _l("There is no authority of this name in the directory. Write a part of the name and choose.")
        )

    @property
    def suggestions(self) -> list[str]:
        """Every authority's full name, for the browser's own list."""
        return [full_name(authority) for authority in queries.everything()]
