"""What stands behind the question mark of every page: nonsense, wildcards, other people's cursors."""

import base64
import json
from contextvars import Context
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from forum.kernel.clock import now
from forum.kernel.db import Cursor
from tests.hostile.crawling import Visits, addresses, rules
from tests.hostile.world import READERS, World
from tests.support.vectors import vectors

pytestmark = pytest.mark.only_on("sqlite")

#: Every name that some page reads out of its address.
NAMES = [
    "after", "page", "q", "topic", "kind", "state", "title", "next", "platform", "board", "region", "type", "answered",
    "since", "order", "exact", "number", "old", "new", "section", "words", "file", "square", "tray", "id", "lang",
]
#: Pages that ask their address nothing.
STILL = ("pages.a", "pages.help", "pages.whats_new", "machines.", "members.link_sent", "members.forgotten")


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


ODD = [
    "", "0", "-1", "1", "9" * 30, str(2**31), str(2**63), "1e9", "NaN", "٣", "²", "1.5", " 1", "+1", "1_0", "%", "_",
    "%_%", "'", '"', "\\", "x" * 4000, "\u202e", "\ufeff", "null", "[]", "../../etc/passwd", "💧" * 50, "١" * 20,
    _cursor("1.1"), _cursor("99999999999999999999.1"), _cursor("-99999999999999999.5"), _cursor("1.99999999999"),
    _cursor("nan.nan"), _cursor("1.1.1"), _cursor("."), _cursor("١.١"), str(Cursor(now(), 2)), "=" * 30, "AA=A",
]
#: Questions in the language of the search box that a careless parser trips over.
SEARCHES = [
    '"', '""', "«»", "«", "-", "--", "- -", "-\"", ":", "is:", "is:is:is", "author:", 'author:""', "since:99999",
    "since:0000-00-00",
    "since:2020-02-31", "region:nowhere", "topic:" + "x" * 500, "-author:x", "AND", "OR NOT",
    "(", ")", "((((", "*", "?*", "a*", "~", "a^9", "[a TO b]", "{a}", "title:x",
    "\\", "+", "&&", "||", "ـــ", "ًٌٍ", "\u200f", "a" * 599, "ا " * 300, '"' * 600,
    "-" * 600, "::" * 300,
]


@pytest.fixture
def member(app: Flask, world: World) -> Visits:
    visits = Visits(app)
    visits.come(world, "c")
    return visits


def test_no_page_is_crashed_by_what_its_address_asks(app: Flask, world: World, member: Visits):
    wrong = []
    for place, rule in enumerate(rules(app, "GET")):
        about, address = next(addresses(app, world, rule))
        if not rule.endpoint.startswith(STILL):
            for odd in ODD[place % 2 :: 2]:
                asked = member.ask(rule.endpoint, about, address, query_string=dict.fromkeys(NAMES, odd))
                if asked.status >= 500:
                    wrong.append(f"{address} {odd!r}: {asked.crash or asked.status}")
    assert wrong == []


@pytest.mark.parametrize("raw", [
    "q=%00", "q=%ED%A0%80", "q=%FF%FE", "%00=1", "q=%", "q=%zz", "q&q&=&&", "q=" + "%D8" * 50,
])
def test_questions_in_no_encoding_have_an_answer(member: Visits, raw: str):
    for path in ("/search", "/search/suggest", "/boards/1", "/sign-in", "/threads/1", "/notifications", "/desk"):
        assert member.ask("", "", f"{path}?{raw}").status in (200, 303, 302, 404)


@pytest.mark.parametrize("path", [
    "/threads/99999999999999999999", "/threads/2147483648", "/threads/-1", "/threads/0", "/threads/1.0", "/threads/١",
    "/threads/%00", "/platforms/%00", "/platforms/%ED%A0%80", "/platforms/" + "x" * 5000,
    "/papers/1/versions/2147483648", "/papers/1/versions/0", "/invitations/%00", "/mail/leave/%00",
    "/mail/leave/" + "A" * 5000,
    "/papers/3/export/%2e%2e",
    "/static/../config.py", "/static/v-0/..%2f..%2fconfig.py", "/static/%00", "/%2f%2fevil.example/",
    "/offices/1/%00/end", "/boards/1/", "/THREADS/1", "/threads/1;x=1",
])
def test_addresses_that_cannot_be_are_not_found(member: Visits, path: str):
    asked = member.ask("", "", path)

    assert asked.status in (404, 405, 301, 308), asked
    assert "evil.example" not in asked.location.partition("?")[0].removeprefix("http://localhost/")


def test_no_address_leads_out_of_the_folder_of_files(member: Visits):
    wrong = []
    for text in vectors("path_traversal"):
        target = text.replace("{FILE}", "etc/passwd").lstrip("/")
        for path in (f"/static/{target}", f"/static/v-0/{target}", f"/papers/3/export/{target}"):
            asked = member.ask("", "", quote(path, safe="/%.\\:;"))
            if asked.status not in (301, 308, 400, 404):
                wrong.append((path, asked.status))
    assert wrong == []


@pytest.mark.parametrize("vector", ["sqli", "ssti", "naughty", "crlf"])
def test_the_box_takes_every_word_for_a_word(app: Flask, world: World, member: Visits, vector: str):
    words = vectors(vector)
    for text in words[:: max(1, len(words) // 60)]:
        if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
            continue
        asked = member.ask("", "", "/search", query_string={"q": text})
        assert asked.status == 200, (text, asked)
        assert member.ask("", "", "/search/similar", query_string={"title": text}).status == 200


def test_signs_of_query_languages_have_no_power(member: Visits):
    wrong = [text for text in SEARCHES for path in ("/search", "/search/suggest")
             if member.ask("", "", path, query_string={"q": text}).status != 200]
    assert wrong == []


def test_wildcards_find_nothing_but_themselves(app: Flask, world: World):
    visits = Visits(app)
    visits.come(world, "m")

    def titles(**question: Any) -> list:
        client = app.test_client(use_cookies=False)
        headers = {"Cookie": visits._cookie, "Accept": "application/json"}
        return json.loads(Context().run(client.get, "/search/suggest", query_string=question, headers=headers).data)

    assert titles(q="جمع")
    for wild in ("%", "%%", "_", "__", "*", "??", "%ع%", "ج_ع", "ج%", "[ج]"):
        assert not titles(q=wild), wild


def test_the_box_tells_nobody_which_words_stand_where_they_may_not_read(app: Flask, world: World):
    """A wrong letter in a hidden word: the nearest word that somebody wrote must not be offered."""
    visits = Visits(app)
    for letter in "vomx":
        visits.come(world, letter)
        for planted in ("hiddenthreadtext", "foreignthreadtext", "drafttitle", "hiddenposttext"):
            for typed in (f"zq{planted}q", f"q{planted}qz", f"zq{planted}qx", f"zq{planted}", f"zz{planted}qz"):
                asked = visits.ask("", "", "/search", query_string={"q": typed})
                told = {t for t in asked.told if letter not in READERS[t[2:-2]] and t != typed}
                assert not told, (letter, typed, told)
