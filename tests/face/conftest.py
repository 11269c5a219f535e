"""The gallery: all components, served by a small app of its own."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from forum.kernel.web.fonts import build_fonts
from tests.face.gallery.app import create_gallery
from tests.support.browser import patient


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the forum with the typeface built in it."""
    folder = tmp_path_factory.mktemp("forum")
    build_fonts(folder / "fonts")
    return folder


@pytest.fixture(scope="session")
def gallery(fonts: Path) -> Flask:
    """The app that serves the gallery."""
    return create_gallery(fonts)


@pytest.fixture(scope="session")
def gallery_address(gallery: Flask) -> Iterator[str]:
    """The gallery for a real browser."""
    server = make_server("127.0.0.1", 0, gallery, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(chromium: Browser, gallery_address: str) -> Iterator[Page]:
    """A phone that reads the gallery; a script that fails fails the test."""
    context = chromium.new_context(base_url=gallery_address, viewport={"width": 390, "height": 844})
    page = patient(context)
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    context.close()
    assert failed == []
