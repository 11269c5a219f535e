"""Into review and back: what members read of the draft, and why it returned."""

from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.papers import publishing
from forum.papers.documents import Paper, PaperStage
from forum.threads import curation
from tests.support import factories as make


def test_a_paper_without_text_goes_nowhere(client, acting_as, case):
    paper = case.draft()
    acting_as(case.moderator)
    answer = client.post(f"/papers/{paper.id}/steps/review/taken")
    assert answer.status_code == 422 and "لا نص في أي قسم بعد" in answer.text
    assert db.session.get_one(Paper, paper.id).state == "draft"


def test_a_draft_in_review_withholds_words_that_a_member_may_not_read(client, acting_as, case):
    card = case.take(words="قُبل منها 5")
    paper = case.draft(f"نص [@{card.id}]")
    with transaction():
        publishing.send_to_review(paper, by=case.moderator)
        curation.hide_post(case.post, "معلومات شخصية", by=case.moderator)
    acting_as(make.seat(case.board))
    for address in (
        f"/papers/{paper.id}", f"/papers/{paper.id}/versions/1", f"/papers/{paper.id}/export/html",
        f"/papers/{paper.id}/export/markdown", f"/papers/{paper.id}/export/text?number=1",
    ):
        page = client.get(address)
        assert page.status_code == 200 and "قُبل منها" not in page.text, address
        assert "غير متاح" in page.text, address
    acting_as(case.moderator)
    assert "قُبل منها 5" in client.get(f"/papers/{paper.id}").text


def test_a_returned_paper_says_why_and_can_be_written_again(client, acting_as, case):
    paper = case.draft("نص")
    acting_as(case.moderator)
    client.post(f"/papers/{paper.id}/steps/review/taken")
    assert client.post(f"/papers/{paper.id}/steps/return/taken", data={"reason": ""}).status_code == 422
    client.post(f"/papers/{paper.id}/steps/return/taken", data={"reason": "ينقصها رأي الجنوب"})
    page = client.get(f"/papers/{paper.id}").text
    assert "ينقصها رأي الجنوب" in page
    states = list(db.session.scalars(select(PaperStage.state).order_by(PaperStage.id)))
    assert states == ["draft", "review", "draft"]
