"""What is printed of a paper: one value made from living rows or from a frozen version.

Pages and exports are made from an ``Edition`` and from nothing else, so what is
published is what was seen, and a withheld word is withheld everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from forum.kernel.i18n.locale import TIME_ZONE
from forum.papers import rules
from forum.papers.citations import cited, numbered
from forum.papers.documents import MinorityNote, Paper, Section
from forum.papers.evidence import as_read
from forum.papers.models import Evidence
from forum.papers.sources import citing
from forum.papers.sources.citing import Cited
from forum.papers.weighing import Weight, weigh_all

WITHDRAWN, UNREADABLE = "withdrawn", "unreadable"


@dataclass(frozen=True, slots=True)
class PartText:
    """A section as it is printed: which ``revision`` of it, and the numbers of the sources that it ``cites``."""

    key: int
    heading: str
    source: str
    html: str
    cites: tuple[int, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A card as it is printed: named as its author chose, or without its words.

    ``withheld`` says why the words are missing: withdrawn, unreadable, or nothing.
    ``cited`` names what is no post; ``again`` says that the same law was cited before.
    """

    number: int
    evidence_id: int
    claim: str
    stance: str
    kind: str
    words: str
    withheld: str
    name: str
    job_title: str
    authority_ar: str
    authority_en: str
    authority_kind: str
    region: str
    written_on: date
    post_id: int | None
    revision: int
    fingerprint: str
    cited: Cited | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A claim that the paper's sources speak to, its weight, and the answer or minority note beside it."""

    weight: Weight
    sources: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is printed of a paper, in order."""

    kind: str
    title: str
    addressees: tuple[str, ...]
    prepared_by: str
    platform_ar: str
    platform_en: str
    is_demonstration: bool
    parts: tuple[PartText, ...]
    sources: tuple[Source, ...]
    claims: tuple[PrintedClaim, ...] = ()

    @property
    def numbers(self) -> dict[int, int]:
        """The printed number of each cited card."""
        return {source.evidence_id: source.number for source in self.sources}

    def sources_of(self, part: PartText) -> list[Source]:
        """The sources that one section cites, in order of their numbers."""
        return [self.sources[number - 1] for number in part.cites]

    def claims_of(self, part: PartText) -> list[PrintedClaim]:
        """The claims that one section's sources speak to."""
        return [claim for claim in self.claims if set(claim.sources) & set(part.cites)]

    def frozen(self) -> dict[str, Any]:
        """As JSON holds it; ``thawed`` gives the same edition back."""
        plain = asdict(self)
        for source, given in zip(plain["sources"], self.sources, strict=True):
            source["written_on"] = source["written_on"].isoformat()
            source["cited"] = given.cited.frozen() if given.cited else None
        return plain


def thawed(plain: Mapping[str, Any]) -> Edition:
    """The edition that ``Edition.frozen`` was made of."""
    given = dict(plain)
    given["addressees"] = tuple(given["addressees"])
    given["parts"] = tuple(PartText(**part | {"cites": tuple(part["cites"])}) for part in given["parts"])
    given["sources"] = tuple(_source(source) for source in given["sources"])
    given["claims"] = tuple(
        PrintedClaim(_weight(claim["weight"]), tuple(claim["sources"]), claim["note"]) for claim in given["claims"]
    )
    return Edition(**given)


def _source(plain: Mapping[str, Any]) -> Source:
    named = plain.get("cited")
    return Source(
        **plain
        | {"written_on": date.fromisoformat(plain["written_on"]), "cited": citing.thawed(named) if named else None}
    )


def _weight(plain: Mapping[str, Any]) -> Weight:
    return Weight(**{name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()})


def compose(
    paper: Paper,
    sections: Sequence[Section],
    cards: Mapping[int, Evidence],
    is_readable: Callable[[Evidence], bool],
    notes: Mapping[int, MinorityNote] | None = None,
) -> Edition:
    """Make the edition of a paper from its rows.

    Args:
        sections: in order; those without text are left out.
        cards: every card of the issue file by id; marks of others stay as typed.
        is_readable: whether the reader may see the words of a card.
        notes: answers and minority notes by claim.
    """
    written = [section for section in sections if section.source]
    numbers = {
        card: place
        for place, card in enumerate((c for c in numbered(s.source for s in written) if c in cards), 1)
    }
    return Edition(
        kind=paper.kind,
        title=paper.title,
        addressees=tuple(line.strip() for line in paper.addressees.splitlines() if line.strip()),
        prepared_by=paper.prepared_by,
        platform_ar=paper.platform.name_ar,
        platform_en=paper.platform.name_en,
        is_demonstration=paper.is_demonstration,
        parts=tuple(part_text(section, numbers) for section in written),
        sources=_sources(numbers, cards, is_readable),
        claims=_claims(numbers, cards, notes or {}),
    )


def _sources(
    numbers: Mapping[int, int], cards: Mapping[int, Evidence], is_readable: Callable[[Evidence], bool]
) -> tuple[Source, ...]:
    """The cited cards in order; a law is named in full where it comes first."""
    laws: set[tuple] = set()
    made = []
    for card, number in numbers.items():
        source = printed(cards[card], number, is_readable(cards[card]))
        law = source.cited.of_law if source.cited else None
        made.append(replace(source, again=law in laws) if law else source)
        laws |= {law} if law else set()
    return tuple(made)


def _claims(
    numbers: Mapping[int, int], cards: Mapping[int, Evidence], notes: Mapping[int, MinorityNote]
) -> tuple[PrintedClaim, ...]:
    """The claims behind the cited cards; all cards of a claim weigh, cited or not."""
    cited_for: dict[int, list[int]] = {}
    for card, number in numbers.items():
        cited_for.setdefault(cards[card].claim_id, []).append(number)
    weights = weigh_all({c.claim_id: c.claim for c in cards.values()}.values(), cards.values())
    return tuple(
        PrintedClaim(weights[claim], tuple(sources), notes[claim].text if claim in notes else "")
        for claim, sources in cited_for.items()
    )


def part_text(section: Section, numbers: Mapping[int, int]) -> PartText:
    """A section as a part of an edition in which cards have ``numbers``."""
    cites = sorted(numbers[card] for card in cited(section.source) if card in numbers)
    return PartText(section.id, section.heading, section.source, section.html, tuple(cites), section.revision)


def printed(card: Evidence, number: int, readable: bool) -> Source:
    """A card as it is printed: by name, by authority, or by type and region only."""
    by_name = card.author is not None and card.attribution == rules.BY_NAME
    named = card.authority is not None and card.attribution != rules.BY_PLACE
    withheld = WITHDRAWN if card.is_withdrawn else "" if readable else UNREADABLE
    return Source(
        number=number,
        evidence_id=card.id,
        claim=card.claim.statement,
        stance=card.stance,
        kind=card.kind,
        words="" if withheld else as_read(card.exact),
        withheld=withheld,
        name=card.author.name if by_name else "",
        job_title=card.job_title if by_name else "",
        authority_ar=card.authority.name_ar if named else "",
        authority_en=card.authority.name_en if named else "",
        authority_kind=card.authority_kind,
        region=card.region,
        written_on=_day(card.written_at),
        post_id=card.post_id,
        revision=card.revision,
        fingerprint=card.fingerprint,
        cited=citing.cited(card.material) if card.material else None,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(TIME_ZONE)).date()
