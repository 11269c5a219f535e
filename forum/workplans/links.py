"""What delivers an activity: threads, workshops, papers and guides, by their addresses.

A plan keeps kinds and ids. Threads and workshops are known here; what stands
higher resolves its own kinds in the place ``workplans.links`` (kernel.web.parts).
"""

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import named
from forum.kernel.web.parts import parts
from forum.threads import lists
from forum.workshops.models import Workshop

KINDS = {"threads": "thread", "workshops": "workshop", "papers": "paper"}
ADDRESSES = {kind: f"/{folder}/" for folder, kind in KINDS.items()}
_ADDRESS = re.compile(rf"(?:https?://[^/\s]+)?/({'|'.join(KINDS)})/(\d{{1,9}})(?:[/?#]\S*)?")


class Link(NamedTuple):
    """Something that delivers an activity, as a reader meets it."""

    kind: str
    title: str
    url: str


def read(text: str) -> tuple[list[list], list[str]]:
    """Kinds and ids of the addresses in a text, one a line; and the lines that are none."""
    found, wrong = [], []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        if match := _ADDRESS.fullmatch(line):
            pair = [KINDS[match[1]], int(match[2])]
            found += [pair] if pair not in found else []
        else:
            wrong.append(line)
    return found, wrong


def written(links: Collection) -> str:
    """Links as the lines that ``read`` takes."""
    return "\n".join(f"{ADDRESSES[kind]}{number}" for kind, number in links)


def resolved(actor: Actor, links: Collection) -> dict[tuple[str, int], Link]:
    """Those of the links that the actor may read: one query a kind."""
    ids: dict[str, set[int]] = {kind: set() for kind in ADDRESSES}
    for kind, number in links:
        ids[kind].add(number)
    found = {("thread", n): Link("thread", row.title, f"/threads/{n}") for n, row in _threads(actor, ids["thread"])}
    for one in _workshops(ids["workshop"]):
        found["workshop", one.id] = Link("workshop", named(one, "title"), f"/workshops/{one.id}")
    for more in parts("workplans.links", ids):
        found |= {key: Link(*link) for key, link in more.items()}
    return found


def _threads(actor: Actor, ids: Collection[int]) -> Collection[tuple[int, Any]]:
    return lists.of_ids(actor, ids).items() if ids else ()


def _workshops(ids: Collection[int]) -> Collection[Any]:
    query = select(Workshop.id, Workshop.title_ar, Workshop.title_en).where(Workshop.id.in_(ids))
    return db.session.execute(query).all() if ids else ()


def of_content(content: Mapping[str, Any]) -> list:
    """Every link of a plan."""
    return [link for objective in content["objectives"] for one in objective["activities"] for link in one["links"]]
