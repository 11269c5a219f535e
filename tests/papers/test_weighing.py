"""What stands behind a claim: authorities, stances, confidence in four lines, minority notes."""

import pytest

from forum.kernel.db import transaction
from forum.kernel.i18n import force_locale
from forum.papers import actions, drafting, queries
from forum.papers.models import Claim, Evidence, EvidenceWithdrawal
from forum.papers.shelf import notes
from forum.papers.weighing import four_lines, most_contested, weigh
from tests.support import factories as make, papers as way
from tests.support.accounts import actor_of

CLAIM = Claim(id=1, statement="معظم الاعتراضات تُرفض")


def card(
    authority: int | None, stance: str = "supports", kind: str = "number", region: str = "north", **given
) -> Evidence:
    withdrawn = given.pop("withdrawn", False)
    made = Evidence(
        authority_id=authority, stance=stance, kind=kind, region=region,
        authority_kind=given.pop("type", "municipality"), claim_id=1,
    )
    made.withdrawal = EvidenceWithdrawal() if withdrawn else None
    return made


def several(*regions: str, **given) -> list[Evidence]:
    """One supporting card each of different authorities; every second one is a village."""
    types = ("municipality", "village_council")
    return [card(n, region=region, type=types[n % 2], **given) for n, region in enumerate(regions, 1)]


def test_ten_cards_of_one_town_are_one_voice():
    assert weigh(CLAIM, [card(7) for _ in range(10)]).supporting == 1


def test_withdrawn_cards_context_and_people_without_authority_are_no_voices():
    weight = weigh(CLAIM, [card(1, withdrawn=True), card(2, "context"), card(None)])
    assert weight.voices == 0 and weight.confidence == "low"


@pytest.mark.parametrize(
    ("cards", "confidence"),
    [
        ([], "low"),
        (several("north", "south"), "low"),
        (several("north", "north", "north", "north", "north", "north"), "low"),
        ([card(n, region=r) for n, r in enumerate(("north", "south", "gaza", "middle", "north", "south"))], "low"),
        (several("north", "south", "middle"), "medium"),
        (several("north", "south", "middle", "gaza", "north"), "high"),
        (several("north", "south", "middle", "gaza", "north", kind="opinion"), "medium"),
        ([*several("north", "south", "middle", "gaza", "north"), card(9, "contradicts")], "medium"),
        ([*several("north", "south", "middle"), card(8, "contradicts"), card(9, "contradicts")], "low"),
    ],
    ids=[
        "nothing", "two", "one region", "one type", "three", "five", "five opinions", "one against",
        "two of five against",
    ],
)
def test_confidence_follows_its_rule(cards, confidence: str):
    assert weigh(CLAIM, cards).confidence == confidence


def test_an_authority_that_says_both_is_divided_and_counted_on_both_sides():
    weight = weigh(CLAIM, [card(1), card(1, "contradicts"), card(2)])
    assert (weight.voices, weight.supporting, weight.contradicting, weight.divided) == (2, 2, 1, 1)


def test_the_four_lines_say_how_many_whether_they_agree_where_and_from_first_hand(app):
    weight = weigh(CLAIM, [*several("north", "south", "gaza"), card(9, "contradicts", "opinion", "middle")])
    with app.test_request_context(), force_locale("ar"):
        assert four_lines(weight) == [
            "تحدثت فيها 4 هيئات.",
            "تخالفها هيئة واحدة.",
            "بلدية ومجلس قروي، من: شمال الضفة الغربية ووسط الضفة الغربية وجنوب الضفة الغربية وقطاع غزة.",
            "3 هيئات تتحدث من تجربة مباشرة.",
        ]


def test_the_bar_fills_its_width_and_never_more():
    for yes in range(4):
        for partly in range(4):
            for no in range(4):
                stances = ["supports"] * yes + ["qualifies"] * partly + ["contradicts"] * no
                bar = weigh(CLAIM, [card(n, s) for n, s in enumerate(stances)]).bar
                assert sum(width for _stance, _start, width in bar) in ((0,) if not stances else (99, 100))
                assert all(start + width <= 100 for _stance, start, width in bar)


def test_the_most_contested_claims_come_first():
    weights = {
        1: weigh(CLAIM, several("north", "south")),
        2: weigh(Claim(id=2, statement="ب"), [card(1), card(2, "contradicts")]),
        3: weigh(Claim(id=3, statement="ج"), [card(1), card(2), card(3, "qualifies")]),
    }
    assert [weight.claim_id for weight in most_contested(weights)] == [2, 3]


@pytest.mark.parametrize(
    ("cards", "needed"),
    [
        ([card(1), card(2, "contradicts")], False),
        ([card(1), card(2, "contradicts"), card(3, "contradicts")], True),
        ([card(1), card(2, "contradicts", region="gaza")], True),
        ([card(1), card(2, region="gaza"), card(3, "contradicts", region="gaza")], False),
    ],
    ids=["one of a region that also supports", "two authorities", "a whole region", "a region that is divided"],
)
def test_a_minority_is_heard_by_rule(cards, needed: bool):
    assert weigh(CLAIM, cards).needs_minority_note is needed


def test_a_contradicted_claim_stops_publication_until_it_is_answered(client, acting_as, case):
    gaza = make.member(authority=make.authority(name_ar="رفح", region="gaza"))
    against = make.post(case.thread, "عندنا قُبلت معظم الاعتراضات.", author=gaza)
    first = case.take()
    case.take(against, words="قُبلت معظم الاعتراضات", stance="contradicts")
    paper = case.draft(f"رُفضت معظم الاعتراضات [@{first.id}]")
    association = make.association()
    acting_as(association)

    page = client.get(f"/papers/{paper.id}/steps/endorsement").text
    assert "«معظم الاعتراضات تُرفض» مقولة لها ما يخالفها" in page
    shown = client.get(f"/papers/{paper.id}/evidence").text
    assert "لا تُنشر الورقة حتى تتضمن ردًا" in shown and "يؤيد: 1، يقيّد: 0، يخالف: 1" in shown

    answer = client.post(f"/papers/{paper.id}/claims/{first.claim_id}/note", data={"text": "في القطاع إطار آخر."})
    assert answer.status_code == 303
    assert "مقولة لها ما يخالفها" not in client.get(f"/papers/{paper.id}/steps/endorsement").text
    assert "في القطاع إطار آخر." in client.get(f"/papers/{paper.id}/export/markdown").text
    assert "في القطاع إطار آخر." in client.get(f"/papers/{paper.id}").text


def test_notes_are_for_claims_of_the_papers_own_file(client, acting_as, case):
    paper = case.draft("نص")
    acting_as(case.moderator)
    assert client.post(f"/papers/{paper.id}/claims/4711/note", data={"text": "x"}).status_code == 404
    acting_as(make.seat(case.board))
    assert client.post(f"/papers/{paper.id}/claims/4711/note", data={"text": "x"}).status_code == 404


def test_what_a_published_paper_says_of_a_claim_does_not_change_with_new_cards(client, case):
    paper, _claim = _published(case)
    before = client.get(f"/papers/{paper.id}/evidence").text
    other = make.member(authority=make.authority(region="gaza"))
    case.take(make.post(case.thread, "بل قُبلت كلها", author=other), words="قُبلت كلها", stance="contradicts")
    after = client.get(f"/papers/{paper.id}/evidence").text
    assert "تحدثت فيها هيئة واحدة" in before and "تحدثت فيها هيئة واحدة" in after and "يخالف: 1" not in after


def _published(case):
    taken = case.take()
    author = actor_of(case.post.author)
    with transaction():
        actions.answer_consent(queries.card(author, taken.id), "authority", "", by=author)
    paper = case.draft(f"نص [@{taken.id}]")
    way.publish(paper, by=case.moderator)
    return paper, taken.claim_id


def test_a_note_can_be_taken_away_again(case):
    taken = case.take()
    paper = case.draft(f"نص [@{taken.id}]")
    for text, expected in (("ملاحظة", {taken.claim_id: "ملاحظة"}), ("أدق", {taken.claim_id: "أدق"}), ("", {})):
        with transaction():
            drafting.note_minority(paper, taken.claim_id, text, by=case.moderator)
        assert {claim: note.text for claim, note in notes(paper.id).items()} == expected
