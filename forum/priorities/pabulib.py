"""Ballots in the format of Pabulib, the library of participatory budgeting (pabulib.org), written and read.

A file has three sections, META, PROJECTS and VOTES; each begins with a line of
column names, and columns are parted by semicolons. Ours have cumulative ballots:
``vote`` lists topics and ``points`` the dots for each, in the same order.

Source:
    Faliszewski et al.: Participatory Budgeting: Data, Tools, and Analysis, IJCAI 2023, and pabulib.org/format.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _

META, PROJECTS, VOTES = "META", "PROJECTS", "VOTES"


@dataclass(frozen=True, slots=True)
class Election:
    """What a file holds: facts about it, projects by number, and votes by voter."""

    meta: Mapping[str, str]
    projects: Mapping[str, Mapping[str, str]]
    votes: Mapping[str, Mapping[str, str]]

    @property
    def points(self) -> dict[str, dict[str, int]]:
        """The points of each voter by project; a project that was only approved has one."""
        found = {}
        for voter, row in self.votes.items():
            chosen = [name for name in row.get("vote", "").split(",") if name]
            given = [int(points) for points in row["points"].split(",")] if row.get("points") else [1] * len(chosen)
            if len(given) != len(chosen):
                raise Invalid(_("Voter %(voter)s: topics and points do not match.", voter=voter))
            found[voter] = dict(zip(chosen, given, strict=True))
        return found


def written(election: Election) -> str:
    """The text of a file. Semicolons and line ends inside of values become spaces: readers do not know quotes."""
    out = io.StringIO()
    for heading, columns, rows in (
        (META, ("key", "value"), election.meta.items()),
        (PROJECTS, _columns("project_id", election.projects), _rows(election.projects)),
        (VOTES, _columns("voter_id", election.votes), _rows(election.votes)),
    ):
        out.write(f"{heading}\n")
        for row in (columns, *rows):
            out.write(";".join(_plain(value) for value in row) + "\n")
    return out.getvalue()


def _columns(key: str, rows: Mapping[str, Mapping[str, str]]) -> Sequence[str]:
    return (key, *next(iter(rows.values()), {}))


def _rows(rows: Mapping[str, Mapping[str, str]]) -> Iterable[tuple[str, ...]]:
    return ((key, *row.values()) for key, row in rows.items())


def _plain(value: object) -> str:
    return " ".join(str(value).replace(";", "،").replace('"', "”").split())


def read(text: str) -> Election:
    """Read a file.

    Raises:
        Invalid: a section is missing, or a row has not as many values as its section has columns.
    """
    sections: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";", quoting=csv.QUOTE_NONE):
        if len(row) == 1 and row[0].strip().upper() in (META, PROJECTS, VOTES):
            current = sections.setdefault(row[0].strip().upper(), [])
        elif row:
            current.append(row)
    if missing := [name for name in (META, PROJECTS, VOTES) if not sections.get(name)]:
        raise Invalid(_("This file has no section %(name)s.", name=missing[0]))
    meta = {row[0]: row[1] for row in sections[META][1:] if len(row) > 1}
    return Election(meta, _read_rows(sections[PROJECTS]), _read_rows(sections[VOTES]))


def _read_rows(rows: Sequence[Sequence[str]]) -> dict[str, dict[str, str]]:
    columns = [name.strip() for name in rows[0]]
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(columns):
            raise Invalid(_("Row %(number)d does not fit its columns.", number=number))
    return {row[0]: dict(zip(columns[1:], row[1:], strict=True)) for row in rows[1:]}
