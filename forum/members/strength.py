"""Which passwords are refused: too short, too long, the person's own words, or the first that anybody tries.

Lists of common passwords are mostly shorter than ours may be. What is left is a
common word with something appended, a walk along the keyboard, and repetition;
these are recognised by their make.
"""

import re
from collections.abc import Iterable

from forum.kernel.i18n import gettext as _
from forum.members.rules import PASSWORD_MAX, PASSWORD_MIN

#: What attackers of this forum would begin with, folded as ``_letters`` does.
_COMMON = {
    "password", "passw0rd", "p@ssword", "p@ssw0rd", "letmein", "welcome", "administrator", "admin", "iloveyou",
    "changeme", "secret", "login", "user", "test", "guest", "master", "default", "monkey", "dragon", "football",
    "minassat", "forum", "platform", "municipality", "council", "village", "palestine", "jerusalem", "ramallah",
    "nablus", "hebron", "bethlehem", "jenin", "tulkarm", "qalqilya", "salfit", "tubas", "jericho", "gaza", "rafah",
    "baladiya", "filasteen", "falasteen", "alquds", "allah", "bismillah", "mohammad", "mohammed", "muhammad", "ahmad",
    "كلمةالسر", "كلمةالمرور", "كلمةسر", "كلمةمرور", "منصات", "منتدى", "بلدية", "البلدية", "مجلس", "فلسطين", "القدس",
    "رامالله", "نابلس", "الخليل", "بيتلحم", "جنين", "غزة", "بسمالله", "الحمدلله", "محمد", "احمد", "أحمد", "مديرالنظام",
}
#: Walks that people take with one finger; backwards too.
_WALKS = (
    "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb",
    "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgb", "أبتثجحخدذرزسشصضطظعغفقكلمنهوي", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلاىةوزظ",
)
#: So few different characters are a pattern, whatever the length.
_FEWEST_DIFFERENT = 4


def weakness(password: str, *, about: Iterable[str] = ()) -> str | None:
    """Why this password is refused, as a sentence; nothing if it may be used.

    Args:
        password: exactly as typed; every character counts, spaces and Arabic too.
        about: the person's mail address and name.
    """
    if len(password) < PASSWORD_MIN:
        return _("Use at least %(min)d characters. Three or four words are easy to keep in mind.", min=PASSWORD_MIN)
    if len(password) > PASSWORD_MAX:
        return _("Use at most %(max)d characters.", max=PASSWORD_MAX)
    if is_about(password, about):
        return _("Do not use your name or your mail address as the password.")
    if is_common(password):
        return _("This password is one of the first that anybody would try. Take three or four words of your own.")
    return None


def is_about(password: str, about: Iterable[str]) -> bool:
    """Whether the password is little more than the person's address, a part of it, or their name."""
    letters = _letters(password)
    for words in about:
        for part in (words, words.split("@")[0], words.replace(" ", "")):
            own = _letters(part)
            if len(own) >= 4 and (own == letters or password.lower() == part.lower()):
                return True
    return False


def is_common(password: str) -> bool:
    """Whether it is a well-known word with trimmings, a keyboard walk, or repetition."""
    folded = password.lower()
    if len(set(folded)) < _FEWEST_DIFFERENT or _repeats(folded):
        return True
    if any(folded in walk or folded[::-1] in walk for walk in _WALKS):
        return True
    letters = _letters(password)
    return letters in _COMMON or any(letters == word * 2 for word in _COMMON)


def _letters(text: str) -> str:
    """The word in the middle: without the digits and signs that are put round it."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$|\s", "", text.lower())


def _repeats(text: str) -> bool:
    """Whether a short piece is said again and again (``abc1abc1abc1``)."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 3 + 1))
