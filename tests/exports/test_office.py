"""LibreOffice lays out what we wrote; where it is not installed, a sentence says so."""

import zipfile
from io import BytesIO

import pytest

from forum.exports import office
from forum.exports.office import OfficeMissing, converted
from tests.exports.test_word import document


def test_pdf_and_odt_are_made_where_the_program_is_and_refused_with_its_name_where_not(app):
    """One test for both cases: it never passes by looking away."""
    with app.test_request_context():
        if not office.program():
            assert "LibreOffice" in office.missing()
            with pytest.raises(OfficeMissing, match="LibreOffice"):
                converted(document(), "pdf")
            return
        pdf, odt = converted(document(), "pdf"), converted(document(), "odt")
    assert pdf[:5] == b"%PDF-" and b"IBMPlexSansArabic" in pdf.replace(b"-", b"")
    with zipfile.ZipFile(BytesIO(odt)) as archive:
        text = archive.read("content.xml").decode("utf-8") + archive.read("styles.xml").decode("utf-8")
    assert "rl-tb" in text and "text:note " in text and "ثالثا" in text


def test_the_program_gets_nothing_of_our_settings(app, monkeypatch):
    seen = {}

    def run(command, **given):
        seen.update(given)

    monkeypatch.setenv("FORUM_SECRET_KEY", "secret")
    monkeypatch.setattr(office, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(office.subprocess, "run", run)
    with app.test_request_context(), pytest.raises(office.NotConverted):
        converted(document(), "pdf")
    assert not any(name.startswith("FORUM") for name in seen["env"]) and seen["timeout"] == office.DEADLINE
