"""Pages about the forum, in both languages, and the answers for machines."""

import html
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job, enqueue
from forum.pages import releases, writing
from forum.search.indexing import INDEX
from tests.support import factories as make

PAGES = {
    "/about": ("عن البرنامج", "About the programme"),
    "/help": ("المساعدة", "Help"),
    "/accessibility": ("إمكانية الوصول", "Accessibility"),
    "/news": ("الجديد في المنتدى", "What's new"),
}


@pytest.mark.parametrize("address", PAGES)
def test_anybody_reads_them_in_both_languages(client, address):
    arabic, english = PAGES[address]
    assert heading(client.get(address).text) == arabic
    assert heading(client.in_english().get(address).text) == english


def heading(page: str) -> str:
    """The words of a page's h1."""
    return html.unescape(re.sub("<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1])).strip()


def test_about_names_every_platform_and_what_it_is_for(client):
    make.platform(name_ar="المدراء الماليون", purpose_ar="موازنات وإيرادات")
    page = client.get("/about").text
    assert "المدراء الماليون" in page
    assert "موازنات وإيرادات" in page


def test_the_examples_of_writing_are_made_by_the_renderer_itself(client):
    page = client.get("/help").text
    assert "<strong>يوم الخميس</strong>" in page
    assert "<table" in page
    assert "الموعد الأخير **يوم الخميس**." in page


def test_every_example_says_what_it_is_and_shows_something_set(app):
    with app.test_request_context():
        for sample in writing.samples():
            assert sample.name
            assert "<" in sample.html
            assert sample.html != sample.typed


def test_no_crawler_is_let_in(client):
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert answer.text.split("\n")[:2] == ["User-agent: *", "Disallow: /"]


def test_health_says_that_nothing_waits(client):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json == {"database": "here", "jobs_behind": 0, "index_behind": 0, "jobs_buried": 0}


def test_health_says_how_far_the_index_is_behind(client):
    with transaction():
        with clock.standing(clock.now() - timedelta(minutes=3)):
            enqueue(INDEX, kind="post", ids=[1])
        with clock.standing(clock.now() - timedelta(minutes=5)):
            enqueue("mail.send", to="nobody@example.org")
        db.session.add(Job(kind="mail.send", payload={}, buried_at=clock.now()))
    found = client.get("/health").json
    assert 175 <= found["index_behind"] <= 190
    assert 295 <= found["jobs_behind"] <= 310
    assert found["jobs_buried"] == 1


def test_a_phone_can_keep_the_forum_on_its_first_screen(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.text)
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", "/")
    assert client.get(told["icons"][0]["src"]).status_code == 200


def test_every_version_told_to_members_stands_in_the_changelog_too():
    changelog = (Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")
    days = [release.day for release in releases.RELEASES]
    assert days == sorted(days, reverse=True)
    for release in releases.RELEASES:
        assert f"## {release.version} " in changelog
