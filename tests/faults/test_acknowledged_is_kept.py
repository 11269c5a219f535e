"""What was acknowledged is there after the worst: the whole forum killed while people write."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Forum:
    """The real forum as ``./dev run`` starts it: web server and worker, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        surroundings = {**os.environ, "FORUM_FOLDER": str(self.folder), "FORUM_WEB_PROCESSES": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "wsgi.py", "--set-up", "--port", str(self.port)],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/sign-in", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the forum did not start within 90 s")

    def kill(self) -> None:
        """kill -9, all of it at once."""
        for pid in self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        deadline = time.monotonic() + 10
        while self.pids() and time.monotonic() < deadline:
            time.sleep(0.05)

    def pids(self) -> list[int]:
        """Every process that works in this forum's folder."""
        wanted = f"FORUM_FOLDER={self.folder}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and wanted in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
        return [pid for pid in found if pid != os.getpid()]


class Browser:
    """Cookies, forms and nothing else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """A page's text."""
        with self._opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, path: str, form_on: str, **fields: str) -> str:
        """Send a form with the token of the page it stands on; returns where it led."""
        fields["csrf_token"] = TOKEN.search(self.get(form_on))[1]
        sent = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(fields).encode(), headers={"Referer": self.address + form_on}
        )
        with self._opener.open(sent, timeout=30) as answer:
            return answer.geturl()

    def sign_in(self) -> None:
        """As the member of the demonstration."""
        self.post("/session", "/sign-in", email="member@demo.example", password="zaytoun-member")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forum]:
    """A running forum with the demonstration content, just set up for the first time."""
    made = Forum(tmp_path_factory.mktemp("faults") / "forum")
    made.start()
    yield made
    made.kill()


def test_the_very_first_start_has_the_typeface(forum: Forum):
    page = Browser(forum.address).get("/sign-in")

    font = re.search(r'href="([^"]+plex-400\.woff2)"', page)
    assert font, "no font is named on the page"
    with urllib.request.urlopen(forum.address + font[1], timeout=30) as answer:
        assert answer.headers["Content-Type"] == "font/woff2" and len(answer.read()) > 10_000


def test_every_acknowledged_reply_survives_the_death_of_the_whole_forum(forum: Forum):
    browser = Browser(forum.address)
    browser.sign_in()
    thread = re.search(r"/threads/\d+", browser.get("/boards/5"))[0]
    acknowledged = []
    for n in range(8):
        words = f"رد محفوظ رقم {n} قبل انقطاع التيار"
        assert "/threads/" in browser.post(f"{thread}/replies", thread, body=words)
        acknowledged.append(words)

    forum.kill()  # before the worker has had time for all of it
    forum.start()

    again = Browser(forum.address)
    again.sign_in()
    pages = again.get(thread) + "".join(again.get(f"{thread}?page={n}") for n in _other_pages(again.get(thread)))
    assert [words for words in acknowledged if words not in pages] == []
    _wait_until(lambda: acknowledged[-1].split()[-1] in again.get("/search?q=" + urllib.parse.quote("انقطاع التيار")))


def _other_pages(page: str) -> set[str]:
    return set(re.findall(r"\?page=(\d+)", page))


def _wait_until(true) -> None:
    """The worker of the new start does what the old one was asked to."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "the index never learned what was written before the kill"
        time.sleep(0.3)
