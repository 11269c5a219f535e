"""Files that the worker writes: asked for, written, fetched, tidied away; and what visitors get."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from forum.exports import formats, office
from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.papers import filing, publishing, rules, shelf
from forum.papers.documents import PaperFile, PaperVersion
from forum.threads import curation
from tests.support import factories as make, papers as way


@pytest.fixture
def with_office(monkeypatch):
    """A stand-in for LibreOffice, which is slow and not everywhere; its own test is in ``tests/exports``."""
    monkeypatch.setattr(office, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(formats, "converted", lambda document, ending: f"{ending}: {document.text}".encode())


@pytest.fixture
def without_office(monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)


def ask(client, paper, form="pdf"):
    return client.post(f"/papers/{paper.id}/files/{form}")


def test_a_member_asks_for_a_pdf_and_watches_it_being_written(client, acting_as, case, run_jobs, with_office):
    paper = case.draft("رُفضت معظم الاعتراضات")
    acting_as(case.moderator)

    answer = ask(client, paper)

    assert answer.status_code == 303 and answer.location.endswith("/papers/files/1")
    waiting = client.get(answer.location).text
    assert "في الدور، وهو التالي" in waiting and 'http-equiv="refresh"' in waiting
    run_jobs()
    ready = client.get(answer.location).text
    assert "الملف جاهز" in ready and "refresh" not in ready
    file = client.get("/papers/files/1/content")
    assert file.mimetype == "application/pdf" and "رُفضت معظم الاعتراضات" in file.text
    assert file.headers["Content-Disposition"].startswith('attachment; filename="paper-')


def test_a_file_is_for_whoever_asked_for_it(client, acting_as, case, run_jobs, with_office):
    paper = case.draft("نص")
    others = (make.moderator(case.board), make.outsider())
    acting_as(case.moderator)
    ask(client, paper)
    run_jobs()
    for who in others:
        acting_as(who)
        for address in ("/papers/files/1", "/papers/files/1/content"):
            assert client.get(address).status_code == 404
    acting_as(ANYONE)
    assert client.get("/papers/files/1/content").status_code == 303


def test_a_file_holds_what_its_reader_saw_and_nothing_more(client, acting_as, case, run_jobs, with_office):
    card = case.take(words="قُبل منها 5")
    paper = case.draft(f"نص [@{card.id}]")
    with transaction():
        publishing.send_to_review(paper, by=case.moderator)
        curation.hide_post(case.post, "معلومات شخصية", by=case.moderator)
    acting_as(make.seat(case.board))
    ask(client, paper)
    run_jobs()
    assert "قُبل منها" not in client.get("/papers/files/1/content").text


def test_publication_writes_the_files_that_visitors_get(client, acting_as, case, run_jobs, with_office):
    paper = case.draft("نص منشور")
    member = make.seat(case.board)
    way.signed(paper, by=case.moderator)
    acting_as(make.association())
    client.post(f"/papers/{paper.id}/steps/publication/taken")
    acting_as(ANYONE)
    assert "للطباعة (PDF)" not in client.get(f"/papers/{paper.id}").text
    assert client.get(f"/papers/{paper.id}/export/pdf").status_code == 303

    run_jobs()

    assert f"/papers/{paper.id}/export/pdf?number=3" in client.get(f"/papers/{paper.id}").text
    file = client.get(f"/papers/{paper.id}/export/pdf?number=3")
    assert file.status_code == 200 and "نص منشور" in file.text
    frozen = db.session.scalars(select(PaperVersion).where(PaperVersion.state == "published")).one()
    assert frozen.canonical in file.text
    acting_as(member)
    ask(client, paper)
    assert len(db.session.scalars(select(PaperFile)).all()) == 2, "one pdf, one odt: not made again"


def test_without_the_program_a_sentence_says_what_is_missing(client, acting_as, case, without_office):
    paper = case.draft("نص")
    acting_as(case.moderator)
    answer = ask(client, paper)
    assert answer.status_code == 422 and "LibreOffice" in answer.text
    assert db.session.scalars(select(PaperFile)).all() == []


def test_a_file_that_cannot_be_written_says_so_and_is_not_tried_again(client, acting_as, case, run_jobs, monkeypatch):
    def fails(_document, _ending):
        raise office.NotConverted("تعذرت الكتابة")

    monkeypatch.setattr(office, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(formats, "converted", fails)
    paper = case.draft("نص")
    acting_as(case.moderator)
    ask(client, paper)
    run_jobs()
    assert "تعذرت الكتابة" in client.get("/papers/files/1").text
    assert client.get("/papers/files/1/content").status_code == 404
    assert run_jobs() == 0


def test_old_files_of_drafts_are_tidied_away(client, acting_as, app, case, run_jobs, with_office):
    paper = case.draft("نص")
    acting_as(case.moderator)
    ask(client, paper)
    with transaction():
        loaded = shelf.paper(case.moderator, paper.id)
        filing.ask_for_all(loaded, way.publish(loaded, by=case.moderator), by=case.moderator)
    run_jobs()
    folder = Path(app.config["FOLDER"]) / "papers"
    with transaction():
        publishing.revise(shelf.paper(case.moderator, paper.id), "أرقام جديدة", by=case.moderator)
    case.write(shelf.sections(paper.id)[0], "نص آخر", shelf.paper(case.moderator, paper.id))
    ask(client, paper, "odt")
    run_jobs()
    shared, own = (db.session.get_one(PaperFile, number).name for number in (1, 4))

    with clock.standing(clock.now() + rules.FILES_KEPT + timedelta(days=1)), transaction():
        filing.forget_old_files()

    left = db.session.scalars(select(PaperFile)).all()
    assert len(left) == 2 and all(file.is_public for file in left), "what is published stays"
    assert (folder / shared).exists(), "the published version is the same file"
    assert not (folder / own).exists()


@pytest.mark.parametrize("form", ["exe", "html"])
def test_other_formats_are_not_made_by_the_worker(client, acting_as, case, form):
    acting_as(case.moderator)
    assert ask(client, case.draft("نص"), form).status_code == 404
