"""Files come with posts, follow them, and are never more open than they are."""

import io
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from forum.attachments.models import Attachment, FileSpace
from forum.kernel.db import db, transaction
from forum.threads import curation
from forum.threads.models import Post, Thread
from tests.support import factories as make, samples

PDF = samples.pdf("one", "two")


def sent(*files: tuple[bytes, str], **more) -> dict:
    """What a browser sends of a form with files."""
    return {"files": [(io.BytesIO(content), name) for content, name in files], **more}


def written(*files: tuple[bytes, str], **more) -> tuple[str, bytes]:
    """The content type and the bytes in which a browser sends a form with files."""
    chosen = [FileStorage(io.BytesIO(content), name, "files") for content, name in files]
    boundary, whole = encode_multipart({**more, "files": chosen})
    return f'multipart/form-data; boundary="{boundary}"', whole


def attached() -> list[Attachment]:
    """Every attachment, oldest first."""
    return list(db.session.scalars(select(Attachment).order_by(Attachment.id)))


def replied(client, thread: Thread, *files, **more):
    """Post a reply with files."""
    return client.post(f"/threads/{thread.id}/replies", data=sent(*files, body="في المرفق التفاصيل.", **more))


def test_a_reply_brings_files_and_shows_them(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))

    answer = replied(client, thread, (PDF, "رخصة.pdf"), (samples.picture(camera=True), "IMG_7.HEIC"))

    assert answer.status_code == 303
    assert [(a.name, a.holder_kind, a.platform_id) for a in attached()] == [
        ("رخصة.pdf", "post", thread.platform_id), ("IMG_7 HEIC.jpg", "post", thread.platform_id),
    ]
    page = client.get(f"/threads/{thread.id}").text
    paper, picture = attached()
    assert f'href="/files/{paper.id}"' in page and "رخصة.pdf" in page
    assert f'src="/files/{picture.id}/small"' in page


def test_a_new_thread_brings_files(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))
    typed = {"title": "كيف نرسم الطرق الزراعية؟", "kind": "question", "body": "هذه خريطتنا."}

    assert client.post(f"/boards/{board.id}/threads", data=sent((samples.kml(), "طرق.kml"), **typed)).status_code == 303

    [file] = attached()
    assert db.session.get(Post, file.holder_id).is_opening


def test_a_refused_file_says_why_and_keeps_text_and_the_other_file(client, acting_as, folder: Path):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))

    answer = replied(client, thread, (PDF, "good.pdf"), (b"<html>", "\u202efdp.exe"))

    assert answer.status_code == 422
    assert "لا تُقبل ملفات من هذا النوع" in answer.text and "في المرفق التفاصيل." in answer.text
    assert "\u202e" not in answer.text and attached() == []
    ticket = answer.text.split('name="files-kept" value="')[1].split('"')[0]
    assert replied(client, thread, **{"files-kept": ticket}).status_code == 303
    assert [a.name for a in attached()] == ["good.pdf"]


def test_a_preview_keeps_the_files(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))

    answer = replied(client, thread, (PDF, "good.pdf"), preview="1")

    ticket = answer.text.split('name="files-kept" value="')[1].split('"')[0]
    sha = answer.text.split('name="files-without" value="')[1].split('"')[0]
    assert replied(client, thread, **{"files-kept": ticket, "files-without": sha}).status_code == 303
    assert attached() == []
    assert replied(client, thread, **{"files-kept": ticket, "once": "b"}).status_code == 303
    assert [a.name for a in attached()] == ["good.pdf"]


def test_editing_adds_files_and_takes_them_off(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    author = make.seat(board)
    acting_as(author)
    replied(client, thread, (PDF, "old.pdf"))
    [old] = attached()
    post = f"/posts/{old.holder_id}"
    body = {"body": "في المرفق التفاصيل."}

    assert "old.pdf" in client.get(f"{post}/edit").text
    client.post(f"{post}/revisions", data=sent((samples.geojson(), "new.json"), **body, **{"files-off": str(old.id)}))

    assert [a.name for a in attached()] == ["new.geojson"]
    used = select(FileSpace.used).where(FileSpace.owner == f"member:{author.member_id}")
    assert db.session.scalar(used) == attached()[0].size


def test_others_cannot_take_a_file_off(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    replied(client, thread, (PDF, "old.pdf"))
    [file] = attached()
    acting_as(make.seat(board))
    replied(client, thread)
    own = db.session.scalar(select(func.max(Post.id)))

    client.post(f"/posts/{own}/revisions", data={"body": "آخر", "files-off": str(file.id)})
    answer = client.post(f"/posts/{file.holder_id}/revisions", data={"body": "آخر", "files-off": str(file.id)})

    assert answer.status_code == 403 and attached() == [file]


@pytest.mark.parametrize("place", ["", "/picture", "/small", "/pages"])
def test_a_file_is_as_open_as_its_post(client, acting_as, place: str):
    board = make.board()
    thread = make.thread(board=board)
    colleague = make.seat(board)
    acting_as(make.seat(board))
    replied(client, thread, (samples.picture(), "a.jpg"))
    [file] = attached()
    address = f"/files/{file.id}{place}"
    acting_as(colleague)
    assert client.get(address).status_code == 200

    acting_as(make.outsider())
    assert client.get(address).status_code == 404
    with transaction():
        curation.hide_post(db.session.get(Post, file.holder_id), "شخصي", by=make.moderator(board))
    acting_as(colleague)
    assert client.get(address).status_code == 404
    acting_as(make.moderator(board))
    assert client.get(address).status_code == 200


def test_a_visitor_learns_nothing_of_a_file(app, acting_as, client):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    replied(client, thread, (PDF, "a.pdf"))
    [file] = attached()

    assert app.test_client().get(f"/files/{file.id}").status_code == 404
    assert app.test_client().get("/files/999999").status_code == 404


@pytest.mark.parametrize("ending", sorted(samples.EVERY))
def test_a_file_never_runs_as_a_page(client, acting_as, ending: str):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    replied(client, thread, (samples.EVERY[ending], "<script>alert(1).html"))
    [file] = attached()

    answer = client.get(f"/files/{file.id}")

    assert answer.headers["Content-Type"] == file.type
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert len(answer.data) == file.size
    again = client.get(f"/files/{file.id}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    part = client.get(f"/files/{file.id}", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, answer.data[:4])


def test_only_pictures_that_we_drew_stand_in_a_page(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    replied(client, thread, (PDF, "a.pdf"), (samples.picture(), "b.jpg"))
    paper, picture = attached()

    assert client.get(f"/files/{paper.id}/picture").status_code == 404
    assert client.get(f"/files/{picture.id}/small").headers["Content-Disposition"].startswith("inline; ")


def test_files_follow_a_thread_to_another_platform(client, acting_as):
    board, other = make.board(), make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    replied(client, thread, (PDF, "a.pdf"))
    before = thread.platform_id

    with transaction():
        curation.move(thread, other, by=make.association())

    used = dict(db.session.execute(select(FileSpace.owner, FileSpace.used)).all())
    assert used[f"platform:{before}"] == 0 and used[f"platform:{other.platform_id}"] == len(PDF)
    acting_as(make.seat(other))
    assert client.get(f"/files/{attached()[0].id}").status_code == 200


def test_a_member_takes_their_files_along(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    replied(client, thread, (PDF, "رخصة.pdf"))

    assert client.get("/account/data.json").json["files"][0]["name"] == "رخصة.pdf"
