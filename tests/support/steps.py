"""What people do in every journey: sign in, follow a link, press a button, come back as somebody else.

Things are found as a person finds them: by the words on them, in the language of the page.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from playwright.sync_api import Locator, Page, Response

from forum.demonstration.accounts import Account
from forum.kernel.db import db
from forum.kernel.jobs import run_pending


def visit(page: Page, address: str) -> Response:
    """Open an address of the forum; nobody in a journey meets an error."""
    answer = page.goto(address)
    assert answer.status == 200, f"{address} answered {answer.status}"
    return answer


def follow(page: Page, words: str, within: Locator | None = None) -> None:
    """Click the first link that says ``words`` (as they stand in the code) and wait for its page."""
    (within or page).get_by_role("link", name=page.words(words)).first.click()
    page.wait_for_load_state()


def press(page: Page, words: str, within: Locator | None = None) -> None:
    """Press the first button that says ``words``, and wait for what comes."""
    button(page, words, within).click()
    page.wait_for_load_state()


def button(page: Page, words: str, within: Locator | None = None) -> Locator:
    """The first button that says ``words``."""
    return (within or page).get_by_role("button", name=page.words(words)).first


def fill(page: Page, label: str, text: str, within: Locator | None = None) -> Locator:
    """Write ``text`` into the field called ``label``."""
    field = (within or page).get_by_label(page.words(label)).first
    field.fill(text)
    return field


def choose(page: Page, words: str, within: Locator | None = None) -> None:
    """Tick the box or choose the option that says ``words``."""
    (within or page).get_by_label(page.words(words)).first.check()


def pick(page: Page, label: str, option: str, within: Locator | None = None) -> None:
    """Pick the option that says ``option`` from the list called ``label``."""
    choices = (within or page).get_by_label(page.words(label)).first
    choices.select_option(choices.get_by_role("option").filter(has_text=option).first.get_attribute("value"))


def menu(page: Page) -> Locator:
    """The folded menu, opened."""
    sheet = page.locator("details.menu")
    if sheet.get_attribute("open") is None:
        sheet.locator("summary").click()
    return sheet


def heading(page: Page) -> str:
    """What the page calls itself."""
    return page.get_by_role("heading", level=1).inner_text().strip()


def sign_in(page: Page, account: Account) -> None:
    """Type the name and password of an account; the page that was asked for follows."""
    fill(page, "Work e-mail", account.email)
    page.get_by_label(page.words("Password"), exact=True).fill(account.password)
    press(page, "Sign in")


@contextmanager
def somebody_else(page: Page) -> Iterator[None]:
    """Inside, the browser may become another person; afterwards it is the first one's again."""
    mine = page.context.cookies()
    yield
    page.context.clear_cookies()
    page.context.add_cookies(mine)


def worker(app: Flask) -> None:
    """Do what was left to the worker."""
    run_pending(app.extensions["job_kinds"])
    db.session.expire_all()


def name_of(page: Page, row: Any) -> str:
    """How the page calls a platform, a board, a topic."""
    return getattr(row, f"name_{page.language}", None) or getattr(row, f"label_{page.language}")


def number_in(text: str) -> int:
    """The first number of a text."""
    return int(re.search(r"\d+", text)[0])
