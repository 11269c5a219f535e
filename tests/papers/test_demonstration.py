"""The invented papers and guides are built from the invented threads by the actions that people use."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.papers.demonstration import load
from forum.papers.documents import Paper
from forum.papers.models import Evidence
from forum.papers.queries import cards as cards_of, claims, text_behind, text_of_revision
from forum.papers.reviews import Comment
from forum.papers.weighing import weigh_all
from forum.platforms.models import Board
from forum.threads.models import Post
from tests.support import factories as make

#: As in the directory.
VILLAGES = {"العوجا", "تياسير", "كيسان", "دير استيا", "فرخة"}
DATA = Path(__file__).parents[2] / "forum" / "data"


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
def loaded(app):
    """The two papers and two guides on threads that say what the sources say."""
    slugs = ("finance", "engineering", "village-councils")
    boards = {slug: make.board(platform=make.platform(slug=slug)) for slug in slugs}
    papers, guides = rows("demo_position_papers"), rows("demo_guides")
    wanted = {key for r in papers + guides for s in r.get("sections", r.get("chapters")) for key in s["threads"]}
    authorities: dict[str, int] = {}
    for row in rows("demo_threads"):
        if row["id"] in wanted:
            thread = make.thread(
                row["body"], title=row["title"], board=boards[row["platform"]], kind=row["kind"], demo_key=row["id"],
                author=_person(row["author"], authorities, boards[row["platform"]]), created_at=_day(row),
            )
            for reply in row["replies"]:
                writer = _person(reply["author"], authorities, thread.board)
                make.post(thread, reply["body"], author=writer, created_at=_day(reply))
    coordinators = {slug: make.coordinator(board) for slug, board in boards.items()}
    with transaction():
        people = {
            "coordinators": coordinators, "association": make.association(),
            "signers": {office: make.officer(office) for office in ("legal_unit", "executive")},
        }
        made = load(papers, guides, **people)
    return made, people


def _day(said: dict) -> datetime:
    return datetime.combine(date.fromisoformat(said["date"]), time(9), UTC)


def _person(author: dict, authorities: dict[str, int], board: Board) -> Member:
    """Whoever wrote it, with a seat where it was written."""
    code = author["authority_code"]
    if code not in authorities:
        kind = "village_council" if author["authority_ar"] in VILLAGES else "municipality"
        authorities[code] = make.authority(
            code=code, name_ar=author["authority_ar"], region=author["region"], kind=kind
        ).id
    person = make.member(name=author["name"], job_title=author["role"], authority_id=authorities[code])
    make.seat(board, member=person)
    return person


def test_two_papers_and_two_guides_stand_in_their_states(loaded, client, acting_as):
    made, people = loaded
    assert made == 4
    states = dict(db.session.execute(select(Paper.demo_key, Paper.state)).all())
    assert states == {"paper-01": "published", "paper-02": "endorsement", "guide-01": "published", "guide-02": "review"}
    for paper in db.session.scalars(select(Paper)).all():
        acting_as(people["coordinators"]["finance" if paper.demo_key == "paper-01" else "engineering"])
        page = client.get(f"/papers/{paper.id}").text
        assert "بيانات تجريبية" in page and 'id="ref-1"' in page


def test_every_card_points_at_the_words_that_it_keeps(loaded):
    cards = db.session.scalars(select(Evidence)).all()
    assert len(cards) >= 40
    for card in cards:
        post = db.session.get_one(Post, card.post_id) if card.post_id else None
        text = text_of_revision(post, card.revision) if post else text_behind(card)
        assert text[card.start : card.start + len(card.exact)] == card.exact and len(card.exact) >= 20


def test_claims_of_low_medium_and_high_confidence_are_shown(loaded):
    found = set()
    for file_id in db.session.scalars(select(Paper.issue_file_id)).all():
        found |= {weight.confidence for weight in weigh_all(claims(file_id), cards_of(file_id)).values()}
    assert found == {"low", "medium", "high"}


def test_members_comment_on_the_guide_in_review_with_another_wording_and_an_objection(loaded, client, acting_as):
    guide = db.session.scalars(select(Paper).where(Paper.demo_key == "guide-02")).one()
    said = db.session.scalars(select(Comment).where(Comment.paper_id == guide.id)).all()
    assert {each.kind for each in said} == {"general", "technical", "objection"} and any(each.proposed for each in said)
    acting_as(loaded[1]["coordinators"]["engineering"])
    assert "يلزم ذكر الجهة" in client.get(f"/papers/{guide.id}/comments").text


def test_a_published_paper_cites_a_law_in_full_and_then_briefly_and_says_that_the_words_are_invented(loaded, client):
    paper = db.session.scalars(select(Paper).where(Paper.demo_key == "paper-01")).one()
    page = client.get(f"/papers/{paper.id}").text
    assert "قانون رقم (1) لسنة 1997م بشأن الهيئات المحلية الفلسطينية وتعديلاته، المادة (15)" in page
    assert "قانون رقم (1) لسنة 1997م، المادة (22)" in page and "نص تجريبي" in page


def test_visitors_read_what_is_published_and_nothing_else(loaded, client):
    page = client.get("/papers").text
    assert "دليل إدارة المشاريع" in page and "ضريبة الأملاك" in page and "التشاور المبكر" not in page


def test_loading_again_makes_nothing_twice(loaded):
    with transaction():
        papers, guides = rows("demo_position_papers"), rows("demo_guides")
        assert load(papers, guides, **loaded[1]) == 0


def test_nothing_of_it_happens_in_the_future(loaded):
    assert db.session.scalars(select(Paper).where(Paper.changed_at > clock.now())).all() == []
