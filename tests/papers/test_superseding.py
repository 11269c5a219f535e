"""Another paper takes the place of a published one: the old address stays and leads to the newest."""

from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.papers.documents import Paper, PaperSuccession
from forum.papers.search import SearchablePapers
from tests.support import factories as make, papers as way

REASON = "تغيّر القانون، والورقة الجديدة تأخذ بذلك"


def published(case, title: str) -> Paper:
    paper = case.draft("نص الورقة القديمة")
    paper.title = title
    way.publish(paper, by=case.moderator)
    return paper


def test_the_old_paper_leads_to_the_newest_and_keeps_its_address(client, acting_as, case):
    first, second, third = (published(case, f"ورقة رقم {n}") for n in ("واحد", "اثنان", "ثلاثة"))
    acting_as(make.association())
    for old, new in ((first, second), (second, third)):
        page = client.get(f"/papers/{old.id}/succession")
        assert page.status_code == 200 and new.title in page.text
        answer = client.post(f"/papers/{old.id}/successions", data={"successor": new.id, "reason": REASON})
        assert answer.status_code == 303

    acting_as(ANYONE)
    page = client.get(f"/papers/{first.id}").text
    assert "نص الورقة القديمة" in page and REASON in page
    assert f'href="/papers/{third.id}"' in page, "older ones point to the newest, not to the next"
    assert f'href="/papers/{second.id}"' in client.get(f"/papers/{third.id}").text
    assert client.get(f"/papers/{first.id}/versions/3").status_code == 200
    found = {document.id for document in SearchablePapers().documents([first.id, second.id, third.id])}
    assert found == {third.id}
    assert db.session.scalars(select(Event).where(Event.kind == "paper.superseded")).all()


def test_only_the_association_does_it_and_only_a_published_paper_takes_a_place(client, acting_as, case):
    old, new, draft = published(case, "ورقة قديمة"), published(case, "ورقة جديدة"), case.draft("مسودة")
    acting_as(case.moderator)
    assert client.get(f"/papers/{old.id}/succession").status_code == 403
    assert client.post(f"/papers/{old.id}/successions", data={"successor": new.id, "reason": REASON}).status_code == 403
    acting_as(make.association())
    for wrong in (old.id, draft.id, 2**70, "x"):
        answer = client.post(f"/papers/{old.id}/successions", data={"successor": wrong, "reason": REASON})
        assert answer.status_code == 422 and REASON in answer.text
    assert client.post(f"/papers/{old.id}/successions", data={"successor": new.id, "reason": ""}).status_code == 422
    assert client.get(f"/papers/{draft.id}/succession").status_code == 403
    assert db.session.scalars(select(PaperSuccession)).all() == []


def test_two_papers_cannot_take_each_others_place(client, acting_as, case):
    one, other = published(case, "ورقة أولى"), published(case, "ورقة ثانية")
    acting_as(make.association())
    there = client.post(f"/papers/{one.id}/successions", data={"successor": other.id, "reason": REASON})
    assert there.status_code == 303
    back = client.post(f"/papers/{other.id}/successions", data={"successor": one.id, "reason": REASON})
    assert back.status_code == 422
