"""Every component, with long, short and missing words, keeps the rules of all pages."""

import pytest
from flask import Flask

from tests.support import pages


@pytest.mark.parametrize(
    ("page", "language"), [("gallery", "ar"), ("thread", "ar"), ("thread", "en"), ("paper", "ar"), ("paper", "en")]
)
@pytest.mark.parametrize("reader", ["member", "visitor"])
def test_the_components_make_a_page_that_keeps_the_rules(gallery: Flask, page: str, language: str, reader: str):
    client = gallery.test_client()
    client.set_cookie("language", language)
    answer = client.get(f"/{page}?{reader}")
    assert answer.status_code == 200
    assert pages.problems(answer.text) == []


def test_a_page_without_the_typeface_asks_for_none(gallery: Flask, monkeypatch: pytest.MonkeyPatch):
    assert "woff2" in gallery.test_client().get("/thread").text
    shelf = gallery.extensions["assets"].shelf
    monkeypatch.setattr(shelf, "files", {n: f for n, f in shelf.files.items() if not n.endswith(".woff2")})
    assert "woff2" not in gallery.test_client().get("/thread").text


def test_the_reader_chooses_day_or_night_and_nonsense_is_ignored(gallery: Flask):
    client = gallery.test_client()
    assert "data-theme" not in client.get("/thread").text
    client.set_cookie("theme", "dark")
    client.set_cookie("density", "compact")
    assert 'data-theme="dark" data-density="compact"' in client.get("/thread").text
    client.set_cookie("theme", '"><b>')
    assert "data-theme" not in client.get("/thread").text


@pytest.mark.parametrize("status", [400, 403, 404, 422, 429, 500, 503])
def test_an_error_says_what_happened_and_what_to_do(gallery: Flask, status: int):
    with gallery.test_request_context():
        template = gallery.jinja_env.select_template([f"errors/{status}.html", "errors/error.html"])
        context = {"status": status, "sentence": "هذا الموضوع مغلق.", "kept": "نصّي <b>كما هو</b>"}
        context["reference"] = "1a2b3c4d"
        gallery.update_template_context(context)
        page = template.render(context)
    assert pages.problems(page) == []
    assert "هذا الموضوع مغلق." in page
    assert "نصّي &lt;b&gt;كما هو&lt;/b&gt;" in page
    assert "1a2b3c4d" in page
    assert 'href="/"' in page
