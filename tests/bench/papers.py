"""Measure writing: saving, comparing and laying out a paper of 20,000 words, in one process.

    ./dev bench --papers

Server time, median of several tries; the aims are 200 ms for a save and for a
comparison. PDF is what the worker does in the background, while a page shows how far it is.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import select

from forum.app import create_app
from forum.exports.formats import FORMATS
from forum.exports.office import missing
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.kernel.i18n import force_locale
from forum.members.actions import start_session
from forum.members.models import Member
from forum.papers import drafting, filing, shelf
from forum.papers.bringing_back.package import opened
from forum.papers.bringing_back.reading import read
from forum.papers.changes import between
from forum.papers.documents import Paper
from forum.papers.models import IssueFile
from forum.platforms.actors import actor_of_session

SECTIONS, WORDS = 40, 500
WORDS_OF_LAW = (
    "تطالب الهيئات المحلية بأن يبدأ التشاور مع أصحاب الأراضي قبل إيداع المخطط الهيكلي بثلاثة أشهر."
)
SENTENCE = WORDS_OF_LAW.split(" ")


def text(number: int, changed: bool = False) -> str:
    """The words of a section in paragraphs; every fortieth word differs in the changed one."""
    words = [f"{SENTENCE[n % len(SENTENCE)]}{number if n % 17 == 0 else ''}" for n in range(WORDS)]
    if changed:
        words = [f"جديد{n}" if n % 40 == 7 else word for n, word in enumerate(words)]
    return "\n\n".join(" ".join(words[at : at + 50]) for at in range(0, WORDS, 50))


def taken(act: Callable[[], object], tries: int = 5) -> float:
    """Milliseconds of the middle try."""
    found = []
    for _try in range(tries):
        began = time.perf_counter()
        act()
        found.append((time.perf_counter() - began) * 1000)
    return median(found)


def a_book(by: Actor) -> Paper:
    """A draft of 20,000 words."""
    with transaction():
        file = db.session.scalars(select(IssueFile).limit(1)).one()
        paper = drafting.start(file, "guide", "دليل طويل للقياس", headings=[f"باب {n}" for n in range(SECTIONS)], by=by)
    whole = shelf.paper(by, paper.id)
    with transaction():
        for number, section in enumerate(shelf.sections(paper.id)):
            section.write(text(number))
    return whole


def edition(by: Actor, paper: Paper):
    """The draft as it stands."""
    return shelf.draft_edition(by, paper, shelf.sections(paper.id), shelf.usable_cards(paper.issue_file_id))


def measured(app: Flask, by: Actor, cookie: str) -> list[tuple[str, float]]:
    """What was measured, in milliseconds."""
    paper = a_book(by)
    before = edition(by, paper)
    client = app.test_client()
    client.set_cookie(*cookie.split("=", 1))
    app.config["WTF_CSRF_ENABLED"] = False
    first = shelf.sections(paper.id)[0]
    asked = iter(range(1, 100))

    def save() -> None:
        revision = next(asked)
        data = {"heading": first.heading, "source": f"{text(0)} {revision}", "revision": revision}
        answer = client.post(f"/sections/{first.id}/revisions", data=data)
        assert answer.status_code == 303, answer.status_code

    found = [("save a section", taken(save))]
    with transaction():
        for number, section in enumerate(shelf.sections(paper.id)):
            section.write(text(number, changed=True))
    after = edition(by, paper)
    found.append(("compare two versions", taken(lambda: between(before, after))))
    made = filing.exported(paper.id, after, state=paper.state, number=None, at=paper.changed_at)
    with force_locale("ar"):
        found += [(name.upper(), taken(lambda n=name: FORMATS[n].write(made))) for name in ("docx", "html", "json")]
        content = FORMATS["docx"].write(made)
        found.append(("bring a DOCX back", taken(lambda: read(opened(content)))))
        if not missing():
            for name in ("pdf", "odt"):
                found.append((f"{name.upper()}, by the worker", taken(lambda n=name: FORMATS[n].write(made), 1)))
    return found


def main(folder: Path, cookie_of: Callable[[Flask, str], str]) -> None:
    """Print the table."""
    os.environ["FORUM_FOLDER"] = str(folder)
    app = create_app()
    app.test_cli_runner().invoke(args=["setup"], catch_exceptions=False)
    with app.app_context(), app.test_request_context():
        member = db.session.scalars(select(Member).where(Member.email == "association@demo.example")).one()
        with transaction():
            key = start_session(member)
        print(f"a paper of {SECTIONS * WORDS:,} words{'ms':>20}")
        for name, spent in measured(app, actor_of_session(key), cookie_of(app, key)):
            print(f"{name:<32}{spent:>12,.0f}")
