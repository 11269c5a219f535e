"""An upload that breaks off leaves nothing behind: not a reply, not a file, not a row without its bytes."""

import http.client
import os
import random
import re
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator

import pytest

from forum.kernel.files.disk import DiskStore
from tests.attachments.test_files_of_posts import written
from tests.support import samples
from tests.support.forum_process import TOKEN, Browser, Forum

#: Bytes of the file that is sent; larger than what a server reads at once.
SIZE = 4 << 20
WORDS = "في المرفق خريطة لم تصل كاملة"


@pytest.fixture
def forum(tmp_path) -> Iterator[Forum]:
    """A running forum with the demonstration content."""
    made = Forum(tmp_path / "forum")
    made.start()
    yield made
    made.kill()


class Upload:
    """A reply with one large file, sent over a connection that the test holds in its hand."""

    def __init__(self, forum: Forum, browser: Browser, thread: str, seed: int) -> None:
        content = samples.packed({"a.tif": random.Random(seed).randbytes(SIZE)}, stored=True)
        token = TOKEN.search(browser.get(thread))[1]
        kind, self.body = written((content, "a.zip"), body=f"{WORDS} {seed}", csrf_token=token)
        self.head = (
            f"POST {thread}/replies HTTP/1.1\r\nHost: 127.0.0.1:{forum.port}\r\nCookie: {browser.cookies()}\r\n"
            f"Referer: {forum.address}{thread}\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(self.body)}\r\nConnection: close\r\n\r\n"
        ).encode()
        self.connection = socket.create_connection(("127.0.0.1", forum.port), timeout=30)

    def send(self, share: float = 1.0) -> None:
        """Send the head and a share of the body."""
        self.connection.sendall(self.head + self.body[: int(len(self.body) * share)])

    def status(self) -> int:
        """What the forum answers; the line is closed behind it."""
        with self.connection, http.client.HTTPResponse(self.connection) as answer:
            answer.begin()
            return answer.status


def _asked(forum: Forum, question: str, *given: object) -> list[tuple]:
    with sqlite3.connect(forum.folder / "minassat.db") as database:
        return database.execute(question, given).fetchall()


def _replies(forum: Forum) -> int:
    return _asked(forum, "SELECT count(*) FROM post WHERE source LIKE ?", f"%{WORDS}%")[0][0]


def _kept(forum: Forum) -> set[str]:
    return {place.name for place in (forum.folder / "files").rglob("*") if place.is_file()}


def _thread(browser: Browser) -> str:
    browser.sign_in()
    return re.search(r"/threads/\d+", browser.get("/boards/5"))[0]


def test_a_line_that_breaks_leaves_nothing_and_the_forum_goes_on(forum: Forum):
    browser = Browser(forum.address)
    thread = _thread(browser)
    before = _kept(forum)

    for seed, share in enumerate((0.0, 0.01, 0.3, 0.7, 0.99, 0.9999)):
        upload = Upload(forum, browser, thread, seed)
        upload.send(share)
        upload.connection.close()

    whole = Upload(forum, browser, thread, 99)  # answered after those before it were given up
    whole.send()
    assert whole.status() == 303
    assert _replies(forum) == 1
    assert len(_kept(forum) - before) == 1
    assert not [name for name in _kept(forum) if name.endswith(".part")]


def test_a_forum_killed_amid_uploads_has_no_file_without_its_bytes(forum: Forum):
    browser = Browser(forum.address)
    thread = _thread(browser)
    acknowledged = []

    def send(seed: int) -> None:
        try:
            upload = Upload(forum, browser, thread, seed)
            with upload.connection:
                upload.send()
                if upload.status() == 303:
                    acknowledged.append(seed)
        except (OSError, http.client.HTTPException):
            pass  # the forum died under it

    for turn in range(4):
        senders = [threading.Thread(target=send, args=(turn * 3 + n,)) for n in range(3)]
        for sender in senders:
            sender.start()
        time.sleep(0.15 + 0.35 * turn)
        forum.kill()
        for sender in senders:
            sender.join()
        forum.start()
        browser.sign_in()

    send(99)
    assert 99 in acknowledged
    store = DiskStore(forum.folder / "files")
    _let_time_pass(store)
    kept = set(store.keys())
    named = {row[0] for row in _asked(forum, "SELECT sha256 FROM attachment")}
    assert named <= kept, "a file that the forum names has no bytes"
    assert all(len(name) == 64 for name in _kept(forum)), "halves stay behind"
    for seed in acknowledged:
        assert _asked(forum, "SELECT 1 FROM post WHERE source = ?", f"{WORDS} {seed}")
    assert _replies(forum) == _asked(forum, "SELECT count(*) FROM attachment WHERE name = 'a.zip'")[0][0]


def _let_time_pass(store: DiskStore) -> None:
    """What was written is as old as the daily sweep waits for."""
    for place in store.folder.glob("??/*.part"):
        os.utime(place, (time.time() - 7200,) * 2)
