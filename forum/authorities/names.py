"""How people write the name of an authority, and how we write it so that it is not mistaken."""

import re
import unicodedata

from forum.authorities.models import Authority
from forum.kernel.i18n import gettext as _, named

_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
#: Vowel marks, and the little letters with which scholars write ayn and hamza.
_SILENT = {"Mn", "Lm"}
#: Words that say of what kind an authority is; people put them before the name or leave them out.
_KINDS = re.compile(
    r"^(?:بلديه|المجلس القروي|مجلس قروي|المجلس المحلي|مجلس محلي|مجلس بلدي|مجلس|هييه محليه|هييه|"
    r"municipality of|municipality|village council of|village council|council of)\s+|"
    r"\s+(?:municipality|village council|council|القروي|القرويه)$"
)


def folded(words: str) -> str:
    """The letters that count when names are compared: one spelling for أ and ا, no marks, no signs.

    >>> folded("بلديّة إذنا") == folded("اذنا")
    True
    >>> folded("Beit Ta‘amir") == folded("beit taamir")
    True
    """
    plain = unicodedata.normalize("NFKD", words.translate(_LETTERS))
    plain = "".join(c for c in plain.translate(_LETTERS) if unicodedata.category(c) not in _SILENT).casefold()
    plain = re.sub(r"[^\w\s-]", "", plain)
    plain = " ".join(re.sub(r"[\W_]+", " ", plain).split())
    return _KINDS.sub("", plain) or plain


def full_name(authority: Authority) -> str:
    """The name with its governorate (loaded): «جبع، جنين» is not «جبع، القدس»."""
    return _("%(name)s, %(governorate)s", name=named(authority), governorate=named(authority.governorate))
