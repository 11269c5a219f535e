"""Every page that somebody can reach by links, for each kind of people: sound, and no wider than the phone."""

from collections import Counter
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from forum.demonstration import accounts
from forum.demonstration.accounts import Account
from tests.support import factories as make
from tests.support.accounts import member_of
from tests.support.browser import DESK, too_wide
from tests.support.steps import visit

#: Pages opened by each kind of people.
PAGES = 80
#: Of pages of one sort (boards, threads…) so many are opened, and some more asked for.
OPENED, ASKED_FOR = 2, 4

#: What a page is made of: each kind of element inside its parent, once, or more than once.
PARTS = """() => {
  const name = (e) => e.tagName + "." + [...e.classList].join(".") + (e.getAttribute("role") ?? "")
  const counts = {}
  for (const e of document.body.querySelectorAll("*")) {
    const part = `${e.parentElement ? name(e.parentElement) : ""}>${name(e)}`
    counts[part] = (counts[part] ?? 0) + 1
  }
  return Object.entries(counts).flatMap(([part, n]) => (n > 1 ? [part, part + "+"] : [part]))
}"""
#: Parts that axe has seen, by language: it need not look at a page that has nothing new.
known: dict[str, set[str]] = {"ar": set(), "en": set()}

PEOPLE: dict[str, Account | None] = {
    "visitor": None,
    "newcomer": None,
    "member": accounts.MEMBER,
    "moderator": accounts.MODERATOR,
    "association": accounts.ASSOCIATION,
}


def _become(who: str, acting_as: Callable) -> None:
    """Sign in as one of these people."""
    if who == "newcomer":
        acting_as(make.member())
    elif account := PEOPLE[who]:
        acting_as(member_of(account))


@pytest.mark.browse(scripts=[True])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_is_sound_for(who: str, page: Page, app: Flask, acting_as, axe):
    _become(who, acting_as)
    seen, kinds, waiting = {"/"}, Counter(), ["/"]
    wrong: list[str] = []
    opened = 0
    while waiting and opened < PAGES:
        address = waiting.pop(0)
        kind = _kind(app, address)
        kinds[kind] += 1
        if kind and kinds[kind] <= OPENED and not _is_file(address):
            visit(page, address)
            opened += 1
            wrong += _faults(page, axe) if _has_new_parts(page) else too_wide(page)
            new = [one for one in _links(page) if one not in seen]
            seen.update(new)
            waiting += new
        elif kinds[kind] <= OPENED + ASKED_FOR:
            answer = page.request.get(address)
            wrong += [f"{address} answered {answer.status}"] if answer.status != 200 else []
    assert not wrong, "\n".join(wrong)
    assert opened > 8, sorted(seen)


def _kind(app: Flask, address: str) -> str:
    """Which view answers; nothing for what none does."""
    try:
        return app.url_map.bind("").match(urlsplit(address).path, method="GET")[0]
    except HTTPException:
        return ""


def _is_file(address: str) -> bool:
    """Downloads are not shown, but saved."""
    return any(part in address for part in ("/export/", ".json", ".csv", ".ics", ".pb", ".webmanifest"))


def _has_new_parts(page: Page) -> bool:
    parts = set(page.evaluate(PARTS))
    is_new = not parts <= known[page.language]
    known[page.language] |= parts
    return is_new


def _faults(page: Page, axe) -> list[str]:
    try:
        axe(page)
    except AssertionError as found:
        return [str(found)]
    return []


def _links(page: Page) -> list[str]:
    """Where the page leads inside the forum, each once, in the order of the page."""
    leads = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    here = urlsplit(page.url)
    found = {}
    for href in leads:
        to = urlsplit(urljoin(page.url, href))
        if to.netloc == here.netloc:
            found[to._replace(scheme="", netloc="", fragment="").geturl()] = None
    return list(found)


#: Pages of all sorts: words, lists, forms, tables, numbers.
SAMPLE = [
    "/", "/boards/5", "/threads/3", "/boards/5/ask", "/search?q=بلدية", "/desk", "/issue-files", "/papers/2",
    "/threads/3/manage", "/platforms/engineering", "/notifications", "/account", "/workshops",
]


@pytest.mark.browse(languages=["ar"], scripts=[True])
def test_pages_are_sound_by_night(page: Page, acting_as, axe):
    _become("moderator", acting_as)
    page.emulate_media(color_scheme="dark")
    wrong = [fault for address in SAMPLE if visit(page, address) for fault in _faults(page, axe)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.browse(languages=["ar"], scripts=[True])
def test_pages_are_sound_at_a_desk(page: Page, acting_as, axe):
    _become("moderator", acting_as)
    page.set_viewport_size(DESK)
    wrong = [fault for address in SAMPLE if visit(page, address) for fault in _faults(page, axe)]
    assert not wrong, "\n".join(wrong)
