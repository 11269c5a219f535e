"""Every address × every kind of person: who gets in, and that nobody reads what is not theirs.

The expectations stand in ``permissions.txt``, one address a line. A new address
needs a line there: who may is decided, not found out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from forum.members.rules import OFFICES
from tests.hostile.crawling import Asked, Snapshot, Visits, addresses, rules
from tests.hostile.forms import filled
from tests.hostile.world import PEOPLE, READERS, World

#: Rules are the same on every database; races are tested on both.
pytestmark = pytest.mark.only_on("sqlite")

TABLE = Path(__file__).with_name("permissions.txt")
#: Where people find their own words, hidden or not: their data, and news of their own thread.
OWN = {"members.own_data", "notifications.index", "notifications.following"}
WORDS = "مشترك"
#: Addresses with a question: what they list is decided row by row.
QUESTIONS = [
    ("search.show", f"/search?q={WORDS}"),
    ("search.show", f"/search?q={WORDS}&order=new&kind=post"),
    ("search.show", "/search?q=author:سلمى"),
    ("search.show", "/search?platform=1"),
    ("search.show", "/search?platform=2&board=2"),
    ("search.show", "/search?q=zqhiddenthreadtextqx"),
    ("search.show", "/search?q=zqforeignthreadtextqx"),
    ("search.show", "/search?q=zqdrafttextqx"),
    ("search.suggest", f"/search/suggest?q={WORDS}"),
    ("search.suggest", "/search/suggest?q=عنوان"),
    ("search.similar", f"/search/similar?title=عنوان+{WORDS}"),
    ("cases.index", "/cases?near=1&size=1&after=x"),
    ("authorities.index", f"/authorities?q={WORDS}&members=any"),
    ("authorities.map", "/authorities/map?region=gaza&governorate=1"),
    ("platforms.show", "/platforms/own-platform?state=unanswered"),
    ("platforms.people", "/platforms/own-platform/people?after=1"),
    ("papers.export", "/papers/3/export/html?number=1"),
    ("papers.export", "/papers/2/export/html?number=1"),
    ("papers.evidence", "/papers/1/evidence?number=1"),
    ("papers.evidence", "/papers/3/evidence?order=contested"),
    ("papers.files", "/issue-files?platform=other-platform"),
    ("notifications.index", "/notifications?after=x"),
    *(("moderation.desk", f"/desk?tray={tray}") for tray in (
        "cases", "flagged", "unanswered", "untagged", "new", "requests", "sources", "proposals",
    )),
    *(("moderation.flag", f"/flags/new?kind=post&id={number}") for number in range(1, 9)),
    *(("moderation.flag", f"/flags/new?kind=case&id={number}") for number in range(1, 4)),
]


def test_every_page_opens_for_those_in_the_table_and_tells_nobody_else_a_secret(app: Flask, world: World):
    found = [
        (letter, asked)
        for letter, visits in _each(app, world)
        for asked in [
            *(visits.ask(r.endpoint, about, at) for r in rules(app, "GET") for about, at in addresses(app, world, r)),
            *(visits.ask(f"{endpoint}?", at, at) for endpoint, at in QUESTIONS),
            *(
                visits.ask(f"{endpoint}?", at, at, headers={"Accept": "application/json"})
                for endpoint, at in QUESTIONS
                if endpoint.startswith("search.s")
            ),
        ]
    ]

    assert _wrong(found) == []
    assert _table(found) == _expected("GET")


def test_every_form_is_taken_from_those_in_the_table_only(app: Flask, world: World, before: Snapshot):
    found = []
    for letter, visits in _each(app, world):
        for rule in rules(app, "POST"):
            for about, address in addresses(app, world, rule):
                asked = visits.ask(rule.endpoint, about, address, "POST", data=filled(rule.endpoint, world))
                found.append((letter, asked))
                if not asked.is_refused and asked.status != 422:
                    before.restore(app)
        before.restore(app)

    assert _wrong(found) == []
    assert _table(found) == _expected("POST")


def _each(app: Flask, world: World) -> Iterator[tuple[str, Visits]]:
    for letter in PEOPLE:
        visits = Visits(app)
        visits.come(world, letter)
        yield letter, visits


def _wrong(found: Iterable[tuple[str, Asked]]) -> list[str]:
    """Crashes, and secrets that somebody was told who may not know them."""
    wrong = []
    for letter, asked in found:
        if asked.status >= 500:
            wrong.append(f"{PEOPLE[letter]}: {asked.address} crashed: {asked.crash}")
        for planted in sorted(asked.told):
            is_own = letter == "w" and asked.endpoint.rstrip("?") in OWN
            is_own |= letter in "ca" and asked.endpoint == "threads.unmasked_name"
            if letter not in READERS[planted[2:-2]] and not is_own:
                wrong.append(f"{PEOPLE[letter]}: {asked.address} tells {planted}")
    return wrong


def _table(found: Iterable[tuple[str, Asked]]) -> list[str]:
    """Who got in where, as ``permissions.txt`` has it."""
    entered: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
    for letter, asked in found:
        if not asked.endpoint.endswith("?"):
            entered[asked.endpoint][asked.about.replace(" ", "+")] += "" if asked.is_refused else letter
    lines = []
    for endpoint, things in sorted(entered.items()):
        by_people: dict[str, list[str]] = defaultdict(list)
        for about, people in things.items():
            by_people[people or "-"].append(about)
        told = (f"{','.join(filter(None, abouts)) or 'all'}={people}" for people, abouts in by_people.items())
        lines.append(f"{endpoint} {' '.join(told)}")
    return lines


def _expected(method: str) -> list[str]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [line.partition(" ")[2] for line in lines if line.startswith(f"{method} ")]


def test_the_table_names_people_that_exist():
    named = {letter for line in _expected("GET") + _expected("POST") for part in line.split()[1:]
             for letter in part.partition("=")[2]}
    assert named <= {*PEOPLE, "-"} and set(OFFICES) == {"association", "administrator", "legal_unit", "executive"}
