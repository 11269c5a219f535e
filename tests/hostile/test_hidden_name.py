"""The proof that a name which is kept stands nowhere: every output that the forum can make is searched for it.

The author's name, mail address and job contain one planted word. It may come
back to the author, and on one page to the two officers. (The authority's name
stands in the public directory; that nothing leads there is looked up in the rows.)
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from werkzeug.routing import AnyConverter, Rule

from forum.activity.models import Event
from forum.exports.formats import FORMATS
from forum.exports.office import missing
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs.models import Job
from forum.papers import filing
from forum.search import learning
from forum.search.engines.whoosh import WhooshEngine
from forum.search.thesaurus import Thesaurus, shipped_rows
from tests.hostile import kept, unpacking
from tests.hostile.crawling import WORDS, Snapshot, Visits, addresses, rules
from tests.hostile.forms import filled
from tests.hostile.test_who_may_what import QUESTIONS
from tests.hostile.world import PEOPLE, World, secret
from tests.support.accounts import actor_of

NAME = secret("hiddenname")
#: What finds the thread, or people who would like to know whose it is.
ASKED = ["ضغط", "author:زياد", "author:عضو", "صاحب الموضوع", "77", "مساح"]
#: What only somebody who guesses would type; the page says it back, so it is read for the way to the thread.
GUESSED = [NAME, f"author:{NAME}", f"ضغط author:{NAME}", "ضغط author:زياد"]
#: Where the name may stand: the author's own row.
OWN_ROWS = {"member.name", "member.email", "member.job_title"}


@pytest.fixture
def thread(app: Flask, world: World, run_jobs: Callable[[], int]) -> World:
    """The world, in which every address is about the thread without name."""
    card = kept.cite(world.ids["claim_id"]["own"], by=world.people["d"])
    asked = kept.thread()
    world.ids["thread_id"] = {"kept": asked.id, "closed": world.ids["thread_id"]["closed"]}
    world.ids["post_id"] = {f"post {number}": kept.post(asked, number).id for number in (1, 2, 3)}
    world.ids["evidence_id"] = {"kept": card}
    world.ids["member_id"] = {"stand-in": asked.author_id}
    run_jobs()
    return world


def _known(world: World, rule: Rule) -> bool:
    closed = {name for name in rule.arguments if isinstance(rule._converters[name], AnyConverter)}
    return rule.arguments <= {*world.ids, *WORDS, *closed}


def _pages(app: Flask, world: World) -> Iterator[tuple[str, str, str]]:
    for rule in rules(app, "GET"):
        if _known(world, rule):
            yield from ((rule.endpoint, about, address) for about, address in addresses(app, world, rule))
    yield from ((endpoint, address, address) for endpoint, address in QUESTIONS)
    for words in ASKED:
        for at in ("/search?q=", "/search?kind=person&q=", "/search/suggest?q=", "/search/similar?title="):
            yield at, words, at + words


def test_no_page_and_no_answer_of_any_kind_tells_the_name(app: Flask, thread: World):
    wrong, opened = [], 0
    for letter in PEOPLE:
        visits = Visits(app)
        visits.come(thread, letter)
        for endpoint, about, address in _pages(app, thread):
            for headers in ({}, {"Accept": "application/json"}) if "search" in address else ({},):
                asked = visits.ask(endpoint, about, address, headers=headers)
                opened += asked.status == 200
                is_theirs = letter in "ca" and endpoint == "threads.unmasked_name"
                if asked.status >= 500 or (NAME in asked.told and not is_theirs):
                    wrong.append(f"{PEOPLE[letter]}: {address} {asked.status} {asked.crash}")

    assert wrong == []
    assert opened > 500


@pytest.mark.only_on("sqlite")
def test_no_form_about_the_thread_tells_the_name(app: Flask, thread: World):
    before, wrong, taken = Snapshot(), [], 0
    for letter in "omdcas":
        visits = Visits(app)
        visits.come(thread, letter)
        for rule in rules(app, "POST"):
            if not (_known(thread, rule) and rule.arguments & {"thread_id", "post_id", "evidence_id", "unmasking_id"}):
                continue
            for about, address in addresses(app, thread, rule):
                for form in (filled(rule.endpoint, thread), {}):
                    asked = visits.ask(rule.endpoint, about, address, "POST", data=form)
                    taken += not asked.is_refused
                    if asked.status >= 500 or NAME in asked.told:
                        wrong.append(f"{PEOPLE[letter]}: {address} {asked.status} {asked.crash}")
                    if asked.status == 303:
                        before.restore(app)
                        visits.come(thread, letter)
    before.close()

    assert wrong == []
    assert taken > 50


def test_whoever_guesses_the_name_does_not_find_the_thread(client, acting_as, thread: World):
    asked = kept.thread()
    ways = {f"/threads/{asked.id}", *(f"/posts/{kept.post(asked, number).id}" for number in (1, 2, 3))}
    for letter in "mdcas":
        acting_as(thread.people[letter])
        assert ways & _links(client.get("/search?q=ضغط").text) or letter == "s"
        for words in GUESSED:
            for at in ("/search?q=", "/search/suggest?q=", "/search?kind=post&q="):
                assert not ways & _links(client.get(at + words).text), (letter, at, words)


def test_the_database_ties_the_name_to_the_thread_in_one_row_only(thread: World):
    person, asked = kept.author(), kept.thread()
    found = set()
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            has = text(f'SELECT count(*) FROM "{table.name}" WHERE CAST("{column.name}" AS TEXT) LIKE :word')
            if db.session.scalar(has, {"word": f"%{NAME}%"}):
                found.add(f"{table.name}.{column.name}")
    written = {row.author_id for row in [asked, *(kept.post(asked, number) for number in (1, 3))]}

    assert found == OWN_ROWS
    assert written == {asked.author_id} and asked.author_id != person.id
    assert {asked.authority_id, *(kept.post(asked, number).authority_id for number in (1, 3))} == {None}
    events = text("SELECT kind FROM event WHERE member_id = :id OR CAST(detail AS TEXT) LIKE :inside")
    assert db.session.scalars(events, {"id": person.id, "inside": f'%": {person.id},%'}).all() == []


def test_a_published_paper_cites_the_label_in_every_format(client, acting_as, thread: World, run_jobs):
    paper, version = kept.publish(by=thread.people["d"], association=thread.people["a"])
    run_jobs()
    acting_as(thread.people["m"])
    quick = [form for form, made in FORMATS.items() if not made.is_slow]
    slow = set() if missing() else FORMATS.keys() - quick
    files = {form: f"/papers/{paper.id}/export/{form}?number={version.number}" for form in quick}
    ready = filing.published_files(paper.id, version.number)
    assert set(ready) == slow
    files |= {form: f"/papers/files/{ready[form].id}/content" for form in slow}

    read = {form: unpacking.words(client.get(address).data) for form, address in files.items()}

    assert {"html", "markdown", "text", "docx", "json"} <= set(read)
    assert [form for form, told in read.items() if NAME in told] == []
    # what a PDF reader makes of Arabic letters is not told here, nor are words cut by the marks of a document
    for form in ("html", "markdown", "text", "json"):
        assert "عضو من المنصة" in read[form], form
    for address in (f"/papers/{paper.id}", f"/papers/{paper.id}/versions", "/papers"):
        assert NAME not in client.get(address).text
    events = select(Event.kind).where(Event.member_id == kept.author().id)
    assert db.session.scalars(events).all() == []


def test_files_of_the_index_and_mails_have_not_heard_of_the_name(app: Flask, thread: World, run_jobs, tmp_path: Path):
    engine = WhooshEngine(tmp_path / "index", Thesaurus(shipped_rows()))
    engine.replace_all(learning.search().everything(500))
    engine.close()
    with clock.standing(clock.now() + timedelta(days=2)):
        run_jobs()
    read = list(_files(tmp_path))
    mails = list(_mails(Path(app.config["FOLDER"]) / "outbox"))
    jobs = " ".join(map(str, db.session.scalars(select(Job.payload))))

    assert any("عضو".encode() in words for _, words in read)
    assert not [path for path, words in read if NAME.encode() in words]
    assert {NAME in to for to, _ in mails} == {True, False}
    assert not [words for to, words in mails if NAME in words and NAME not in to]
    assert NAME not in jobs


def test_the_author_finds_what_is_theirs_and_is_told(client, acting_as, thread: World, run_jobs):
    acting_as(actor_of(kept.author()))

    record, told = client.get("/account/data.json").text, client.get("/notifications").text

    assert "نص مشترك ثان" in record and NAME in record
    assert "كُشف اسمك" in told


def test_after_the_account_is_closed_the_thread_stays_without_name(client, acting_as, thread: World):
    with transaction():
        kept.close(kept.author())
    acting_as(thread.people["m"])

    page = client.get(f"/threads/{kept.thread().id}").text

    assert "صاحب/ة الموضوع" in page and NAME not in page


def _links(page: str) -> set[str]:
    return set(re.findall(r"""["'](/(?:threads|posts)/\d+)""", page))


def _files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()


def _mails(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        if path.is_file():
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
            yield str(mail["To"]), " ".join([*map(str, mail.values()), *parts])
