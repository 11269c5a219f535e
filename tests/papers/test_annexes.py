"""What stands behind a paper when it leaves: who was heard, what became of comments, its versions."""

import json

from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.papers import publishing, reviewing, shelf
from forum.papers.annexes import gathered as annexes_of
from forum.papers.documents import Paper
from forum.papers.policy import CanComment
from tests.support import factories as make


def reviewed(case) -> tuple[Paper, Actor]:
    """A paper in review with a comment that was answered."""
    card = case.take()
    paper = shelf.paper(case.moderator, case.draft(f"رُفضت معظم الاعتراضات [@{card.id}].").id)
    member = make.seat(case.board)
    with transaction():
        publishing.send_to_review(paper, by=case.moderator)
    with transaction():
        said = reviewing.say(paper, None, "technical", "العدد يحتاج مصدرا", by=member)
    with transaction():
        said = reviewing.comment(case.moderator, said.id, to=CanComment.DISPOSE)
        reviewing.dispose(said, "accepted", "أُضيف المصدر", by=case.moderator)
    return paper, member


def annexes(client, paper: Paper) -> dict[str, str]:
    read = json.loads(client.get(f"/papers/{paper.id}/export/json").text)
    return {part["key"]: json.dumps(part, ensure_ascii=False) for part in read["annexes"]}


def test_a_file_of_a_review_carries_coverage_comments_and_versions(client, acting_as, case):
    paper, member = reviewed(case)
    acting_as(member)

    found = annexes(client, paper)

    assert list(found) == ["evidence", "coverage", "dispositions", "history"]
    assert "1 من 1" in found["coverage"] and "لم تُسأل" in found["coverage"]
    assert "العدد يحتاج مصدرا" in found["dispositions"] and "أُضيف المصدر" in found["dispositions"]
    assert "قيد المراجعة" in found["history"]
    for form in ("html", "markdown"):
        text = client.get(f"/papers/{paper.id}/export/{form}").text
        assert all(words in text for words in ("ملحق: الهيئات التي سُمع رأيها", "أُضيف المصدر", "ملحق: النسخ"))


def test_the_annexes_leave_the_fingerprint_as_it_was(client, acting_as, case):
    paper, _member = reviewed(case)
    acting_as(case.moderator)
    frozen = shelf.version(paper, 1)
    read = json.loads(client.get(f"/papers/{paper.id}/export/json?number=1").text)
    assert read["fingerprint"] == frozen.fingerprint and "أُضيف المصدر" not in read["text"]


def test_what_everybody_may_read_quotes_no_comment(app, case):
    from_public = json.dumps([str(part) for part in _public(case)], ensure_ascii=False)
    assert "العدد يحتاج مصدرا" not in from_public and "أُضيف المصدر" in from_public


def _public(case):
    paper, _member = reviewed(case)
    version = shelf.version(paper, 1)
    whole = shelf.paper(case.moderator, paper.id)
    return annexes_of(whole, number=1, is_public=True, at=version.at)
