"""A book of a paper: 60 sections, 400 cards, 300 comments on one page in a fixed handful of queries."""

import pytest
from sqlalchemy import insert, select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.papers import publishing
from forum.papers.documents import Paper, Section
from forum.papers.models import Claim, Evidence
from forum.papers.reviews import Comment
from forum.threads.models import Post
from tests.support import factories as make


@pytest.fixture
def book(case) -> Paper:
    """Rows written in bulk: what counts is what the page reads."""
    authorities = [make.authority(region=region) for region in ("north", "middle", "south", "gaza") for _ in range(10)]
    paper = case.draft()
    moderator, now = case.moderator.member_id, clock.now()
    with transaction():
        claims = [Claim(issue_file_id=case.file.id, statement=f"مقولة {n}", member_id=moderator) for n in range(80)]
        db.session.add_all(claims)
        db.session.flush()
        post = db.session.scalars(select(Post).where(Post.thread_id == case.thread.id, Post.number == 2)).one()
        db.session.execute(
            insert(Evidence),
            [
                {
                    "issue_file_id": case.file.id, "claim_id": claims[n % 80].id, "post_id": post.id, "revision": 1,
                    "exact": "318", "fingerprint": "0" * 64, "stance": "supports", "kind": "number",
                    "author_id": post.author_id, "authority_id": authorities[n % 40].id, "start": 0,
                    "authority_kind": "municipality", "region": authorities[n % 40].region, "written_at": now,
                    "taken_by_id": moderator, "is_whole_post": False, "prefix": "", "suffix": "", "job_title": "",
                }
                for n in range(400)
            ],
        )
        cards = list(db.session.scalars(select(Evidence.id).order_by(Evidence.id)))
        db.session.execute(Section.__table__.delete())
        for n in range(60):
            section = Section(paper_id=paper.id, position=n, heading=f"قسم {n}", changed_by_id=moderator)
            marks = " ".join(f"[@{card}]" for card in cards[n::60])
            section.write("\n\n".join([f"فقرة من نص القسم {n} تتحدث عن الاعتراضات وأرقامها. " * 6] * 4) + marks)
            db.session.add(section)
        db.session.flush()
        publishing.send_to_review(paper, by=case.moderator)
        sections = list(db.session.scalars(select(Section.id)))
        db.session.add_all(
            Comment(
                paper_id=paper.id, section_id=sections[n % 60], version_number=1, kind="general", body="ملاحظة",
                member_id=moderator,
            )
            for n in range(300)
        )
    return paper


def test_a_book_opens_in_at_most_twelve_queries(client, acting_as, case, book, queries):
    acting_as(case.moderator)
    client.get(f"/papers/{book.id}")
    for address in (f"/papers/{book.id}", f"/papers/{book.id}/comments", f"/papers/{book.id}/evidence"):
        with queries.at_most(12):
            assert client.get(address).status_code == 200


def test_saving_a_section_of_a_book_costs_a_fixed_number_of_queries(client, acting_as, case, book, queries):
    """How long it takes is measured by ``./dev bench --papers``."""
    with transaction():
        publishing.return_to_draft(db.session.get_one(Paper, book.id), "تعديل", by=case.moderator)
    acting_as(case.moderator)
    section = db.session.scalars(select(Section).limit(1)).one()
    data = {"heading": section.heading, "source": section.source + " جديد", "revision": section.revision}
    with queries.at_most(25):
        assert client.post(f"/sections/{section.id}/revisions", data=data).status_code == 303
