"""Takes the README's pictures from the demonstration content: ``python -m tests.browser.readme_pictures``.

A forum is set up in a folder that is thrown away and looked at in Arabic, each
page as somebody of the demonstration who works with it.
"""

import logging
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, url_for
from playwright.sync_api import Browser
from sqlalchemy import func, select
from werkzeug.serving import make_server

from forum.app import create_app
from forum.cases.models import Adoption
from forum.demonstration.accounts import ASSOCIATION, MEMBER, Account
from forum.kernel.db import db
from forum.papers.documents import Paper
from forum.priorities.models import Result
from forum.threads.models import Thread
from forum.workshops.models import Workshop
from tests.support.browser import DESK, PHONE, started
from tests.support.databases import configuration

PICTURES = Path(__file__).parent / "pictures"
#: A question with an accepted answer, a list and figures in it.
THREAD = "demo-eng-01"
#: A position paper that went all the way.
PAPER = "paper-01"
#: A workshop that is over, with minutes.
WORKSHOP = "ws-03"
#: A search with a dialect word and a plural.
SEARCHED = "شو رسوم النفايات"


@dataclass(frozen=True)
class Picture:
    """A page of the demonstration: who looks, at what size."""

    name: str
    path: str
    account: Account = MEMBER
    size: dict[str, int] = field(default_factory=lambda: DESK)
    scale: int = 1


def pictures(app: Flask) -> list[Picture]:
    """What the README shows, with the numbers that this set-up gave to things."""
    with app.test_request_context():
        thread = db.session.scalars(select(Thread.id).where(Thread.demo_key == THREAD)).one()
        paper = db.session.scalars(select(Paper).where(Paper.demo_key == PAPER)).one()
        file = paper.issue_file_id
        return [
            Picture("home-phone", "/", size=PHONE, scale=2),
            Picture("thread-desk", url_for("threads.show", thread_id=thread)),
            Picture("issue-file-desk", url_for("papers.file", file_id=file), ASSOCIATION),
            Picture("coverage-desk", url_for("papers.covered", file_id=file), ASSOCIATION),
            Picture("paper-desk", url_for("papers.show", paper_id=paper.id)),
            Picture("evidence-phone", url_for("papers.evidence", paper_id=paper.id), size=PHONE, scale=2),
            Picture("endorsements-desk", url_for("papers.endorsements", paper_id=paper.id)),
            Picture("follow-up-phone", url_for("papers.followed_everywhere"), size=PHONE, scale=2),
            Picture("search-desk", url_for("search.show", q=SEARCHED)),
            Picture("priorities-desk", url_for("priorities.result", round_id=_decided()), ASSOCIATION),
            Picture("workshop-phone", url_for("workshops.show", workshop_id=_held()), size=PHONE, scale=2),
            Picture("case-phone", url_for("cases.show", case_id=_copied()), size=PHONE, scale=2),
            Picture("map-desk", url_for("authorities.map")),
        ]


def _decided() -> int:
    return db.session.scalars(select(Result.round_id).order_by(Result.round_id)).first()


def _held() -> int:
    return db.session.scalars(select(Workshop.id).where(Workshop.demo_key == WORKSHOP)).one()


def _copied() -> int:
    """The case that most authorities took up."""
    adoptions = select(Adoption.case_id).group_by(Adoption.case_id).order_by(func.count().desc(), Adoption.case_id)
    return db.session.scalars(adoptions).first()


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        settings = configuration(Path(folder), f"sqlite:///{folder}/minassat.db")
        settings.SEARCH_ENGINE = "whoosh"  # on disk, so that the second forum finds what the first one learnt
        create_app(settings).test_cli_runner().invoke(args=["setup"], catch_exceptions=False)
        app = create_app(settings)  # now with its fonts
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with started() as browser:
            for picture in pictures(app):
                _take(browser, address, picture)
        server.shutdown()


def _take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        base_url=address, viewport=picture.size, device_scale_factor=picture.scale, locale="ar", color_scheme="light"
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("input[name=email]", picture.account.email)
    page.fill("input[name=password]", picture.account.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
    page.goto(picture.path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()
