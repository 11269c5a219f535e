"""Chromium as the tests drive it: a phone, one language, scripts on or off."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.support import NullTranslations
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from forum.kernel.i18n.catalogs import translations

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
#: Milliseconds that a page may take to show what a test waits for.
PATIENCE = 30_000
#: What pages load for themselves; one of these that fails is a fault of the page.
PARTS = {"stylesheet", "script", "image", "font", "manifest"}

#: axe-core takes joined Arabic letters for an icon font and then skips their contrast, because the
#: pixels of one letter differ from those of the joined ones. Opaque pixels everywhere end that.
OPAQUE = """() => {
  CanvasRenderingContext2D.prototype.getImageData = (x, y, width, height) => {
    const picture = new ImageData(Math.max(1, width | 0), Math.max(1, height | 0))
    picture.data.fill(255)
    return picture
  }
}"""


expect.set_options(timeout=PATIENCE)


@contextmanager
def started() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    if not Path(CHROMIUM).exists():
        raise FileNotFoundError(f"There is no {CHROMIUM}: apt-get install chromium, or name another in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def patient(context: BrowserContext, scripts: bool = True) -> Page:
    """A new tab whose ``goto`` comes back when the scripts of the page have begun, however busy the machine."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    go = page.goto

    def goto(address: str, **options: Any) -> Response | None:
        answer = go(address, **options)
        if scripts and page.locator('head script[type="module"]').count():
            page.locator("html[data-started]").wait_for(state="attached")
        return answer

    page.goto = goto
    return page


class Watch:
    """Notes what goes wrong inside a page while a test uses it."""

    def __init__(self, page: Page, address: str) -> None:
        self._address = address
        self.wrong: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"a script failed: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.wrong.append(f"the console says: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:", "about:")):
            self.wrong.append(f"the page asked {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS:
            self.wrong.append(f"{response.url} answered {response.status}")
        if response.status >= 500:
            self.wrong.append(f"{response.request.method} {response.url} answered {response.status}")


def words(language: str) -> Callable[..., str]:
    """``words("Post reply")``: a text of ours in the language of the page."""
    known = translations("ar") if language == "ar" else NullTranslations()

    def say(text: str, **given: Any) -> str:
        found = known.gettext(text)
        assert language != "ar" or found != text, f"{text!r} has no Arabic"
        return found % given if given else found

    return say


@cache
def _axe_source() -> str:
    spec = find_spec("axe_playwright_python")
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")


@contextmanager
def _with_scripts(page: Page) -> Iterator[Page]:
    """The page, or its twin where axe can run: what a browser without scripts made of it, as it stands."""
    if getattr(page, "scripts", True):
        yield page
        return
    twin = page.context.browser.new_context(viewport=page.viewport_size, reduced_motion="reduce")
    shown = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL)
    tab = twin.new_page()
    try:
        if page.url.startswith("http"):
            address = page.url.split("#")[0]
            tab.route(address, lambda route: route.fulfill(body=shown, content_type="text/html; charset=utf-8"))
            tab.goto(address)
        else:
            tab.set_content(shown)
        yield tab
    finally:
        twin.close()


def violations(page: Page) -> list[str]:
    """Everything that axe-core finds wrong with the page, one sentence each."""
    with _with_scripts(page) as tab:
        tab.evaluate(OPAQUE)
        tab.evaluate(_axe_source())
        found = tab.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n      {node['html'][:160]}\n      "
        + re.sub(r"\s*\n\s*", "; ", node["failureSummary"])
        for rule in found
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """Elements that stick out at the sides, so that the whole page scrolls sideways."""
    return page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= room) return []
          return [...document.body.querySelectorAll("*")]
            .map((e) => [e, e.getBoundingClientRect()])
            .filter(([e, box]) => box.width && (box.right > room + 1 || box.left < -1))
            .slice(0, 5).map(([e]) => e.outerHTML.slice(0, 120))
        }"""
    )
