"""How much stands behind a claim: distinct authorities, their stances, regions and types, and confidence.

Authorities are counted, never posts: ten cards of one town are one voice. A card
that only gives context is no voice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forum.authorities.rules import KINDS, REGIONS
from forum.kernel.i18n import gettext as _, listing, ngettext
from forum.papers import rules
from forum.papers.models import Claim, Evidence

LOW, MEDIUM, HIGH = "low", "medium", "high"


@dataclass(frozen=True, slots=True)
class Weight:
    """What stands behind one claim. Numbers are of distinct authorities.

    ``dissenting_regions``: regions from which only contradiction was heard.
    """

    claim_id: int
    statement: str
    supporting: int
    qualifying: int
    contradicting: int
    divided: int
    first_hand: int
    voices: int
    regions: tuple[str, ...]
    types: tuple[str, ...]
    dissenting_regions: tuple[str, ...]

    @property
    def confidence(self) -> str:
        """``low``, ``medium`` or ``high``.

        One region or one type of authority alone is never more than low; a claim
        that a third of the voices contradict neither. High needs several
        authorities, no contradiction, and mostly people who saw it themselves.
        """
        narrow = len(self.regions) < 2 or len(self.types) < 2
        if narrow or self.supporting < rules.MEDIUM_FROM or self.contradicting * 3 >= self.voices:
            return LOW
        sure = self.supporting >= rules.HIGH_FROM and not self.contradicting and self.first_hand * 2 >= self.voices
        return HIGH if sure else MEDIUM

    @property
    def needs_minority_note(self) -> bool:
        """Whether a paper must print an answer or a minority note beside the claim."""
        return self.contradicting >= rules.MINORITY_FROM or bool(self.dissenting_regions)

    @property
    def contest(self) -> float:
        """How contested the claim is, 0 to 1: contradicting and, half as much, qualifying voices."""
        return (self.contradicting + self.qualifying / 2) / self.voices if self.voices else 0.0

    @property
    def bar(self) -> list[tuple[str, int, int]]:
        """The stance bar: (stance, start, width) in hundredths."""
        parts = [
            (rules.SUPPORTS, self.supporting),
            (rules.QUALIFIES, self.qualifying),
            (rules.CONTRADICTS, self.contradicting),
        ]
        total = sum(number for _stance, number in parts) or 1
        made, start = [], 0
        for stance, number in parts:
            width = round(100 * number / total)
            made.append((stance, start, min(width, 100 - start)))
            start += width
        return [part for part in made if part[2] > 0]


def weigh(claim: Claim, cards: Iterable[Evidence]) -> Weight:
    """Count the voices of a claim's cards; withdrawn ones and those without an authority do not count."""
    voices: dict[int, set[str]] = {}
    regions: dict[str, set[str]] = {}
    types: set[str] = set()
    seen_it: set[int] = set()
    for card in cards:
        if card.is_withdrawn or card.authority_id is None or card.stance == rules.CONTEXT:
            continue
        voices.setdefault(card.authority_id, set()).add(card.stance)
        regions.setdefault(card.region, set()).add(card.stance)
        types.add(card.authority_kind)
        if card.kind in rules.SEEN_ITSELF:
            seen_it.add(card.authority_id)
    said = {stance: sum(stance in stances for stances in voices.values()) for stance in rules.STANCES}
    return Weight(
        claim_id=claim.id, statement=claim.statement,
        supporting=said[rules.SUPPORTS], qualifying=said[rules.QUALIFIES], contradicting=said[rules.CONTRADICTS],
        divided=sum({rules.SUPPORTS, rules.CONTRADICTS} <= stances for stances in voices.values()),
        first_hand=len(seen_it), voices=len(voices),
        regions=tuple(r for r in REGIONS if r in regions), types=tuple(k for k in KINDS if k in types),
        dissenting_regions=tuple(r for r in REGIONS if regions.get(r) == {rules.CONTRADICTS}),
    )


def weigh_all(claims: Iterable[Claim], cards: Iterable[Evidence]) -> dict[int, Weight]:
    """The weight of each claim by its id."""
    by_claim: dict[int, list[Evidence]] = {}
    for card in cards:
        by_claim.setdefault(card.claim_id, []).append(card)
    return {claim.id: weigh(claim, by_claim.get(claim.id, ())) for claim in claims}


def most_contested(weights: Mapping[int, Weight]) -> list[Weight]:
    """Claims that somebody contradicts or qualifies, the most contested first."""
    return sorted((w for w in weights.values() if w.contest), key=lambda w: (-w.contest, -w.voices, w.claim_id))


def four_lines(weight: Weight) -> list[str]:
    """Why the confidence is what it is: how many, do they agree, who and where, from first hand or not."""
    if not weight.voices:
        return [_("No authority speaks to this claim yet.")]
    return [_how_many(weight), _agreement(weight), _where(weight), _first_hand(weight)]


def _how_many(weight: Weight) -> str:
    return ngettext("%(num)d authority speaks to it.", "%(num)d authorities speak to it.", weight.voices)


def _agreement(weight: Weight) -> str:
    if not weight.contradicting and not weight.qualifying:
        return _("None contradicts it.")
    found = []
    if weight.contradicting:
        found.append(
            ngettext("%(num)d authority contradicts it", "%(num)d authorities contradict it", weight.contradicting)
        )
    if weight.qualifying:
        found.append(ngettext("%(num)d authority qualifies it", "%(num)d authorities qualify it", weight.qualifying))
    if weight.divided:
        found.append(ngettext("%(num)d authority is divided", "%(num)d authorities are divided", weight.divided))
    return _("%(list)s.", list=listing(found))


def _where(weight: Weight) -> str:
    return _(
        "%(types)s, from: %(regions)s.",
        types=listing(str(KINDS[kind]) for kind in weight.types),
        regions=listing(str(REGIONS[region]) for region in weight.regions),
    )


def _first_hand(weight: Weight) -> str:
    if not weight.first_hand:
        return _("Nobody speaks from first-hand experience.")
    if weight.first_hand == weight.voices:
        return _("All speak from first-hand experience.")
    return ngettext(
        "%(num)d authority speaks from first-hand experience.",
        "%(num)d authorities speak from first-hand experience.",
        weight.first_hand,
    )
