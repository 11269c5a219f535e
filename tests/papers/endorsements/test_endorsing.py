"""One authority, one voice: given by its delegate, with what colleagues think beside it."""

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.papers import publishing
from forum.papers.documents import Paper
from forum.papers.endorsements import actions, queries
from forum.papers.endorsements.counting import tally
from forum.papers.endorsements.models import Voice
from forum.papers.endorsements.rules import ENDORSEMENT_TIME
from forum.papers.shelf import paper as paper_for, sections
from tests.support import factories as make, papers as way


def say(client, paper, stand="endorse", **given):
    data = {"stand": stand, "reason": "", "proposal": ""} | given
    return client.post(f"/papers/{paper.id}/endorsements/said", data=data)


def counts(paper: Paper) -> dict[str, int]:
    text = queries.newest_version(paper).fingerprint
    return {stand: count for stand, count in tally(queries.positions_on(paper.id, text)).items() if count}


def test_a_delegate_gives_the_voice_of_the_authority(client, acting_as, asked):
    acting_as(asked.delegate)
    page = client.get(f"/papers/{asked.paper.id}/endorsements").text
    assert "موقف هيئتك" in page and "لكل هيئة صوت واحد" in page

    assert say(client, asked.paper).status_code == 303

    assert counts(asked.paper) == {"endorse": 1}
    assert asked.delegate.name in client.get(f"/papers/{asked.paper.id}/endorsements").text


def test_a_delegate_changes_the_voice_and_the_newest_counts(client, acting_as, asked):
    acting_as(asked.delegate)
    say(client, asked.paper)
    say(client, asked.paper, "abstain")
    assert counts(asked.paper) == {"abstain": 1}
    assert len(db.session.scalars(select(Voice)).all()) == 2, "nothing that was said is overwritten"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"stand": "object"}, "تلزم كتابة السبب"),
        ({"stand": "object", "reason": "لا نوافق على الموعد"}, "تلزم كتابة التعديل"),
        ({"stand": "object", "proposal": "موعد أبعد"}, "تلزم كتابة السبب"),
        ({"stand": "reserve"}, "تلزم كتابة السبب"),
        ({"stand": "perhaps"}, "اختيار"),
        ({"stand": ""}, "يلزم اختيار الموقف"),
    ],
)
def test_an_objection_needs_a_reason_and_a_change_and_keeps_what_was_typed(client, acting_as, asked, given, sentence):
    acting_as(asked.delegate)
    answer = say(client, asked.paper, **given)
    assert answer.status_code == 422 and sentence in answer.text
    assert given.get("reason", "") in answer.text and given.get("proposal", "") in answer.text
    assert counts(asked.paper) == {}


def test_a_complete_objection_is_taken(client, acting_as, asked):
    acting_as(asked.delegate)
    assert say(client, asked.paper, "object", reason="الموعد قريب", proposal="سنة أخرى").status_code == 303
    page = client.get(f"/papers/{asked.paper.id}/endorsements").text
    assert "الموعد قريب" in page and "سنة أخرى" in page


def test_a_colleague_says_an_opinion_and_the_difference_stays_visible(client, acting_as, asked):
    acting_as(asked.colleague)
    page = client.get(f"/papers/{asked.paper.id}/endorsements").text
    assert "رأيك" in page and "موقف هيئتك</h2>" not in page
    assert say(client, asked.paper, "object").status_code == 303
    assert counts(asked.paper) == {}, "an opinion is no voice"
    acting_as(asked.delegate)
    say(client, asked.paper)
    assert counts(asked.paper) == {"endorse": 1}

    assert "آراء متباينة داخل الهيئة" in client.get(f"/papers/{asked.paper.id}/endorsements").text


def test_who_said_what_inside_an_authority_is_for_its_people_and_the_moderators(client, acting_as, case, asked):
    acting_as(asked.colleague)
    say(client, asked.paper, "object", reason="رأي بين الزملاء")
    for who in (asked.delegate, case.moderator, make.association()):
        acting_as(who)
        page = client.get(f"/papers/{asked.paper.id}/endorsements").text
        assert asked.colleague.name in page and "رأي بين الزملاء" in page
    acting_as(make.seat(case.board))
    page = client.get(f"/papers/{asked.paper.id}/endorsements").text
    assert "اعتراض (1)" in page
    assert asked.colleague.name not in page and "رأي بين الزملاء" not in page


def test_two_colleagues_who_differ_show_before_there_is_a_voice(client, acting_as, case, asked):
    other = make.seat(case.board, member=make.member(authority_id=asked.delegate.authority_id))
    for who, stand in ((asked.colleague, "endorse"), (other, "object")):
        acting_as(who)
        say(client, asked.paper, stand)
    assert "آراء متباينة داخل الهيئة" in client.get(f"/papers/{asked.paper.id}/endorsements").text


@pytest.mark.parametrize(
    ("who", "status"),
    [("delegate", 303), ("colleague", 303), ("without authority", 403), ("outsider", 404), ("moderator", 303)],
)
def test_people_with_a_seat_and_an_authority_speak(client, acting_as, case, asked, who, status):
    people = {
        "delegate": lambda: asked.delegate,
        "colleague": lambda: asked.colleague,
        "without authority": lambda: make.seat(case.board, member=make.member(authority_id=None)),
        "outsider": make.outsider,
        "moderator": lambda: case.moderator,
    }
    acting_as(people[who]())
    assert say(client, asked.paper).status_code == status


def test_a_delegate_who_works_elsewhere_now_gives_no_voice(client, acting_as, case, asked):
    moved = make.authority()
    person = db.session.get_one(type(case.post.author), asked.delegate.member_id)
    with transaction():
        person.authority_id = moved.id
    acting_as(person)
    assert say(client, asked.paper).status_code == 303
    assert counts(asked.paper) == {}, "it is an opinion of somebody of another authority"


def test_after_fourteen_days_nobody_speaks(client, acting_as, asked):
    acting_as(asked.delegate)
    with clock.standing(clock.now() + ENDORSEMENT_TIME):
        answer = say(client, asked.paper)
    assert answer.status_code == 403 and "انتهت مدة التأييد" in answer.text


def test_the_sign_off_waits_for_time_or_for_everybody(client, acting_as, case, asked):
    acting_as(case.moderator)
    steps = f"/papers/{asked.paper.id}/steps/signing"
    assert "ولم تبدِ كلها موقفها" in client.get(steps).text
    assert client.post(f"{steps}/taken").status_code == 422
    acting_as(asked.delegate)
    say(client, asked.paper)
    acting_as(case.moderator)
    assert client.post(f"{steps}/taken").status_code == 303, "everybody has spoken"


def test_a_paper_that_nobody_endorses_is_not_signed(client, acting_as, case, asked):
    acting_as(asked.delegate)
    say(client, asked.paper, "abstain")
    acting_as(case.moderator)
    refused = client.post(f"/papers/{asked.paper.id}/steps/signing/taken")
    assert refused.status_code == 422 and "لم تؤيد أي هيئة" in refused.text


def test_an_objection_is_answered_before_the_sign_off(client, acting_as, case, asked):
    other = way.delegate(case.board.platform_id)
    acting_as(other)
    say(client, asked.paper)
    acting_as(asked.delegate)
    say(client, asked.paper, "object", reason="الموعد قريب", proposal="سنة أخرى")
    objection = db.session.scalars(select(Voice).where(Voice.stand == "object")).one()
    assert client.post(f"/voices/{objection.id}/answers", data={"text": "لا"}).status_code == 403
    acting_as(case.moderator)
    refused = client.post(f"/papers/{asked.paper.id}/steps/signing/taken")
    assert refused.status_code == 422 and "اعتراضات بلا رد" in refused.text
    assert "الموعد قريب" in client.get(f"/voices/{objection.id}").text
    assert client.post(f"/voices/{objection.id}/answers", data={"text": " "}).status_code == 422
    assert client.post(f"/voices/{objection.id}/answers", data={"text": "القانون يحدد الموعد"}).status_code == 303
    assert "القانون يحدد الموعد" in client.get(f"/papers/{asked.paper.id}/endorsements").text
    assert client.post(f"/papers/{asked.paper.id}/steps/signing/taken").status_code == 303


def test_voices_fall_away_with_the_text_and_that_is_said(client, acting_as, case, asked):
    acting_as(asked.delegate)
    say(client, asked.paper)
    acting_as(case.moderator)
    client.post(f"/papers/{asked.paper.id}/steps/return/taken", data={"reason": "رقم ناقص"})
    assert "تسقط هذه الأصوات" in client.get(f"/papers/{asked.paper.id}/endorsements").text
    case.write(sections(asked.paper.id)[0], "نص آخر", paper_for(case.moderator, asked.paper.id))
    with transaction():
        publishing.open_endorsement(paper_for(case.moderator, asked.paper.id), by=case.moderator)
    assert counts(asked.paper) == {}
    assert "سقط صوت واحد أُعطي لنص سابق" in client.get(f"/papers/{asked.paper.id}/endorsements").text


def test_voices_stand_while_the_text_stands(case, asked):
    with transaction():
        actions.speak(asked.paper, "endorse", "", "", by=asked.delegate)
        publishing.return_to_draft(asked.paper, "سؤال", by=case.moderator)
    with transaction():
        publishing.open_endorsement(paper_for(case.moderator, asked.paper.id), by=case.moderator)
    assert counts(asked.paper) == {"endorse": 1}


def test_a_text_that_was_not_reviewed_does_not_come_before_the_authorities(client, acting_as, case):
    paper = case.draft("نص")
    acting_as(case.moderator)
    refused = client.post(f"/papers/{paper.id}/steps/endorsement/taken")
    assert refused.status_code == 422 and "لم يراجع الأعضاء هذا النص" in refused.text
    client.post(f"/papers/{paper.id}/steps/review/taken")
    early = client.post(f"/papers/{paper.id}/steps/endorsement/taken")
    assert early.status_code == 422 and "للأعضاء وقت لإبداء الملاحظات" in early.text


def test_visitors_see_nothing_of_it_before_publication(client, acting_as, asked):
    acting_as(ANYONE)
    for address in ("", "/endorsements", "/signatures", "/versions/2"):
        assert client.get(f"/papers/{asked.paper.id}{address}").status_code == 404


@pytest.mark.parametrize("words", ["\0", "x" * 3_000])
def test_bad_words_come_back_with_a_sentence(client, acting_as, asked, words):
    acting_as(asked.delegate)
    assert say(client, asked.paper, "reserve", reason=words).status_code == 422
