"""Files of a paper carry who endorses it, reservations in words, and signatories; the signed text does not."""

import hashlib

import pytest

from forum.kernel.db import transaction
from forum.papers import publishing
from forum.papers.endorsements import actions, queries
from tests.support import factories as make, papers as way


@pytest.fixture
def published(case):
    """A paper that one authority endorses with a reservation; its frozen version."""
    paper = case.draft("رُفضت معظم الاعتراضات في أربع هيئات.")
    delegate = way.endorsing(paper, by=case.moderator)
    with transaction():
        actions.speak(paper, "reserve", "نتحفظ على الموعد", "", by=delegate)
        publishing.open_signing(paper, by=case.moderator)
    signers = (make.coordinator(case.board), make.officer("legal_unit", name="هناء صالح"), make.officer("executive"))
    with transaction():
        fingerprint = queries.newest_version(paper).fingerprint
        for person in signers:
            actions.sign(paper, fingerprint, by=person)
        return publishing.publish(paper, by=make.association())


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_file_says_who_stands_behind_the_paper(client, published, form):
    text = client.get(f"/papers/{published.paper_id}/export/{form}").text
    for words in ("ملحق: التأييد والتحفظات والاعتراضات", "نتحفظ على الموعد", "هناء صالح", published.fingerprint):
        assert words in text


def test_the_signed_text_was_there_before_the_voices(client, published):
    text = client.get(f"/papers/{published.paper_id}/export/text").data
    assert "نتحفظ على الموعد".encode() not in text
    assert hashlib.sha256(text).hexdigest() == published.fingerprint
