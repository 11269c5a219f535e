"""How sources are cited in print: a law in full the first time, then by its number and year."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from forum.kernel.i18n import day, gettext as _
from forum.papers.sources import rules
from forum.papers.sources.models import Material


@dataclass(frozen=True, slots=True)
class Cited:
    """What is printed of a source that is no post; frozen with the version that cites it."""

    sort: str
    title: str
    place: str = ""
    form: str = ""
    number: str = ""
    year: int | None = None
    maker: str = ""
    publisher: str = ""
    address: str = ""
    dated: date | None = None
    file_fingerprint: str = ""

    @property
    def of_law(self) -> tuple[str, str, int | None] | None:
        """What is the same for every article of one law; nothing for other sources."""
        return (self.form, self.number, self.year) if self.sort == rules.LAW else None

    def frozen(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self) | {"dated": self.dated.isoformat() if self.dated else None}


def thawed(plain: dict[str, Any]) -> Cited:
    """The value that ``Cited.frozen`` was made of."""
    return Cited(**plain | {"dated": date.fromisoformat(plain["dated"]) if plain["dated"] else None})


def cited(material: Material) -> Cited:
    """What is printed of a source as it stands."""
    return Cited(
        sort=material.sort, title=material.title, place=material.place, form=material.form, number=material.number,
        year=material.year, maker=material.maker, publisher=material.publisher, address=material.address,
        dated=material.dated, file_fingerprint=material.fingerprint,
    )


def citation(source: Cited, *, again: bool = False) -> str:
    """The line that names a source, without its date when that is printed beside it.

    Args:
        again: whether the same law was cited in full before.
    """
    if source.sort == rules.LAW:
        return _law(source, again)
    page = _("p. %(page)s", page=source.place) if source.place else ""
    if source.sort == rules.OUTSIDE:
        bits = [source.maker, _("“%(title)s”", title=source.title), source.publisher, page]
    else:
        bits = [_("%(sort)s “%(title)s”", sort=rules.SORTS[source.sort], title=source.title), page, source.maker]
    return _(", ").join(bit for bit in bits if bit)


def dated(source: Cited) -> str:
    """The day of a source in words, as far as it is known; laws have their year in their name."""
    return day(source.dated) if source.dated else ""


def in_full(source: Cited, *, again: bool = False) -> str:
    """The whole line with its date."""
    return _(", ").join(bit for bit in (citation(source, again=again), dated(source)) if bit)


def _law(source: Cited, again: bool) -> str:
    form = str(rules.LAW_FORMS.get(source.form, ""))
    known = {"form": form, "number": source.number, "year": source.year, "title": source.title}
    if not source.number or not source.year:
        line = _("%(form)s “%(title)s”", **known)
    elif again:
        line = _("%(form)s No. %(number)s of %(year)s", **known)
    else:
        line = _("%(form)s No. %(number)s of %(year)s on %(title)s", **known)
    return _(", ").join([line, _("article %(article)s", article=source.place)] if source.place else [line])
