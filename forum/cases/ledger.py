"""Reading the ledger: who took a case up from whom, drawn as a tree; who did it near me, of my size.

Part of the queries. The ledger is as public among members as the case itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from forum.authorities.models import Authority
from forum.cases import rules
from forum.cases.models import Adoption, Case, LedgerEntry
from forum.cases.nearness import Near, near
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _


@dataclass(slots=True)
class Branch:
    """An adoption in the tree, with those that learned from it, in the order in which they began.

    The order is by time alone: a failure stands where it happened.
    """

    adoption: Adoption
    near: Near | None
    branches: list["Branch"] = field(default_factory=list)

    @property
    def newest(self) -> LedgerEntry:
        """What the authority reported last."""
        return self.adoption.entries[-1]

    @property
    def state(self) -> object:
        """Where it stands, in words."""
        return rules.STATES.get(self.adoption.state, "")


@dataclass(frozen=True, slots=True)
class Lineage:
    """Everybody who took a case up."""

    branches: Sequence[Branch]
    near: Near | None
    own: Adoption | None

    def __iter__(self) -> Iterator[Branch]:
        """Every branch, those above before those below."""
        todo = list(reversed(self.branches))
        while todo:
            branch = todo.pop()
            yield branch
            todo += reversed(branch.branches)

    @property
    def counts(self) -> dict[str, int]:
        """How many stand where."""
        found = dict.fromkeys(rules.STATES, 0)
        for branch in self:
            found[branch.adoption.state] += 1
        return found

    def peers(self) -> list[Branch]:
        """Who did it, of the reader's size first, then the nearest: failures among them, where they belong."""
        did = [b for b in self if b.near is not None and b.adoption.state in rules.DID_IT]
        return sorted(did, key=lambda b: (not b.near.is_same_size, b.near.km is None, b.near.km or 0))


def lineage(actor: Actor, case: Case) -> Lineage:
    """The tree of a case with entries and authorities: a fixed number of queries, however it has grown."""
    found = db.session.scalars(
        select(Adoption)
        .where(Adoption.case_id == case.id)
        .options(
            joinedload(Adoption.authority).joinedload(Authority.governorate),
            selectinload(Adoption.entries).joinedload(LedgerEntry.member),
        )
        .order_by(Adoption.since, Adoption.id)
    ).all()
    mine = own_authority(actor)
    branches = {one.id: Branch(one, near(mine, one.authority)) for one in found}
    tops = []
    for branch in branches.values():
        above = branches.get(branch.adoption.parent_id or 0)
        (above.branches if above else tops).append(branch)
    own = next((one for one in found if one.authority_id == actor.authority_id), None)
    return Lineage(tops, near(mine, case.authority), own)


def own_authority(actor: Actor) -> Authority | None:
    """The reader's authority, if they work at one."""
    return db.session.get(Authority, actor.authority_id) if actor.authority_id else None


def parent(case: Case, adoption_id: int | None) -> Adoption | None:
    """The adoption that somebody says they learned from; nothing for the case itself.

    Raises:
        Invalid: it is not one of this case, or nothing was done there yet.
    """
    if not adoption_id:
        return None
    found = db.session.get(Adoption, adoption_id)
    if found is None or found.case_id != case.id or found.state not in rules.DID_IT:
        raise Invalid(_("Choose from the list whom your authority learned from."))
    return found


def cases_near(actor: Actor, *, near_me: bool, my_size: bool) -> list[int] | None:
    """Ids of cases that somebody near the reader, or of the reader's size, told or did.

    Nothing where neither is asked for, or the reader works at no authority.
    """
    mine = own_authority(actor)
    if mine is None or not (near_me or my_size):
        return None
    told = select(Case.id.label("case_id"), Case.authority_id).where(Case.shown_number.is_not(None))
    did = select(Adoption.case_id, Adoption.authority_id).where(Adoption.state.in_(rules.DID_IT))
    pairs = db.session.execute(told.union(did)).all()
    authorities = db.session.scalars(select(Authority).where(Authority.id.in_({p.authority_id for p in pairs})))
    fits = {
        other.id for other in authorities
        if (how := near(mine, other)) and (how.is_near or not near_me) and (how.is_same_size or not my_size)
    }
    return sorted({p.case_id for p in pairs if p.authority_id in fits})
