"""Takes the README's pictures from the demonstration content: ``python -m tests.browser.readme_pictures``.

A forum is set up in a folder that is thrown away, and looked at as its known
member in Arabic: the home page on a phone and a thread at a desk.
"""

import logging
import tempfile
import threading
from pathlib import Path

from flask import Flask, url_for
from playwright.sync_api import Browser
from sqlalchemy import select
from werkzeug.serving import make_server

from forum.app import create_app
from forum.demonstration.accounts import MEMBER
from forum.kernel.db import db
from forum.threads.models import Thread
from tests.support.browser import DESK, PHONE, started
from tests.support.databases import configuration

PICTURES = Path(__file__).parent / "pictures"
#: A question with an accepted answer, a list and figures in it.
THREAD = "demo-eng-01"


def main() -> None:
    """Take both pictures."""
    PICTURES.mkdir(exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(configuration(Path(folder), f"sqlite:///{folder}/minassat.db"))
        app.test_cli_runner().invoke(args=["setup"], catch_exceptions=False)
        app = create_app(configuration(Path(folder), f"sqlite:///{folder}/minassat.db"))  # now with its fonts
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with started() as browser:
            _take(browser, address, "/", PHONE, "home-phone", scale=2)
            _take(browser, address, _thread(app), DESK, "thread-desk", scale=1)
        server.shutdown()


def _thread(app: Flask) -> str:
    with app.test_request_context():
        thread_id = db.session.scalars(select(Thread.id).where(Thread.demo_key == THREAD)).one()
        return url_for("threads.show", thread_id=thread_id)


def _take(browser: Browser, address: str, path: str, size: dict[str, int], name: str, scale: int) -> None:
    context = browser.new_context(
        base_url=address, viewport=size, device_scale_factor=scale, locale="ar", color_scheme="light"
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("input[name=email]", MEMBER.email)
    page.fill("input[name=password]", MEMBER.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
