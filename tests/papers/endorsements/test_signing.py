"""Three offices sign one text, one after the other; what they signed is what is published."""

import hashlib

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, transaction
from forum.papers import actions as collecting, publishing, queries as reading
from forum.papers.documents import Paper, PaperVersion
from forum.papers.endorsements import queries
from forum.papers.endorsements.models import Signature
from forum.papers.endorsements.policy import CanSign, SignOff, signing_gate
from forum.papers.shelf import paper as paper_for, sections
from forum.threads import curation
from forum.threads.models import Thread
from tests.support import factories as make, papers as way
from tests.support.accounts import actor_of


@pytest.fixture
def paper(case) -> Paper:
    return case.draft("رُفضت معظم الاعتراضات في أربع هيئات.")


def text_of(paper: Paper) -> str:
    return queries.newest_version(paper).fingerprint


def sign(client, paper, fingerprint=None):
    data = {"fingerprint": fingerprint or text_of(paper)}
    return client.post(f"/papers/{paper.id}/signatures/given", data=data)


def signed() -> list[str]:
    return list(db.session.scalars(select(Signature.office).order_by(Signature.id)))


def test_the_three_offices_sign_in_their_order_and_then_the_association_publishes(client, acting_as, case, paper):
    people = way.signing(paper, by=case.moderator)
    association = make.association()
    for office, person in people.items():
        acting_as(association)
        assert client.post(f"/papers/{paper.id}/steps/publication/taken").status_code == 422
        acting_as(person)
        page = client.get(f"/papers/{paper.id}/signatures").text
        assert text_of(paper) in page and "توقيع هذا النص" in page
        assert sign(client, paper).status_code == 303
        assert signed()[-1] == office
    acting_as(association)
    assert client.post(f"/papers/{paper.id}/steps/publication/taken").status_code == 303
    acting_as(ANYONE)
    page = client.get(f"/papers/{paper.id}").text
    assert all(person.name in page for person in people.values()) and "تؤيد هيئة محلية واحدة هذه الورقة" in page


def test_what_is_published_is_what_was_signed_letter_by_letter(client, case, paper):
    frozen = way.publish(paper, by=case.moderator)
    text = client.get(f"/papers/{paper.id}/export/text").data
    assert hashlib.sha256(text).hexdigest() == frozen.fingerprint
    assert set(db.session.scalars(select(Signature.fingerprint))) == {frozen.fingerprint}


@pytest.mark.parametrize("office", ["coordinator", "legal_unit", "executive"])
@pytest.mark.parametrize("who", ["coordinator", "legal_unit", "executive", "moderator", "association", "elsewhere"])
def test_each_office_signs_when_it_is_its_turn(office: str, who: str):
    here, away = frozenset({1}), frozenset({2})
    people = {
        "coordinator": Actor(member_id=1, platforms=here, moderates=here, coordinates=here),
        "legal_unit": Actor(member_id=2, offices=frozenset({"legal_unit"})),
        "executive": Actor(member_id=3, offices=frozenset({"executive"})),
        "moderator": Actor(member_id=4, platforms=here, moderates=here),
        "association": Actor(member_id=5, is_association=True, offices=frozenset({"association"})),
        "elsewhere": Actor(member_id=6, platforms=away, moderates=away, coordinates=away),
    }
    paper = Paper(platform_id=1, state="signing")
    assert bool(signing_gate.may(people[who], CanSign.SIGN, SignOff(paper, office))) == (who == office)
    for state in ("draft", "review", "endorsement", "published", "withdrawn"):
        asleep = SignOff(Paper(platform_id=1, state=state), office)
        assert not signing_gate.may(people[who], CanSign.SIGN, asleep)


def test_nobody_signs_before_their_turn_or_twice(client, acting_as, case, paper):
    people = way.signing(paper, by=case.moderator)
    acting_as(people["executive"])
    early = sign(client, paper)
    assert early.status_code == 403 and "هذا التوقيع من اختصاص: منسق المنصة" in early.text
    acting_as(people["coordinator"])
    sign(client, paper)
    again = sign(client, paper)
    assert again.status_code == 403 and signed() == ["coordinator"]


def test_one_person_does_not_sign_for_two_offices(client, acting_as, case, paper):
    people = way.signing(paper, by=case.moderator)
    acting_as(people["coordinator"])
    sign(client, paper)
    both = Actor(
        member_id=people["coordinator"].member_id, name="نادر", platforms=people["coordinator"].platforms,
        coordinates=people["coordinator"].coordinates, offices=frozenset({"legal_unit"}),
    )
    acting_as(both)
    refused = sign(client, paper)
    assert refused.status_code == 403 and "يوقّع هنا شخص آخر" in refused.text


def test_another_text_than_the_one_that_was_read_is_not_signed(client, acting_as, case, paper):
    people = way.signing(paper, by=case.moderator)
    acting_as(people["coordinator"])
    other = sign(client, paper, "0" * 64)
    assert other.status_code == 409 and "ليس هذا هو النص الذي قرأته" in other.text
    assert sign(client, paper, "لا بصمة").status_code == 422
    assert signed() == []


def test_the_legal_unit_sends_a_paper_back_and_signatures_fall_away_with_the_text(client, acting_as, case, paper):
    people = way.signing(paper, by=case.moderator)
    acting_as(people["coordinator"])
    sign(client, paper)
    acting_as(people["legal_unit"])
    assert client.get(f"/papers/{paper.id}").status_code == 200
    back = client.post(f"/papers/{paper.id}/steps/return/taken", data={"reason": "رقم القانون خطأ"})
    assert back.status_code == 303
    acting_as(case.moderator)
    assert "ما إن يتغير حتى تسقط هذه التواقيع" in client.get(f"/papers/{paper.id}/signatures").text
    case.write(sections(paper.id)[0], "نص صحيح", paper_for(case.moderator, paper.id))
    with transaction():
        publishing.open_endorsement(paper_for(case.moderator, paper.id), by=case.moderator)
    found = paper_for(case.moderator, paper.id)
    assert queries.sign_off(found, queries.newest_version(found)).turn == "coordinator"
    assert queries.fallen(paper.id, text_of(paper)) == (1, 1)


def test_a_signature_stands_while_the_text_stands(client, acting_as, case, paper):
    people = way.signing(paper, by=case.moderator)
    acting_as(people["coordinator"])
    sign(client, paper)
    with transaction():
        publishing.return_to_draft(paper_for(case.moderator, paper.id), "سؤال", by=case.moderator)
    with transaction():
        publishing.open_endorsement(paper_for(case.moderator, paper.id), by=case.moderator)
    found = paper_for(case.moderator, paper.id)
    assert queries.sign_off(found, queries.newest_version(found)).turn == "legal_unit"


def test_the_text_in_hand_is_shown_and_cannot_be_changed(client, acting_as, case, paper):
    way.signing(paper, by=case.moderator)
    section = sections(paper.id)[0]
    acting_as(case.moderator)
    page = client.get(f"/papers/{paper.id}").text
    assert "النص مجمّد: النسخة 2" in page and "رُفضت معظم الاعتراضات" in page
    data = {"heading": "ع", "source": "غيره", "revision": 2}
    assert client.post(f"/sections/{section.id}/revisions", data=data).status_code == 403


def test_those_who_sign_read_the_paper_and_not_the_comments(client, acting_as, case, paper):
    legal = way.signing(paper, by=case.moderator)["legal_unit"]
    acting_as(legal)
    assert client.get(f"/papers/{paper.id}/versions/2").status_code == 200
    assert client.get(f"/papers/{paper.id}/comments").status_code == 403


def test_those_who_sign_read_every_word_that_is_cited(client, acting_as, case):
    card = case.take(words="قُبل منها 5")
    paper = case.draft(f"نص [@{card.id}]")
    author = actor_of(case.post.author)
    with transaction():
        collecting.answer_consent(reading.card(author, card.id), "authority", "", by=author)
    legal = way.signing(paper, by=case.moderator)["legal_unit"]
    acting_as(legal)
    page = client.get(f"/papers/{paper.id}").text
    assert "قُبل منها 5" in page and "غير متاح" not in page


def test_a_coordinator_who_signs_reads_words_of_closed_threads_with_what_stands_around_them(client, acting_as, case):
    card = case.take(words="قُبل منها 5")
    other = case.take(words="318")
    paper = case.draft(f"نص [@{card.id}]")
    author = actor_of(case.post.author)
    with transaction():
        collecting.answer_consent(reading.card(author, card.id), "authority", "", by=author)
    people = way.signing(paper, by=case.moderator)
    with transaction():
        thread = db.session.get_one(Thread, case.thread.id, options=[joinedload(Thread.board)])
        curation.move(thread, make.board(), by=make.association())
    for person in people.values():
        acting_as(person)
        page = client.get(f"/papers/{paper.id}").text
        assert "قُبل منها 5" in page and "غير متاح" not in page
        source = client.get(f"/evidence/{card.id}").text
        assert "<mark>وقُبل منها 5</mark>" in source and "بلغ عدد الاعتراضات 318" in source
        shown = client.get(f"/evidence/{other.id}")
        assert "<mark>318" not in shown.text, "what the paper does not cite stays closed"
        assert (shown.status_code == 200) == (person == people["coordinator"])
    acting_as(make.seat(case.board))
    assert "قُبل منها 5" not in client.get(f"/papers/{paper.id}").text
    assert client.get(f"/evidence/{card.id}").status_code == 404


def test_older_published_versions_stay_and_point_to_the_newest(client, acting_as, case, paper):
    way.publish(paper, by=case.moderator)
    with transaction():
        publishing.revise(paper_for(case.moderator, paper.id), "أرقام جديدة", by=case.moderator)
    case.write(sections(paper.id)[0], "نص ثان", paper_for(case.moderator, paper.id))
    way.publish(paper_for(case.moderator, paper.id), by=case.moderator)
    old = client.get(f"/papers/{paper.id}/versions/3")
    assert old.status_code == 200 and "رُفضت معظم الاعتراضات" in old.text and "إلى أحدث نسخة" in old.text
    assert "حلّت محلها نسخة أحدث" in old.text and "نص ثان" in client.get(f"/papers/{paper.id}").text
    assert "نادر الأحمد" in old.text, "its signatures stay with it"


def test_a_version_from_before_sign_off_says_so(client, case, paper):
    version = way.publish(paper, by=case.moderator)
    with transaction():
        db.session.query(Signature).delete()
    assert "قبل العمل بالتأييد والتوقيع" in client.get(f"/papers/{paper.id}").text
    assert db.session.get_one(PaperVersion, version.id).state == "published"
