"""What somebody typed into the search box, understood.

Words, "phrases", -without, and prefixes in both languages. Whatever does not fit
is taken as words: there is no wrong question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from forum.kernel import clock
from forum.search.arabic import fold, words
from forum.search.arabic.letters import listed

#: More than this is not read; nobody asks in a thousand letters.
LONGEST = 600

_NAMES = {
    "author": "author كاتب الكاتب كاتبة",
    "board": "board platform منصة المنصة قسم القسم لوحة",
    "topic": "topic موضوع موضوعات الموضوع تصنيف",
    "authority": "authority هيئة الهيئة",
    "region": "region منطقة المنطقة إقليم",
    "is": "is حالة الحالة هو",
    "has": "has فيه فيها يحوي",
    "since": "since منذ بعد",
}
PREFIXES = {fold(word): name for name, said in _NAMES.items() for word in listed(said)}

_REGIONS = {
    "north": "north northern شمال الشمال شمالي",
    "middle": "middle centre center central وسط الوسط",
    "south": "south southern جنوب الجنوب جنوبي",
    "gaza": "gaza غزة",
}
REGIONS = {fold(word): region for region, said in _REGIONS.items() for word in listed(said)}

_ANSWERED = {fold(w): True for w in listed("answered solved مجاب مجابة محلول محلولة")}
_ANSWERED |= {fold(w): False for w in listed("unanswered open معلق معلقة مفتوح مفتوحة")}
_FILE = {fold(w) for w in listed("file files attachment ملف ملفات مرفق مرفقات")}

_AGO = {
    7: "week أسبوع",
    31: "month شهر",
    366: "year سنة عام",
}
AGO = {fold(word): timedelta(days=days) for days, said in _AGO.items() for word in listed(said)}

_QUOTED = r"\"[^\"]*\"|«[^»]*»|“[^”]*”|„[^“”]*[“”]"
_PART = re.compile(
    r"(?P<minus>(?<!\S)[-\u2212\u2013](?=\S))?"
    r"(?:(?P<name>[^\W\d_]+)[:\uff1a](?=\S))?"
    rf"(?P<value>{_QUOTED}|[^\s\"«»“”]+|.)"
)
_QUOTES = "\"«»“”„"


@dataclass(frozen=True, slots=True)
class Query:
    """A question, taken apart."""

    text: str = ""
    """As typed."""
    free: str = ""
    """The words to be found, phrases among them, in their order."""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """``("author", "منى حمدان")`` and so on, all of which must hold."""
    regions: frozenset[str] = frozenset()
    answered: bool | None = None
    has_file: bool | None = None
    since: datetime | None = None
    exact: bool = False
    """Only the forms that were typed; no stems, no synonyms."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked."""
        return self == Query(text=self.text, exact=self.exact)


def date_of(value: str) -> datetime | None:
    """2020, 2020-03 or 2020-03-15, in either digits."""
    numbers = [int(word.folded) for word in words(value) if word.folded.isdigit() and len(word.folded) <= 4]
    if not numbers or not 1900 <= numbers[0] <= 9999:
        return None
    try:
        return datetime(*[*numbers, 1, 1][:3], tzinfo=UTC)
    except ValueError:
        return None


def _told(name: str, value: str) -> dict | None:
    """What a prefix with its value asks, as changes to a ``Query``; ``None`` when it makes no sense."""
    folded = fold(value)
    if name == "region":
        return {"regions": frozenset({REGIONS[folded]})} if folded in REGIONS else None
    if name == "is":
        return {"answered": _ANSWERED[folded]} if folded in _ANSWERED else None
    if name == "has":
        return {"has_file": True} if folded in _FILE else None
    if name == "since":
        date = clock.now() - AGO[folded] if folded in AGO else date_of(value)
        return {"since": date} if date else None
    return {"labels": ((name, value),)} if folded else None


def _joined(query: Query, told: dict) -> Query:
    if "labels" in told:
        told = {"labels": query.labels + told["labels"]}
    if "regions" in told:
        told = {"regions": query.regions | told["regions"]}
    return replace(query, **told)


def parse(text: str, *, exact: bool = False) -> Query:
    """Understand what was typed. Never raises.

    >>> parse('رخص "مناطق ج" -هدم كاتب:منى').phrases
    ('مناطق ج',)
    """
    query = Query(text=text, exact=exact)
    free, phrases, without = [], [], []
    for part in _PART.finditer(text[:LONGEST]):
        name, value = part["name"], part["value"]
        plain = value.strip(_QUOTES).strip()
        known = PREFIXES.get(fold(name)) if name else None
        told = _told(known, plain) if known and not part["minus"] else None
        if told:
            query = _joined(query, told)
            continue
        said = [word.folded for word in words(plain)]
        if not said:
            continue
        if part["minus"]:
            without.append(plain)
        else:
            free.append(f"{name} {plain}" if name else plain)
            if value[0] in _QUOTES and len(said) > 1:
                phrases.append(plain)
    return replace(query, free=" ".join(free), phrases=tuple(phrases), without=tuple(without))
