"""Fixtures of the browser tests.

``page``     a phone with the forum open to it; the test runs in Arabic and English, with scripts and
             without. ``page.scripts``, ``page.language`` and ``page.words("Post reply")`` tell which.
             Narrow it with ``@pytest.mark.browse(languages=["ar"], scripts=[True], width="desk")``.
``axe``      ``axe(page)`` fails on what axe-core finds, and on a page that scrolls sideways
``app``      the forum that the page sees, with the demonstration content; rows made by a test are seen too
``acting_as``  signs the page in without typing

A page that loads something from elsewhere, or whose script fails, fails the test. What a failed test
saw is kept as a picture in ``var/failures``.
"""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import event
from werkzeug.serving import WSGIRequestHandler, make_server

from forum.app import create_app
from forum.kernel.access import Actor
from forum.kernel.db import db
from tests.support import browser as browsers, demonstration
from tests.support.accounts import ActingAs, let_tests_act
from tests.support.databases import configuration, do_not_wait_for_the_disk
from tests.support.demonstration import Restored

FAILURES = Path(__file__).parents[2] / "var" / "failures"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses ``page`` in both languages, with scripts and without."""
    if "page" in metafunc.fixturenames:
        mark = metafunc.definition.get_closest_marker("browse")
        given = mark.kwargs if mark else {}
        width = given.get("width", "phone")
        ways = [
            pytest.param((language, scripts, width), id=f"{language}-{'js' if scripts else 'nojs'}")
            for language in given.get("languages", ["ar", "en"])
            for scripts in given.get("scripts", [True, False])
        ]
        metafunc.parametrize("way", ways)


class QuietHandler(WSGIRequestHandler):
    """Answers like the real server, and prints nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(request.config, "workerinput") else base


@pytest.fixture(scope="session")
def served(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str, Restored]]:
    """A running forum: the app, its address, and what puts it back as it was."""
    template = demonstration.template(shared_folder / "demonstration")
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(template, folder, dirs_exist_ok=True)
    settings = configuration(folder, f"sqlite:///{folder / demonstration.NAME}")
    settings.WTF_CSRF_ENABLED = True
    settings.PROPAGATE_EXCEPTIONS = False
    app = create_app(settings)
    let_tests_act(app)
    with app.app_context():
        event.listen(db.engine, "connect", do_not_wait_for_the_disk)
        db.engine.dispose()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app, f"http://127.0.0.1:{server.server_port}", demonstration.Restored(app, template)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(served: tuple[Flask, str, Restored]) -> Iterator[Flask]:
    """The served forum as it was set up, its context open."""
    app, _, restored = served
    with app.app_context():
        restored.restore()
        yield app
        db.session.remove()


@pytest.fixture
def page(
    request: pytest.FixtureRequest, app: Flask, served: tuple[Flask, str, Restored], chromium: Browser,
    way: tuple[str, bool, str],
) -> Iterator[Page]:
    """A new tab of a new browser; whatever goes wrong inside it fails the test."""
    language, scripts, width = way
    context = chromium.new_context(
        base_url=served[1],
        java_script_enabled=scripts,
        viewport=browsers.DESK if width == "desk" else browsers.PHONE,
        has_touch=width != "desk",
        locale="ar" if language == "ar" else "en-GB",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "language", "value": language, "url": served[1]}])
    page = browsers.patient(context, scripts)
    page.scripts, page.language, page.words = scripts, language, browsers.words(language)
    watch = browsers.Watch(page, served[1])
    yield page
    if request.node.stash.get(FAILED, False):
        FAILURES.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.name)
        page.screenshot(path=FAILURES / f"{name}.png", full_page=True)
    context.close()
    assert not watch.wrong, "\n".join(watch.wrong)


@pytest.fixture
def acting_as(app: Flask, page: Page, served: tuple[Flask, str, Restored]) -> Callable[[object], Actor]:
    """Sign the page in as an actor or a member."""

    class Browsing(ActingAs):
        """The same door, opened for Chromium."""

        def _put(self, key: str | None) -> None:
            signed = app.session_interface.get_signing_serializer(app).dumps(
                {"_user_id": key, "_fresh": True} if key else {}
            )
            page.context.add_cookies([{"name": app.config["SESSION_COOKIE_NAME"], "value": signed, "url": served[1]}])

    return Browsing(app)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Hold a page to WCAG as far as a machine can tell."""

    def check(page: Page) -> None:
        wrong = [*browsers.violations(page), *(f"wider than the screen: {html}" for html in browsers.too_wide(page))]
        assert not wrong, f"{page.url}:\n" + "\n".join(f"  - {sentence}" for sentence in wrong)

    return check


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember whether the test failed, for the picture."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
