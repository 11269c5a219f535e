"""Addresses: closed unless listed here, and none both shows and changes."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from tests.architecture.house import told

#: The same on every database.
pytestmark = pytest.mark.only_on("sqlite")

#: Pages a visitor may open. Adding one is a decision; say why in the commit.
OPEN = {
    # the door: what the forum is, and how to use it
    "pages.home", "pages.about", "pages.help", "pages.accessibility", "pages.whats_new",
    # for machines, which have no account
    "machines.robots", "machines.health", "machines.web_manifest",
    # coming in: who signs in, asks for membership or holds a one-time link is still a visitor
    "members.sign_in",
    "members.create_session",
    "members.end_session",
    "members.forgotten",
    "members.create_password_link",
    "members.link_sent",
    "members.invitation",
    "members.accept",
    "platforms.request_membership",
    "platforms.create_request",
    "platforms.pending",
    "platforms.index",  # what the platforms are is for everybody
    "platforms.show",
    # what is published is everybody's; drafts answer visitors as if they were not there
    "papers.index", "papers.show", "papers.version", "papers.evidence", "papers.source", "papers.export",
    "papers.endorsements", "papers.signatures",  # who stands behind what is published
    "papers.follow_up", "papers.followed_everywhere",  # what was asked of those who decide, and what they answered
    "search.show",  # visitors find what is published
    # a file is as open as what it belongs to: that is asked at each request
    "attachments.download", "attachments.picture", "attachments.small", "attachments.pages",
    "workshops.index",  # that a workshop takes place is announced in public
    "workshops.show",
    "workshops.calendar_of_one",  # the same for calendar programs
    "workshops.calendar_of_platform",
    "workshops.my_calendar",  # at an address that only its owner knows: calendar programs cannot sign in
    "workshops.check_certificate",  # an employer checks a number; no name is told
    "workshops.checked_certificate",
    "authorities.index", "authorities.map", "authorities.show",  # the directory is public; who takes part is not
    "web.choose_display",  # day or night is for visitors too
    "web.choose_language",
    # a mail's link to get no more mails works in any browser
    "notifications.leave",
    "notifications.end_mail",
}
#: What a mail program may post without our form: the address itself is signed for one person.
SIGNED = {"notifications.end_mail"}
READING = {"GET", "HEAD", "OPTIONS"}


def rules(app: Flask) -> Iterator[Rule]:
    """Every address of the forum."""
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")


def test_exactly_these_pages_are_open_to_visitors(app: Flask):
    marked = {r.endpoint for r in rules(app) if getattr(app.view_functions[r.endpoint], "open_to_all", False)}

    assert marked - OPEN == set(), "open to visitors but not listed in OPEN"
    assert OPEN - marked == set(), "listed in OPEN but closed or gone"


def test_no_address_both_shows_and_changes(app: Flask):
    problems = [
        f"{rule.rule} ({rule.endpoint}) takes {', '.join(sorted(rule.methods))}"
        for rule in rules(app)
        if "GET" in rule.methods and rule.methods - READING
    ]
    assert not problems, told(problems)


def test_what_changes_is_posted(app: Flask):
    """Forms know GET and POST only, and every form works without scripts."""
    problems = [
        f"{rule.rule} ({rule.endpoint}) takes {method}"
        for rule in rules(app)
        for method in rule.methods - READING - {"POST"}
    ]
    assert not problems, told(problems)


def test_a_visitor_of_a_closed_page_is_sent_to_sign_in(app: Flask, client):
    problems = []
    for rule in rules(app):
        if rule.endpoint not in OPEN:
            method = "GET" if "GET" in rule.methods else "POST"
            answer = client.open(address(app, rule), method=method)
            if answer.status_code != 303 or "sign-in" not in answer.headers["Location"]:
                problems.append(f"{method} {rule.rule} answered {answer.status_code}")
    assert not problems, told(problems)


def test_a_form_from_elsewhere_is_refused(app: Flask, client, monkeypatch):
    """Another site can make a browser post here, but not with the token of our forms."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    problems = []
    for rule in rules(app):
        if rule.endpoint in SIGNED or "POST" not in rule.methods:
            continue
        if (answer := client.post(address(app, rule))).status_code != 400:
            problems.append(f"POST {rule.rule} without a token answered {answer.status_code}")
    assert not problems, told(problems)


def address(app: Flask, rule: Rule) -> str:
    """Some address of a rule."""
    given = {name: _some(kind) for name, kind in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, given, method=min(rule.methods & {"GET", "POST"}))


def _some(converter: BaseConverter) -> object:
    """A value that an address accepts."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "x"
