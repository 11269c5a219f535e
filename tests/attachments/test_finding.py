"""The words in files are found, with their page, by whoever may read the post."""

import pytest
from sqlalchemy import select

from forum.attachments import queries
from forum.attachments.models import Attachment
from forum.kernel.db import db, transaction
from forum.kernel.errors import NotFound
from forum.kernel.files.inside.letters import straightened
from forum.platforms.models import Board
from forum.threads import curation, queries as queries_of_threads
from forum.threads.models import Post
from tests.attachments.test_files_of_posts import replied
from tests.support import factories as make, samples

WORD = "زقزوقة"


@pytest.fixture
def found(app, client, acting_as, run_jobs):
    """A colleague of whoever attached files looks for words: ``found(files, question)`` gives the page."""
    app.extensions["search"].engine.replace_all([])
    board = make.board()
    board_id, colleague = board.id, make.seat(board)

    def look(files, question: str) -> str:
        acting_as(make.seat(board))
        assert replied(client, make.thread(board=board, title="ترخيص السوق"), *files).status_code == 303
        run_jobs()
        acting_as(colleague)
        return client.get("/search", query_string={"q": question}).text

    look.board = lambda: db.session.get_one(Board, board_id)
    return look


@pytest.mark.parametrize(("content", "name", "label"), [
    (samples.pdf("رخصة البناء", f"جدول {WORD}"), "جدول.pdf", "الصفحة 2"),
    (samples.docx("رخصة البناء", f"جدول {WORD}"), "جدول.docx", "الصفحة 2"),
    (samples.xlsx(["رخصة", WORD]), "جدول.xlsx", "الورقة 1"),
    (samples.pptx("رخصة البناء", f"جدول {WORD}"), "جدول.pptx", "الشريحة 2"),
])
def test_a_word_that_stands_only_in_a_file_is_found_with_its_page(client, found, content, name, label):
    page = found([(content, name)], WORD)

    file = db.session.scalars(select(Attachment)).one()
    number = label.rpartition(" ")[2]
    assert f'href="/files/{file.id}/pages#page-{number}"' in page
    assert f"{name}، {label}" in page
    text = client.get(f"/files/{file.id}/pages").text
    assert f'id="page-{number}"' in text and WORD in text


def test_has_file_finds_posts_with_files_in_both_languages(client, found, acting_as, run_jobs):
    page = found([(samples.picture(), "a.jpg")], "السوق has:file")
    assert "/posts/" in page.partition("<main")[2]

    assert "/posts/" in client.get("/search", query_string={"q": "السوق فيه:ملف"}).text.partition("<main")[2]
    acting_as(make.seat(found.board()))
    client.post(f"/boards/{found.board().id}/threads", data={"title": "سوق آخر للبلدة", "kind": "idea", "body": "نص"})
    run_jobs()
    assert "نتيجة واحدة" in client.get("/search", query_string={"q": "سوق has:file"}).text


def test_what_is_hidden_is_no_longer_found(client, found, run_jobs):
    assert WORD in found([(samples.pdf(WORD), "a.pdf")], WORD).partition("<main")[2]
    file = db.session.scalars(select(Attachment)).one()
    address = f"/files/{file.id}/"
    moderator = make.moderator(found.board())
    with transaction():
        thread_id = db.session.get_one(Post, file.holder_id).thread_id
        curation.hide(queries_of_threads.thread(moderator, thread_id), "سر", by=moderator)

    assert address not in client.get("/search", query_string={"q": WORD}).text
    run_jobs()
    assert address not in client.get("/search", query_string={"q": WORD}).text


def test_an_outsider_finds_nothing_of_it(client, found, acting_as):
    found([(samples.pdf(WORD), "a.pdf")], WORD)
    acting_as(make.outsider())

    assert "/files/" not in client.get("/search", query_string={"q": WORD}).text


def test_pages_are_there_to_be_cited(client, found):
    found([(samples.pdf("one", "two"), "a.pdf")], "one")
    file = db.session.scalars(select(Attachment)).one()

    assert queries.page_texts(make.seat(found.board()), file.id) == [(1, "one"), (2, "two")]
    with pytest.raises(NotFound):
        queries.page_texts(make.outsider(), file.id)


def test_shapes_of_letters_in_a_pdf_become_letters(client, found):
    shapes = "ﺔﺼﺧﺭ"  # «رخصة» as printed, from the left
    assert straightened(shapes) == "رخصة"

    found([(samples.pdf(shapes), "a.pdf")], "رخصة")

    file = db.session.scalars(select(Attachment)).one()
    assert "رخصة" in client.get(f"/files/{file.id}/pages").text
