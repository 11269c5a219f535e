"""Results from authorities like the reader's own before the others, each with the reason.

A choice, not the rule: the order of the words stays within each degree of likeness.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select

from forum.authorities.models import Authority
from forum.authorities.rules import KINDS
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.search.engine import Request
from forum.search.finding import Answer, Found, Search

#: Peers are looked for among so many of the best results: further down the words fit no more.
LOOKED_THROUGH = 50
#: Two towns are of a size when neither has more than this many times the people of the other.
ALIKE = 2.0
#: Likeness in one thing alone is none: half of all authorities are in some way like any other.
ENOUGH = 2


def is_of_a_size(one: Authority, other: Authority) -> bool:
    """Whether two authorities are about as large, by their people, else by the ministry's class."""
    if one.population and other.population:
        return max(one.population, other.population) <= ALIKE * min(one.population, other.population)
    return bool(one.size_class) and one.size_class == other.size_class


def likeness(own: Authority, other: Authority) -> tuple[int, str]:
    """In how many of kind, size and region two authorities are alike, and the sentence that says so.

    «بلدية من حجم مماثل، المنطقة نفسها».
    """
    if own.id == other.id:
        return 3, _("your own authority")
    same_kind, same_size, same_region = own.kind == other.kind, is_of_a_size(own, other), own.region == other.region
    kind = str(KINDS.get(other.kind, "")) if same_kind else ""
    if same_size:
        kind = _("%(kind)s of a similar size", kind=kind) if kind else _("a similar size")
    told = [part for part in (kind, _("the same region") if same_region else "") if part]
    return same_kind + same_size + same_region, _(", ").join(told)


def peers_first(search: Search, actor: Actor, request: Request) -> Answer:
    """Answer a request with results of peers first; where the actor has no authority nothing is moved."""
    own = db.session.get(Authority, actor.authority_id) if actor.authority_id else None
    last = request.skip + request.size
    if own is None or last > LOOKED_THROUGH:
        return search.find(actor, request)
    answer = search.find(actor, replace(request, skip=0, size=LOOKED_THROUGH))
    others = _authorities({found.card.authority_id for found in answer.results} - {None})
    ranked = sorted(_with_reasons(own, answer.results, others), key=lambda pair: -pair[0])
    return replace(answer, results=tuple(found for _level, found in ranked[request.skip : last]))


def _with_reasons(
    own: Authority, results: Sequence[Found], others: dict[int, Authority]
) -> list[tuple[int, Found]]:
    made = []
    for found in results:
        other = others.get(found.card.authority_id or 0)
        level, reason = likeness(own, other) if other else (0, "")
        made.append((level, replace(found, peer=reason)) if level >= ENOUGH else (0, found))
    return made


def _authorities(ids: Collection[int | None]) -> dict[int, Authority]:
    found = db.session.scalars(select(Authority).where(Authority.id.in_(ids))) if ids else ()
    return {authority.id: authority for authority in found}
