"""The filters of a request as conditions of a statement."""

from typing import Any

from forum.search.arabic import Forms
from forum.search.arabic.analysis import pairs
from forum.search.engine import Filters, Request
from forum.search.engines.postgres.rows import lexeme, quoted
from forum.search.plan import Plan
from forum.search.port import EVERYONE

_NAMED = {
    "kinds": "kind", "platforms": "platform", "boards": "board", "regions": "region", "thread_kinds": "thread_kind",
    "authorities": "authority", "authors": "author",
}  # fmt: skip


def conditions(plan: Plan, request: Request) -> tuple[list[str], dict[str, Any]]:
    """What a document must be, and the values that the conditions name."""
    query = request.query
    where: list[str] = []
    given: dict[str, Any] = {}
    if request.audiences is not None:
        where.append("audience = ANY(:audiences)")
        given["audiences"] = sorted(request.audiences | {EVERYONE})
    typed = Filters(regions=query.regions, answered=query.answered, has_file=query.has_file, since=query.since)
    for name, filters in (("chosen", request.filters), ("typed", typed)):
        _narrow(name, filters, where, given)
    needed = [lexeme("labels", label) for label in plan.labels]
    needed += [one for phrase in filter(None, plan.phrases) for one in _side_by_side(phrase)]
    if needed:
        where.append("terms @@ CAST(:needed AS tsquery)")
        given["needed"] = " & ".join(map(quoted, needed))
    for number, phrase in enumerate(filter(None, plan.without)):
        where.append(f"NOT terms @@ CAST(:without_{number} AS tsquery)")
        given[f"without_{number}"] = " & ".join(map(quoted, _side_by_side(phrase)))
    return where, given


def _side_by_side(phrase: tuple[Forms, ...]) -> list[str]:
    stems = [form.light for form in phrase]
    field, terms = ("light", stems) if len(stems) == 1 else ("pairs", pairs(stems))
    return [lexeme(field, term) for term in terms]


def _narrow(name: str, filters: Filters, where: list[str], given: dict[str, Any]) -> None:
    for wanted, column in _NAMED.items():
        if values := getattr(filters, wanted):
            where.append(f"{column} = ANY(:{name}_{wanted})")
            given[f"{name}_{wanted}"] = sorted(values)
    if filters.topics:
        where.append(f"topics && CAST(:{name}_topics AS bigint[])")
        given[f"{name}_topics"] = sorted(filters.topics)
    if filters.answered is not None:
        where.append(f"answered = '{'yes' if filters.answered else 'no'}'")
    if filters.has_file is not None:
        where.append(f"has_file = {filters.has_file}")
    if filters.since:
        where.append(f"created >= {int(filters.since.timestamp())}")
    if filters.until:
        where.append(f"created < {int(filters.until.timestamp())}")
