"""Minutes, cases and attachments as sources: kept as they stood, told apart from what they became."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.attachments.models import Attachment, AttachmentPage
from forum.cases.models import Case as InnovationCase, CaseHiding, CaseReview, Telling
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.papers import actions as collecting, queries as papers
from forum.papers.evidence import Quote
from forum.papers.living.actions import look_at_everything
from forum.papers.living.models import ReviewTask
from forum.papers.models import Evidence
from forum.papers.readiness import unprintable
from forum.papers.sources import actions, rules
from forum.papers.sources.citing import cited, in_full
from forum.papers.sources.models import Material
from forum.papers.sources.queries import WHOLE
from forum.papers.weighing import weigh_all
from forum.threads import curation
from forum.workshops.closing.models import Minutes
from forum.workshops.models import Workshop
from tests.support import factories as make

WORDS = "اتفق الحاضرون على ستين يوما للعرض."


def minutes(case) -> int:
    """A workshop of the platform with minutes."""
    began = clock.now() - timedelta(days=3)
    held = make.save(
        Workshop(
            platform_id=case.board.platform_id, title_ar="ورشة التشاور", starts_at=began,
            ends_at=began + timedelta(hours=2), agenda=[],
        )
    )
    revise_minutes(held.id, 1, WORDS)
    return held.id


def revise_minutes(workshop_id: int, number: int, text: str) -> None:
    made = Minutes(workshop_id=workshop_id, number=number, text=text, at=clock.now())
    made.write(text)
    make.save(made)


def innovation(case) -> int:
    """An accepted case of an authority in the north."""
    told = make.save(
        InnovationCase(
            platform_id=case.board.platform_id, authority_id=make.authority(name_ar="جنين", region="north").id,
            author_id=make.member().id, title="عرض المخططات في الأحياء", accepted_at=clock.now(),
        )
    )
    tell(told.id, 1, WORDS)
    return told.id


def tell(case_id: int, number: int, text: str) -> None:
    told = make.save(
        Telling(case_id=case_id, number=number, member_id=make.member().id, title="عرض المخططات", problem=text)
    )
    make.save(CaseReview(telling_id=told.id, outcome="accepted", member_id=make.member().id))
    with transaction():
        db.session.get_one(InnovationCase, case_id).shown_number = number


def attachment(case) -> int:
    """A file of two pages attached to the cited post."""
    file = make.save(
        Attachment(
            holder_kind="post", holder_id=case.post.id, position=1, member_id=case.post.author_id, sha256="a" * 64,
            name="محضر المجلس.pdf", ending=".pdf", type="application/pdf", size=1000,
        )
    )
    make.save(AttachmentPage(attachment_id=file.id, number=1, text="غلاف"))
    make.save(AttachmentPage(attachment_id=file.id, number=2, text=WORDS))
    return file.id


THINGS = {rules.MINUTES: (minutes, ""), rules.CASE: (innovation, ""), rules.ATTACHMENT: (attachment, "2")}


def collect(case, sort: str) -> Material:
    thing, place = THINGS[sort]
    subject = thing(case)
    with transaction():
        return actions.collect(case.file, sort, subject, place, by=case.moderator)


def take(case, found: Material) -> Evidence:
    with transaction():
        about = collecting.claim(case.file, "مدة العرض ستون يوما", by=case.moderator)
        return actions.take(
            case.file, found, about, stance="supports", kind="practice", quote=Quote("ستين يوما"), by=case.moderator
        )


def card(card_id: int) -> Evidence:
    query = select(Evidence).where(Evidence.id == card_id).options(*papers.CARD)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


@pytest.mark.parametrize("sort", THINGS)
def test_a_thing_of_the_forum_is_chosen_and_its_words_become_evidence(client, acting_as, case, sort):
    thing, place = THINGS[sort]
    subject = thing(case)
    acting_as(case.moderator)
    offered = client.get(f"/issue-files/{case.file.id}/sources/new/{sort}")
    assert offered.status_code == 200 and f'value="{subject}"' in offered.text

    answer = client.post(f"/issue-files/{case.file.id}/sources/{sort}", data={"subject": subject, "page": place or "1"})
    again = client.post(f"/issue-files/{case.file.id}/sources/{sort}", data={"subject": subject, "page": place or "1"})

    found = db.session.scalars(select(Material).options(*WHOLE)).one()
    assert answer.location == again.location and answer.location.endswith(f"/sources/{found.id}")
    made = take(case, found)
    page = client.get(f"/evidence/{made.id}").text
    assert "<mark>ستين يوما</mark>" in page
    assert client.get(f"/issue-files/{case.file.id}").status_code == 200


def test_nothing_can_be_chosen_where_nothing_is(client, acting_as, case):
    acting_as(case.moderator)
    for sort in THINGS:
        page = client.get(f"/issue-files/{case.file.id}/sources/new/{sort}")
        assert page.status_code == 200 and "العودة إلى ملف القضية" in page.text
        assert client.post(f"/issue-files/{case.file.id}/sources/{sort}", data={"subject": "77"}).status_code == 422


def test_each_is_cited_as_what_it_is(case):
    lines = {sort: in_full(cited(collect(case, sort))) for sort in THINGS}
    assert lines[rules.MINUTES].startswith("محضر ورشة «ورشة التشاور»، الهندسة والتخطيط، ")
    assert lines[rules.CASE].startswith("حالة إبداع «عرض المخططات»، ")
    assert lines[rules.ATTACHMENT].startswith("ملف مرفق «محضر المجلس.pdf»، ص 2، أرفقته دورا، ")


def test_only_a_case_has_an_authority_that_speaks(case):
    made = [take(case, collect(case, sort)) for sort in THINGS]
    weight = weigh_all(papers.claims(case.file.id), papers.cards(case.file.id))[made[0].claim_id]
    assert (weight.voices, weight.regions, weight.types) == (1, ("north",), ("municipality",))


@pytest.mark.parametrize("sort", [rules.MINUTES, rules.CASE])
def test_a_later_text_leaves_the_card_on_the_cited_one_and_makes_a_task(client, acting_as, case, sort):
    found = collect(case, sort)
    made = take(case, found)
    case.draft(f"نص [@{made.id}]")
    changed = WORDS.replace("ستين", "تسعين")
    if sort == rules.MINUTES:
        revise_minutes(found.subject_id, 2, changed)
    else:
        tell(found.subject_id, 2, changed)

    with transaction():
        look_at_everything()
    with transaction():
        look_at_everything()

    assert card(made.id).has_changed and card(made.id).exact == "ستين يوما"
    assert [task.cause for task in db.session.scalars(select(ReviewTask))] == ["edited"]
    acting_as(case.moderator)
    page = client.get(f"/evidence/{made.id}").text
    assert "تغيّر المصدر" in page and "<ins>تسعين" in page


def test_what_is_hidden_or_gone_can_no_longer_be_printed(case):
    told, file = collect(case, rules.CASE), collect(case, rules.ATTACHMENT)
    cards = [take(case, told), take(case, file)]
    case.draft(" ".join(f"[@{each.id}]" for each in cards))
    assert unprintable([card(each.id) for each in cards]) == []
    make.save(CaseHiding(case_id=told.subject_id, reason="سبب", member_id=make.member().id))
    with transaction():
        db.session.delete(db.session.get_one(Attachment, file.subject_id))
    with transaction():
        look_at_everything()
    assert len(unprintable([card(each.id) for each in cards])) == 1
    assert [task.cause for task in db.session.scalars(select(ReviewTask))] == ["hidden", "hidden"]


def test_an_attachment_is_read_by_those_who_may_read_its_post(client, acting_as, case):
    made = take(case, collect(case, rules.ATTACHMENT))
    with transaction():
        curation.move(case.thread, make.board(), by=make.association())
    acting_as(case.moderator)
    page = client.get(f"/evidence/{made.id}").text
    assert "ستين يوما" not in page and "غير متاح لك" in page
    assert client.get(f"/sources/{made.material_id}").status_code == 404


def test_a_page_of_a_material_of_a_workshop_is_cited_and_told_as_such(client, acting_as, case):
    minutes(case)
    held = db.session.scalars(select(Workshop)).unique().one()
    file = make.save(
        Attachment(
            holder_kind="workshop", holder_id=held.id, position=1, member_id=case.post.author_id, sha256="b" * 64,
            name="عرض الخبير.pdf", ending="pdf", type="application/pdf", size=1000,
        )
    )
    make.save(AttachmentPage(attachment_id=file.id, number=3, text=WORDS))
    now = clock.now()
    other = make.save(Workshop(platform_id=make.platform().id, title_ar="أخرى", starts_at=now, ends_at=now, agenda=[]))
    foreign = make.save(
        Attachment(
            holder_kind="workshop", holder_id=other.id, position=1, member_id=case.post.author_id, sha256="c" * 64,
            name="ملف آخر.pdf", ending="pdf", type="application/pdf", size=1000,
        )
    )
    make.save(AttachmentPage(attachment_id=foreign.id, number=1, text=WORDS))
    acting_as(case.moderator)
    offered = client.get(f"/issue-files/{case.file.id}/sources/new/{rules.ATTACHMENT}").text
    assert f'value="{file.id}"' in offered and "ملف آخر.pdf" not in offered

    data = {"subject": file.id, "page": "3"}
    assert client.post(f"/issue-files/{case.file.id}/sources/{rules.ATTACHMENT}", data=data).status_code == 303

    made = take(case, db.session.scalars(select(Material).options(*WHOLE)).one())
    assert "<mark>ستين يوما</mark>" in client.get(f"/evidence/{made.id}").text
    acting_as(make.outsider())
    wrong = client.post(f"/issue-files/{case.file.id}/sources/{rules.ATTACHMENT}", data=data)
    assert wrong.status_code in (403, 404)
