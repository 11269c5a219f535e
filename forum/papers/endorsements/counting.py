"""What authorities say to a text, counted: one authority, one voice."""

from collections.abc import Iterable
from dataclasses import dataclass

from forum.authorities.models import Authority
from forum.papers.endorsements import rules
from forum.papers.endorsements.models import Voice


@dataclass(frozen=True, slots=True)
class Position:
    """An authority: its voice, if the delegate gave one, and what colleagues think."""

    authority: Authority
    voice: Voice | None
    opinions: tuple[Voice, ...]

    @property
    def stand(self) -> str:
        """What counts: the voice's stand; nothing without a voice."""
        return self.voice.stand if self.voice else ""

    @property
    def is_divided(self) -> bool:
        """Whether people of the authority do not think alike: it is shown, not settled."""
        said = {opinion.stand for opinion in self.opinions}
        return len(said | ({self.voice.stand} if self.voice else set())) > 1

    @property
    def opinion_counts(self) -> list[tuple[str, int]]:
        """How many colleagues think what, in the order of the stands."""
        counts = [(stand, sum(o.stand == stand for o in self.opinions)) for stand in rules.STANDS]
        return [(stand, count) for stand, count in counts if count]


def positions(said: Iterable[Voice]) -> list[Position]:
    """The authorities that said something, those with a voice first, in the order of their first word.

    Args:
        said: everything that was said to one text, oldest first, with authorities loaded.
    """
    places: dict[int, Authority] = {}
    voices: dict[int, Voice] = {}
    opinions: dict[int, dict[int, Voice]] = {}
    for one in said:
        places.setdefault(one.authority_id, one.authority)
        if one.is_the_authoritys:
            voices[one.authority_id] = one
        else:
            opinions.setdefault(one.authority_id, {})[one.member_id] = one
    found = [
        Position(place, voices.get(key), tuple(_others(opinions.get(key, {}), voices.get(key))))
        for key, place in places.items()
    ]
    return sorted(found, key=lambda position: position.voice is None)


def _others(opinions: dict[int, Voice], voice: Voice | None) -> list[Voice]:
    """Opinions of people other than the one whose word is the voice."""
    return [opinion for person, opinion in opinions.items() if voice is None or person != voice.member_id]


def tally(found: Iterable[Position]) -> dict[str, int]:
    """How many authorities take each stand."""
    stands = [position.stand for position in found]
    return {stand: stands.count(stand) for stand in rules.STANDS}
