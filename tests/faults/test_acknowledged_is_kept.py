"""What was acknowledged is there after the worst: the whole forum killed while people write."""

import re
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest

from tests.support.forum_process import Browser, Forum


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
