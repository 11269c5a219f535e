"""What may be typed when a certificate is checked."""

from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import Form
from forum.workshops import rules
from forum.workshops.fields import one_line


class CheckForm(Form):
    """The number on the sheet, and the name to compare."""

    number = one_line(_l("Number of the certificate"), 40, _l("Type the number that stands on the certificate."))
    name = one_line(
        _l("Name on the certificate"), rules.LINE_MAX,
        description=_l("We compare it and never show it: whoever has the sheet can read it there."),
    )
