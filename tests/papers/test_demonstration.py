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
from forum.papers.queries import text_of_revision
from forum.platforms.models import Board
from forum.threads.models import Post
from tests.support import factories as make

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
        authorities[code] = make.authority(code=code, name_ar=author["authority_ar"], region=author["region"]).id
    person = make.member(name=author["name"], job_title=author["role"], authority_id=authorities[code])
    make.seat(board, member=person)
    return person


def test_two_papers_and_two_guides_stand_in_their_states(loaded, client, acting_as):
    made, people = loaded
    assert made == 4
    states = dict(db.session.execute(select(Paper.demo_key, Paper.state)).all())
    assert states == {"paper-01": "published", "paper-02": "endorsement", "guide-01": "published", "guide-02": "draft"}
    for paper in db.session.scalars(select(Paper)).all():
        acting_as(people["coordinators"]["finance" if paper.demo_key == "paper-01" else "engineering"])
        page = client.get(f"/papers/{paper.id}").text
        assert "بيانات تجريبية" in page and 'id="ref-1"' in page


def test_every_card_points_at_the_words_that_it_keeps(loaded):
    cards = db.session.scalars(select(Evidence)).all()
    assert len(cards) >= 40
    for card in cards:
        text = text_of_revision(db.session.get_one(Post, card.post_id), card.revision)
        assert text[card.start : card.start + len(card.exact)] == card.exact and len(card.exact) >= 20


def test_visitors_read_what_is_published_and_nothing_else(loaded, client):
    page = client.get("/papers").text
    assert "دليل إدارة المشاريع" in page and "ضريبة الأملاك" in page and "التشاور المبكر" not in page


def test_loading_again_makes_nothing_twice(loaded):
    with transaction():
        papers, guides = rows("demo_position_papers"), rows("demo_guides")
        assert load(papers, guides, **loaded[1]) == 0


def test_nothing_of_it_happens_in_the_future(loaded):
    assert db.session.scalars(select(Paper).where(Paper.changed_at > clock.now())).all() == []
