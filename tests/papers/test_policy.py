"""Who may do what with papers, in every state; and the twin that lists use."""

import pytest
from sqlalchemy import select

from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, transaction
from forum.papers.documents import Paper
from forum.papers.models import IssueFile
from forum.papers.policy import Can, CanCollect, collectable_by, collecting_gate, gate, readable_by
from forum.papers.shelf import sections
from tests.support import factories as make

HERE, ELSEWHERE = 1, 2

PEOPLE = {
    "visitor": ANYONE,
    "outsider": Actor(member_id=1, platforms=frozenset({ELSEWHERE})),
    "member": Actor(member_id=2, platforms=frozenset({HERE})),
    "moderator": Actor(member_id=3, platforms=frozenset({HERE}), moderates=frozenset({HERE})),
    "moderator elsewhere": Actor(member_id=4, platforms=frozenset({ELSEWHERE}), moderates=frozenset({ELSEWHERE})),
    "association": Actor(member_id=5, is_association=True),
    "administrator": Actor(member_id=6, is_administrator=True),
    "legal unit": Actor(member_id=7, offices=frozenset({"legal_unit"})),
    "executive committee": Actor(member_id=8, offices=frozenset({"executive"})),
    "coordinator": Actor(
        member_id=9, platforms=frozenset({HERE}), moderates=frozenset({HERE}), coordinates=frozenset({HERE})
    ),
}
#: A paper's state, with or without a published version behind it.
STATES = {
    "draft": ("draft", None),
    "review": ("review", None),
    "endorsement": ("endorsement", None),
    "signing": ("signing", None),
    "published": ("published", 1),
    "next version being drafted": ("draft", 1),
    "next version in review": ("review", 1),
    "next version in endorsement": ("endorsement", 1),
    "next version in signing": ("signing", 1),
    "superseded": ("superseded", 1),
    "withdrawn": ("withdrawn", 1),
}
READING = {Can.READ, Can.EXPORT}
#: What those who sign read, and what those who write and review read.
SIGNERS = READING | {Can.READ_DRAFT}
DRAFT_READING = SIGNERS | {Can.READ_COMMENTS}
DRAFTING = DRAFT_READING | {Can.EDIT, Can.SEND_TO_REVIEW, Can.OPEN_ENDORSEMENT}
NOTHING: set[Can] = set()
REVIEWING = DRAFT_READING | {Can.RETURN, Can.COMMENT, Can.OPEN_ENDORSEMENT}
ENDORSING = DRAFT_READING | {Can.RETURN, Can.OPEN_SIGNING}
SIGNING = DRAFT_READING | {Can.RETURN}
IN_SIGNING = {
    "member": DRAFT_READING,
    "moderator": SIGNING,
    "association": SIGNING | {Can.PUBLISH},
    "legal unit": SIGNERS | {Can.RETURN},
    "executive committee": SIGNERS | {Can.RETURN},
}
#: What each person may do; whoever is not named may do what "others" may.
TABLE = {
    "draft": {"moderator": DRAFTING, "association": DRAFTING, "others": NOTHING},
    "review": {
        "member": DRAFT_READING | {Can.COMMENT},
        "moderator": REVIEWING,
        "association": REVIEWING,
        "others": NOTHING,
    },
    "endorsement": {
        "member": DRAFT_READING, "moderator": ENDORSING, "association": ENDORSING, "others": NOTHING,
    },
    "signing": IN_SIGNING | {"others": NOTHING},
    "published": {
        "moderator": DRAFT_READING | {Can.REVISE},
        "association": DRAFT_READING | {Can.REVISE, Can.SUPERSEDE, Can.WITHDRAW},
        "others": READING,
    },
    "next version being drafted": {"moderator": DRAFTING, "association": DRAFTING, "others": READING},
    "next version in review": {
        "member": DRAFT_READING | {Can.COMMENT},
        "moderator": REVIEWING,
        "association": REVIEWING,
        "others": READING,
    },
    "next version in endorsement": {
        "member": DRAFT_READING, "moderator": ENDORSING, "association": ENDORSING, "others": READING,
    },
    "next version in signing": IN_SIGNING | {"others": READING},
    "superseded": {"moderator": DRAFT_READING, "association": DRAFT_READING, "others": READING},
    "withdrawn": {"moderator": DRAFT_READING, "association": DRAFT_READING, "others": READING},
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", STATES)
def test_each_person_may_do_in_each_state_exactly_what_the_table_says(who: str, state: str):
    name, number = STATES[state]
    paper = Paper(platform_id=HERE, state=name, published_number=number)

    allowed = {to for to in Can if gate.may(PEOPLE[who], to, paper)}

    # a coordinator moderates, and does here what moderators do: signing is asked in endorsements/test_signing.py
    row = "moderator" if who == "coordinator" else who
    assert allowed == TABLE[state].get(row, TABLE[state]["others"])


@pytest.mark.parametrize("who", PEOPLE)
def test_issue_files_are_the_work_of_moderators_and_the_association(who: str):
    file = IssueFile(platform_id=HERE)
    expected = who in {"moderator", "coordinator", "association"}
    assert all(bool(gate_says) == expected for gate_says in collecting_gate.all(PEOPLE[who], file).values())
    assert {to.name.lower() for to in CanCollect} == set(collecting_gate.all(PEOPLE[who], file))


def test_lists_hold_exactly_what_may_be_read(case):
    papers = []
    for name, number in STATES.values():
        paper = case.draft()
        paper.state, paper.published_number = name, number
        papers.append(paper.id)

    with transaction():
        db.session.flush()
    here = frozenset({case.board.platform_id})
    elsewhere = frozenset({case.board.platform_id + 1000})
    people = {
        "visitor": ANYONE,
        "member": Actor(member_id=1, platforms=here),
        "association": Actor(member_id=1, is_association=True),
        "moderator": Actor(member_id=1, platforms=here, moderates=here),
        "elsewhere": Actor(member_id=1, platforms=elsewhere, moderates=elsewhere),
        "legal unit": Actor(member_id=1, offices=frozenset({"legal_unit"})),
    }
    for name, actor in people.items():
        listed = {paper.id for paper in db.session.scalars(select(Paper).where(readable_by(actor)))}
        allowed = {p.id for p in db.session.scalars(select(Paper)) if gate.may(actor, Can.READ, p)}
        assert listed == allowed, name
        files = {file.id for file in db.session.scalars(select(IssueFile).where(collectable_by(actor)))}
        assert files == {
            f.id for f in db.session.scalars(select(IssueFile)) if collecting_gate.may(actor, CanCollect.READ, f)
        }


@pytest.mark.parametrize(
    ("who", "status"), [("visitor", 404), ("outsider", 404), ("member", 404), ("elsewhere", 404), ("moderator", 200)]
)
def test_addresses_of_a_draft_tell_others_nothing(client, acting_as, case, who, status):
    card = case.take()
    paper = case.draft(f"سر المهنة [@{card.id}]")
    people = {
        "visitor": lambda: ANYONE,
        "outsider": make.outsider,
        "member": lambda: make.seat(case.board),
        "elsewhere": lambda: make.moderator(make.board()),
        "moderator": lambda: case.moderator,
    }
    acting_as(people[who]())
    for address in (f"/papers/{paper.id}", f"/papers/{paper.id}/export/html", f"/papers/{paper.id}/export/markdown"):
        answer = client.get(address)
        assert answer.status_code == status, address
        assert ("سر المهنة" in answer.text) == (status == 200)
    listed = client.get("/papers").text
    assert (paper.title in listed) == (status == 200)


def test_members_read_a_draft_in_review_but_do_not_write_in_it(client, acting_as, case):
    paper = case.draft("نص للمراجعة")
    section = sections(paper.id)[0]
    acting_as(case.moderator)
    client.post(f"/papers/{paper.id}/steps/review/taken")
    acting_as(make.seat(case.board))

    assert "نص للمراجعة" in client.get(f"/papers/{paper.id}").text
    for address in (f"/sections/{section.id}/edit", f"/papers/{paper.id}/arrangement"):
        assert client.get(address).status_code == 403
    refused = client.post(f"/sections/{section.id}/revisions", data={"heading": "ع", "source": "غيره", "revision": 2})
    assert refused.status_code == 403
    assert "عمل مشرفي المنصة" in refused.text


def test_nobody_writes_in_a_frozen_text(client, acting_as, case):
    paper = case.draft("نص للمراجعة")
    section = sections(paper.id)[0]
    acting_as(case.moderator)
    client.post(f"/papers/{paper.id}/steps/review/taken")
    data = {"heading": "ع", "source": "نص طويل كتبته ولا أريد أن يضيع", "revision": 2}
    answer = client.post(f"/sections/{section.id}/revisions", data=data)
    assert answer.status_code == 403 and "النص مجمّد" in answer.text and "كتبته ولا أريد أن يضيع" in answer.text
