"""The demonstration's two papers and two guides go through every state, as people take them through the pages."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db
from forum.papers import rules
from forum.papers.documents import Paper, PaperVersion
from forum.papers.endorsements.queries import newest_version
from forum.papers.endorsements.rules import ENDORSEMENT_TIME, SIGNING_ORDER
from forum.papers.reviews import Comment, Disposition
from forum.papers.shelf import sections
from forum.platforms.models import Platform
from tests.papers.test_demonstration import loaded as loaded
from tests.support import factories as make, papers as way

REASON = "صدر تعليم جديد يلزم أخذه في الحسبان"
A_DAY = timedelta(days=1)
THE_WAY = [
    rules.DRAFT, rules.REVIEW, rules.DRAFT, rules.REVIEW, rules.ENDORSEMENT, rules.SIGNING, rules.PUBLISHED,
]
TO_DRAFT = {rules.PUBLISHED: "revision", rules.ENDORSEMENT: "return", rules.REVIEW: "return"}


@dataclass
class Walk:
    """One document, and the people who take it along; ``at`` is the day that it is for them."""

    client: Any
    acting_as: Any
    paper_id: int
    people: dict[str, Actor]
    at: datetime
    passed: list[str] = field(default_factory=list)
    """The states that it went to."""

    def press(self, who: str, address: str, **given) -> Any:
        """Somebody sends a form."""
        self.acting_as(self.people[who])
        with clock.standing(self.at):
            return self.client.post(address, data=given)

    def step(self, who: str, name: str, **given) -> None:
        """The paper is asked about its next state, and goes there."""
        there = f"/papers/{self.paper_id}/steps/{name}"
        self.acting_as(self.people[who])
        with clock.standing(self.at):
            asked = self.client.get(there)
            assert asked.status_code == 200, (self.paper_id, name, asked.text)
        answer = self.press(who, f"{there}/taken", **given)
        assert answer.status_code == 303, (self.paper_id, name, answer.text)
        self.passed.append(self.state)

    @property
    def state(self) -> str:
        """Where the paper stands."""
        return db.session.scalars(select(Paper.state).where(Paper.id == self.paper_id)).one()

    def read(self, address: str, who: Actor = ANYONE) -> str:
        """What somebody reads there."""
        self.acting_as(who)
        with clock.standing(self.at):
            answer = self.client.get(address)
        assert answer.status_code == 200, address
        return answer.data.decode("utf-8", "replace")


@pytest.fixture
def walks(loaded, client, acting_as) -> list[Walk]:
    """The four documents, each with its coordinator, a member, a delegate, the offices and the association."""
    made, people = loaded
    assert made == 4
    found = []
    for paper in db.session.scalars(select(Paper).order_by(Paper.demo_key)).all():
        platform = db.session.get_one(Platform, paper.platform_id)
        named = {
            "coordinator": people["coordinators"][platform.slug], "association": people["association"],
            "member": make.seat(platform), "moderator": make.moderator(platform),
            "delegate": way.delegate(platform.id), **people["signers"],
        }
        found.append(Walk(client, acting_as, paper.id, named, clock.now()))
    return found


def test_all_four_documents_go_through_every_state(walks):
    for walk in walks:
        who = "association" if walk.state == rules.PUBLISHED else "coordinator"
        walk.step(who, TO_DRAFT[walk.state], reason=REASON)
        for go in (_write, _review, _endorse, _sign, _publish, _follow_up):
            go(walk)
        assert walk.passed == THE_WAY
    _end(walks)
    kept = db.session.scalars(select(PaperVersion).where(PaperVersion.state == rules.PUBLISHED)).all()
    assert len(kept) == 6, "what was published before keeps its versions: two of paper-01, two of guide-01"


def _write(walk: Walk) -> None:
    """A sentence is added to the first section that has text."""
    section = next(one for one in sections(walk.paper_id) if one.source)
    given = {
        "source": f"{section.source}\n\nأُضيفت هذه الجملة بعد التعليم الجديد.",
        "heading": section.heading, "revision": section.revision,
    }
    page = walk.press("coordinator", f"/sections/{section.id}/revisions", **given)
    assert page.status_code == 303, page.text
    walk.step("coordinator", "review")
    walk.step("coordinator", "return", reason=REASON)


def _review(walk: Walk) -> None:
    """A member comments in time; every comment is answered; then the time of the review runs out."""
    walk.step("coordinator", "review")
    page = f"/papers/{walk.paper_id}/comments"
    said = walk.press("member", f"{page}/said", kind="technical", body="أي هيئات؟")
    assert said.status_code == 303
    with_answer = select(Disposition.comment_id)
    waiting = db.session.scalars(
        select(Comment.id).where(Comment.paper_id == walk.paper_id, Comment.id.not_in(with_answer))
    ).all()
    for comment_id in waiting:
        given = {"outcome": "partly", "reason": "أُخذ به في الملحق"}
        assert walk.press("moderator", f"/comments/{comment_id}/dispositions", **given).status_code == 303
    assert "أُخذ به في الملحق" in walk.read(page, walk.people["member"])
    walk.at += rules.REVIEW_TIME + A_DAY
    walk.step("association", "endorsement")


def _endorse(walk: Walk) -> None:
    """An authority endorses; the time of the authorities runs out."""
    voice = {"stand": "endorse", "reason": "", "proposal": ""}
    assert walk.press("delegate", f"/papers/{walk.paper_id}/endorsements/said", **voice).status_code == 303
    walk.at += ENDORSEMENT_TIME + A_DAY
    walk.step("association", "signing")


def _sign(walk: Walk) -> None:
    """Each office signs the same text, in its turn; before the last of them nothing is published."""
    for office in SIGNING_ORDER:
        refused = walk.press("association", f"/papers/{walk.paper_id}/steps/publication/taken")
        assert refused.status_code == 422
        text = newest_version(db.session.get_one(Paper, walk.paper_id)).fingerprint
        assert walk.press(office, f"/papers/{walk.paper_id}/signatures/given", fingerprint=text).status_code == 303


def _publish(walk: Walk) -> None:
    """The association publishes; everybody reads it, its evidence and its files."""
    walk.step("association", "publication")
    page = walk.read(f"/papers/{walk.paper_id}")
    assert "أُضيفت هذه الجملة بعد التعليم الجديد" in page and walk.people["executive"].name in page
    assert "بيانات تجريبية" in page
    walk.read(f"/papers/{walk.paper_id}/evidence")
    for form in ("markdown", "json", "docx"):
        walk.read(f"/papers/{walk.paper_id}/export/{form}")


def _follow_up(walk: Walk) -> None:
    """What it asks is answered, and everybody reads that."""
    today = walk.at.date().isoformat()
    asked = {"addressee": "وزارة الحكم المحلي", "ask": "تعديل التعليمات", "asked_on": today, "responsible": "المنسقة"}
    there = walk.press("coordinator", f"/papers/{walk.paper_id}/recommendations", **asked)
    assert there.status_code == 303
    number = there.location.rpartition("-")[2]
    answered = {"answer": "agree", "answer_words": "كتاب رقم 12", "answered_on": today}
    assert walk.press("coordinator", f"/recommendations/{number}/answers", **answered).status_code == 303
    assert "كتاب رقم 12" in walk.read(f"/papers/{walk.paper_id}/follow-up")


def _end(walks: list[Walk]) -> None:
    """A guide takes the place of another; a paper is withdrawn; both keep their addresses and say why."""
    guide, newer, paper, _other = walks
    given = {"successor": newer.paper_id, "reason": REASON}
    assert guide.press("association", f"/papers/{guide.paper_id}/successions", **given).status_code == 303
    paper.step("association", "withdrawal", reason=REASON)
    assert (guide.state, paper.state) == (rules.SUPERSEDED, rules.WITHDRAWN)
    assert f'href="/papers/{newer.paper_id}"' in guide.read(f"/papers/{guide.paper_id}")
    assert REASON in paper.read(f"/papers/{paper.paper_id}")
