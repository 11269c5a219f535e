"""A visitor: sees what the platforms are and what is published, and never a thread."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.demonstration import accounts
from forum.kernel.db import db
from forum.platforms.models import Platform
from forum.threads.models import Thread
from tests.support.steps import fill, follow, heading, menu, name_of, press, sign_in, visit

#: Values for the blanks of addresses: rows that the demonstration has.
VALUES = {"slug": "engineering", "form": "html", "step": "review", "kind": "association", "number": 1, "sort": "law"}
CLOSED_FOR_VISITORS = ("/threads/", "/posts/", "/boards/", "/members/", "/issue-files", "/desk")


@pytest.mark.browse(languages=["ar"])
def test_a_visitor_sees_what_is_published_and_never_a_thread(page: Page, axe):
    titles = set(db.session.scalars(select(Thread.title)))
    for step in (_front_door, _a_platform, _papers, _workshops, _search):
        step(page)
        axe(page)
        _holds_no_thread(page, titles)


def _front_door(page: Page) -> None:
    visit(page, "/")


def _a_platform(page: Page) -> None:
    platform = db.session.scalars(select(Platform).where(Platform.slug == "finance")).one()
    follow(page, "Platforms", menu(page))
    page.get_by_role("main").get_by_role("link", name=name_of(page, platform)).first.click()
    assert heading(page) == name_of(page, platform)


def _papers(page: Page) -> None:
    follow(page, "Position papers", menu(page))
    page.locator("#published").get_by_role("link").first.click()
    page.wait_for_load_state()
    expect(page).to_have_url(re.compile("/papers/"))


def _workshops(page: Page) -> None:
    follow(page, "Workshops", menu(page))
    page.get_by_role("list", name=page.words("Workshops ahead")).get_by_role("link").first.click()
    page.wait_for_load_state()
    expect(page).to_have_url(re.compile("/workshops/"))


def _search(page: Page) -> None:
    follow(page, "Search")
    box = page.get_by_role("main").get_by_role("search")
    fill(page, "Search past experience", "دليل إدارة المشاريع", box)
    press(page, "Search", box)
    found = {urlsplit(link.get_attribute("href")).path for link in page.locator(".hit__title a").all()}
    assert any(path.startswith("/papers/") for path in found)


def _holds_no_thread(page: Page, titles: set[str]) -> None:
    words = page.locator("body").inner_text()
    assert not [title for title in titles if title in words]
    leads = [link.get_attribute("href") for link in page.locator("a[href]").all()]
    assert not [href for href in leads if href.startswith(CLOSED_FOR_VISITORS)]


@pytest.mark.browse(languages=["ar"], scripts=[False])
def test_every_closed_address_leads_to_signing_in(page: Page, app: Flask):
    visit(page, "/")
    closed = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not _is_open(app, rule)]
    assert len(closed) > 25
    for rule in closed:
        blanks = {name: VALUES.get(name, 1) for name in rule.arguments}
        with app.test_request_context():
            address = rule.build(blanks)[1]
        answer = page.request.get(address, max_redirects=0)
        assert answer.status in (302, 303), f"{address} answered {answer.status}"
        assert answer.headers["location"].startswith("/sign-in?next="), address


def _is_open(app: Flask, rule) -> bool:
    return rule.endpoint == "static" or hasattr(app.view_functions[rule.endpoint], "open_to_all")


@pytest.mark.browse(languages=["en"])
def test_signing_in_leads_back_to_what_was_asked_for(page: Page, axe):
    visit(page, "/threads/3?page=1")
    assert heading(page) == page.words("Sign in")
    fill(page, "Work e-mail", accounts.MEMBER.email)
    page.get_by_label(page.words("Password"), exact=True).fill("wrong words entirely")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    sign_in(page, accounts.MEMBER)
    assert urlsplit(page.url).path == "/threads/3"
    expect(page.get_by_role("article").nth(1)).to_be_attached()
