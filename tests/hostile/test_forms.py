"""Every form, filled in by somebody who may, with what nobody should send: a sentence, never a crash."""

import gc
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.hostile.crawling import KEPT, Asked, Snapshot, Visits, addresses, rules
from tests.hostile.forms import USUAL, filled
from tests.hostile.test_who_may_what import _expected
from tests.hostile.world import PEOPLE, World
from tests.support.vectors import byte_vectors, vectors

pytestmark = pytest.mark.only_on("sqlite")

#: Who is asked first to send a form, of those who may.
FIRST = "dwasmcovxg"
#: Fields of words; others are choices.
WORDY = {"title", "body", "reason", "heading", "source", "question", "statement", "note", "text", "message",
         "call_title", "call_question", "paper_title", "name", "job_title", "exact"}

#: Forms in which somebody writes; to the others words are sent in vain.
ASK_FOR_WORDS = {
    "threads.create", "threads.reply", "threads.revise", "threads.close", "threads.hide", "threads.hide_post",
    "platforms.refuse", "platforms.remove_seat", "platforms.create_request", "members.close",
    "moderation.raise_flag", "moderation.decide",
    "papers.open_file", "papers.open_with_thread", "papers.reword_file", "papers.open_call",
    "papers.start", "papers.describe", "papers.add_section", "papers.save_section",
    "papers.say", "papers.dispose", "papers.withdraw_evidence",
}

HOSTILE = {
    "nothing": "",
    "white": " \t\r\n\u00a0\u200f\u2028",
    "half characters": "\x00\x00 \ufffd",
    "overrides": "\u202eنص\u2066\u2069" * 40,
    "very long": "ا" * 30_000,
    "one long line": "a" * 150_000,
    "negative": "-1",
    "huge": "9" * 40,
    "more than a row": str(2**63),
    "other digits": "١٢٣",
    "not a number": "1e309",
    "markup": "<script>alert(1)</script>{{7*7}}%s%n${7*7}'\"--",
}


def forms(app: Flask, world: World) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Each form once: endpoint, who may send it, where to, filled in."""
    allowed = {}
    for line in _expected("POST"):
        endpoint, *parts = line.split(" ")
        for things, people in (part.split("=") for part in parts):
            allowed |= {(endpoint, thing): people for thing in things.split(",") if people != "-"}
    for rule in rules(app, "POST"):
        for about, address in addresses(app, world, rule):
            people = allowed.get((rule.endpoint, about.replace(" ", "+") or "all"))
            if people:
                yield rule.endpoint, next(p for p in FIRST if p in people), address, filled(rule.endpoint, world)
                break


def _answers(app: Flask, world: World, before: Snapshot, *ways: Any) -> Iterator[tuple[str, Asked]]:
    """Send every form in every way; what was changed is undone."""
    people = {}
    for letter in [letter for letter in PEOPLE if letter != "g"]:
        people[letter] = Visits(app)
        people[letter].come(world, letter)
    for endpoint, letter, address, form in forms(app, world):
        for way in ways:
            sent = way(form)
            asked = people[letter].ask(endpoint, str(sent)[:80], address, "POST", data=sent)
            yield endpoint, asked
            if asked.status < 400 or asked.status >= 500:
                before.restore(app)


def _everywhere(value: str):
    return lambda form: dict.fromkeys(form, value)


def _in_words(value: str):
    return lambda form: {name: value if name in WORDY else right for name, right in form.items()}


def test_no_form_is_crashed_by_what_is_in_its_fields(app: Flask, world: World, before: Snapshot):
    """Each hostile text in every field, and each in the fields of words while the choices are right."""
    ways = [way(text) for text in HOSTILE.values() for way in (_everywhere, _in_words)]

    wrong = [
        f"{endpoint} {asked.about!r}: {asked.crash or asked.status}"
        for endpoint, asked in _answers(app, world, before, *ways)
        if asked.status >= 500
    ]
    assert wrong == []


def test_no_form_is_crashed_by_missing_and_repeated_fields(app: Flask, world: World, before: Snapshot):
    def twice(form: dict[str, Any]) -> MultiDict:
        return MultiDict([*form.items(), *((name, f"{value}x") for name, value in form.items())])

    def but_one(number: int):
        return lambda form: {name: value for n, (name, value) in enumerate(form.items()) if n != number % len(form)}

    special = [but_one(len(USUAL)), but_one(len(USUAL) + 1)]
    wrong = [
        f"{endpoint} {asked.address}: {asked.crash or asked.status}"
        for endpoint, asked in _answers(app, world, before, lambda _: {}, twice, *special)
        if asked.status >= 500
    ]
    assert wrong == []


def test_what_was_typed_is_in_the_answer_that_sends_it_back(app: Flask, world: World, before: Snapshot):
    """One NUL makes a form unacceptable; the words around it must not be lost."""
    wrong = []
    for endpoint, asked in _answers(app, world, before, _in_words(f"{KEPT}\x00")):
        if endpoint in ASK_FOR_WORDS and asked.status < 400:
            wrong.append(f"{endpoint} took a NUL")
        if endpoint in ASK_FOR_WORDS and asked.status >= 400 and not asked.kept:
            wrong.append(f"{endpoint} {asked.status} lost what was typed")
    assert wrong == []


@pytest.mark.parametrize("body", [
    b"body=%ED%A0%80%ED%B0%80&title=%ED%A0%80", b"body=%FF%FE%00", b"body=%C0%AF&&&==", b"=&" * 5000,
    b"&".join(b"f%d=1" % n for n in range(3000)), b"\x00\xff" * 1000,
    f"body={quote_plus('نص', encoding='utf-16')}".encode(),
])
def test_bodies_in_no_encoding_are_answered_with_a_sentence(app: Flask, world: World, body: bytes):
    visits = Visits(app)
    visits.come(world, "m")
    for address in ("/boards/1/threads", "/threads/1/replies", "/session", "/language", "/flags"):
        asked = visits.ask("", "", address, "POST", data=body, content_type="application/x-www-form-urlencoded")
        assert asked.status < 500, asked.crash


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_broken_multipart_is_answered_with_a_sentence(app: Flask, world: World):
    visits = Visits(app)
    visits.come(world, "m")
    wrong = []
    for title, body, boundary in byte_vectors("multipart"):
        kind = f"multipart/form-data; boundary={boundary}"
        for address in ("/threads/1/replies", "/session"):
            asked = visits.ask("", title, address, "POST", data=body, content_type=kind)
            if asked.status >= 500:
                wrong.append(f"{title} → {address}: {asked.crash or asked.status}")
    gc.collect()  # Werkzeug leaves the temporary files of half a body to the collector
    assert wrong == []


def test_more_than_fits_is_refused_with_a_sentence(client, acting_as, world: World):
    acting_as(world.people["m"])

    answer = client.post("/threads/1/replies", data={"body": "a" * 1_100_000})

    assert answer.status_code == 413
    assert "أكبر" in answer.text or "كبير" in answer.text


def test_nobody_is_led_away(app: Flask, world: World):
    """``next`` is a page of ours or nothing."""
    people = {letter: Visits(app) for letter in "md"}
    for letter, visits in people.items():
        visits.come(world, letter)
    wrong = []
    ours = ["\\\\evil.example", "/\t/evil.example", "http:evil.example", "//evil", "/\\"]
    for target in [*vectors("open_redirect")[::2], *ours]:
        found = [
            people["m"].ask("", "", "/language", "POST", data={"language": "ar", "next": target}),
            people["m"].ask("", "", "/sign-in", query_string={"next": target}),
            people["m"].ask("", "", "/notifications/reading", "POST", data={"next": target}),
            people["d"].ask("", "", "/threads/1/unpinning", "POST", data={"next": target}),
        ]
        wrong += [
            f"{asked.address} leads from {target!r} to {asked.location!r}"
            for asked in found
            if asked.status >= 500 or (asked.status == 303 and not _is_ours(asked.location))
        ]
    assert wrong == []


def _is_ours(location: str) -> bool:
    plain = location.replace("http://localhost", "", 1)
    return plain.startswith("/") and not plain.startswith(("//", "/\\")) and all(32 < ord(c) < 127 for c in plain)
