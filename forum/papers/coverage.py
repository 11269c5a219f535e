"""Who was heard in an issue file and who was not: regions and types of authorities against the directory."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from forum.authorities.models import Authority
from forum.authorities.rules import KINDS, REGIONS
from forum.kernel.db import db
from forum.members.models import Member
from forum.papers.models import Evidence, IssueFile
from forum.papers.reviews import CallInvitation, ExperienceCall
from forum.platforms.models import Seat

#: A square of the grid: a region and a kind of authority.
Square = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One region and one kind of authority, counted in authorities.

    ``silent`` have members on the platform who neither spoke nor were asked;
    ``absent`` have nobody there. The four add up to ``total`` of the directory.
    """

    region: str
    kind: str
    heard: int
    invited: int
    silent: int
    total: int

    @property
    def absent(self) -> int:
        """Authorities of the directory that have nobody on the platform."""
        return max(0, self.total - self.heard - self.invited - self.silent)

    @property
    def level(self) -> int:
        """How much was heard, 0 to 4, for the square's look."""
        if not self.heard:
            return 0
        return min(4, 1 + 4 * self.heard // max(self.total, 1)) if self.total > 4 else min(4, self.heard)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole grid."""

    cells: dict[Square, Cell]

    @property
    def silent(self) -> int:
        """How many authorities could be asked and were not."""
        return sum(cell.silent for cell in self.cells.values())

    def row(self, region: str) -> list[Cell]:
        """The cells of a region, in the order of the kinds."""
        return [self.cells[(region, kind)] for kind in KINDS]


def coverage(file: IssueFile, cards: Sequence[Evidence]) -> Coverage:
    """Lay what was heard in a file over the directory: three queries."""
    heard = {card.authority_id for card in cards if card.authority_id and not card.is_withdrawn}
    asked = invited_to(file.id)
    directory = db.session.execute(
        select(Authority.region, Authority.kind, func.count()).group_by(Authority.region, Authority.kind)
    )
    totals = {(region, kind): number for region, kind, number in directory}
    squares = _reachable(file.platform_id, heard | asked)
    counts: dict[str, Counter[Square]] = {"heard": Counter(), "invited": Counter(), "silent": Counter()}
    for authority_id, square in squares.items():
        state = "heard" if authority_id in heard else "invited" if authority_id in asked else "silent"
        counts[state][square] += 1
    return Coverage(
        {
            (region, kind): Cell(
                region, kind, counts["heard"][region, kind], counts["invited"][region, kind],
                counts["silent"][region, kind], totals.get((region, kind), 0),
            )
            for region in REGIONS
            for kind in KINDS
        }
    )


def invited_to(file_id: int) -> set[int]:
    """The authorities that were asked to speak in a file."""
    query = (
        select(CallInvitation.authority_id)
        .join(ExperienceCall, ExperienceCall.id == CallInvitation.call_id)
        .where(ExperienceCall.issue_file_id == file_id)
    )
    return set(db.session.scalars(query))


def silent(file: IssueFile, cards: Sequence[Evidence], squares: Collection[Square]) -> list[int]:
    """The authorities of some squares that have members on the platform and were neither heard nor asked."""
    heard = {card.authority_id for card in cards if card.authority_id and not card.is_withdrawn}
    asked = invited_to(file.id)
    return [
        authority_id
        for authority_id, square in _reachable(file.platform_id, set()).items()
        if square in squares and authority_id not in heard | asked
    ]


def _reachable(platform_id: int, known: Collection[int]) -> dict[int, Square]:
    """Authorities with members on a platform, and those in ``known``, each with its square."""
    here = (
        select(Member.authority_id)
        .join(Seat, Seat.member_id == Member.id)
        .where(Seat.platform_id == platform_id, Member.authority_id.is_not(None))
    )
    query = select(Authority.id, Authority.region, Authority.kind).where(
        Authority.id.in_(here) | Authority.id.in_(known)
    )
    return {row.id: (row.region, row.kind) for row in db.session.execute(query)}
