"""Every changed place names the comments and cards that brought it about."""

import doctest

from forum.kernel.db import db, transaction
from forum.papers import causes, publishing, reviewing, shelf
from forum.papers.changes import compare
from forum.papers.documents import Section
from forum.papers.policy import CanComment
from tests.support import factories as make

LONG = "وهذه جملة لا يتغير فيها شيء وتفصل بين الموضعين بما يكفي من الكلمات. "
TEXT = f"رُفضت معظم الاعتراضات في أربع هيئات. {LONG}بلغ العدد 318 اعتراضا."


def hunks(old: str, new: str) -> list[list[tuple[str, str]]]:
    return [[piece for piece in place if piece[0] != "same"] for place in causes.places(compare(old, new))]


def test_places_far_from_one_another_stand_alone_and_near_ones_together():
    assert hunks("أ ب ج", "س ب ص") == [[("gone", "أ "), ("new", "س "), ("gone", "ج"), ("new", "ص")]]
    assert len(hunks(f"أ {LONG} ب", f"ج {LONG} د")) == 2
    assert hunks("لا شيء", "لا شيء") == []


def test_nothing_that_changed_is_left_out():
    old = f"أول {LONG}\n\nثان {LONG} ثالث\n"
    new = f"غير {LONG}\n\nثان {LONG} آخر\nجديد"
    pieces = [piece for piece in compare(old, new) if piece[0] != "same"]
    assert [piece for place in hunks(old, new) for piece in place] == pieces


def test_each_changed_place_names_its_comment_or_card_and_no_other(client, acting_as, case):
    member = make.seat(case.board)
    card = case.take()
    paper = case.draft(TEXT)
    section = shelf.sections(paper.id)[0]
    with transaction():
        publishing.send_to_review(paper, by=case.moderator)
        worded = reviewing.say(
            paper, section, "editorial", "العدد خمس", quoted="أربع هيئات", proposed="خمس هيئات", by=member
        )
        general = reviewing.say(paper, section, "general", "يلزم ذكر السنة", by=member)
        refused = reviewing.say(paper, section, "general", "احذفوا القسم", by=member)
    db.session.expunge_all()
    with transaction():
        for said, outcome in ((worded, "accepted"), (general, "partly"), (refused, "rejected")):
            whole = reviewing.comment(case.moderator, said.id, to=CanComment.DISPOSE)
            reviewing.dispose(whole, outcome, "سبب", by=case.moderator)
        publishing.return_to_draft(shelf.paper(case.moderator, paper.id), "تعديلات", by=case.moderator)
    text = TEXT.replace("أربع", "خمس").replace("اعتراضا.", f"اعتراضا [@{card.id}].")
    case.write(db.session.get_one(Section, section.id), text, shelf.paper(case.moderator, paper.id))
    acting_as(case.moderator)
    page = client.get(f"/papers/{paper.id}/changes").text
    first, second = page.split('<div class="revision__words"')[1:3]
    assert "بسبب:" in first and f"/comments/{worded.id}" in first and "يُستشهد" not in first
    assert f"/evidence/{card.id}" in second and f"/comments/{worded.id}" not in second
    assert f"/comments/{general.id}" in second.split("قُبل أيضًا في هذا القسم:")[1]
    assert f"/comments/{refused.id}" not in page


def test_what_was_said_and_answered_before_the_older_version_causes_nothing_after_it(client, acting_as, case):
    member = make.seat(case.board)
    paper = case.draft(TEXT)
    section = shelf.sections(paper.id)[0]
    with transaction():
        publishing.send_to_review(paper, by=case.moderator)
        said = reviewing.say(paper, section, "general", "يلزم ذكر السنة", by=member)
    db.session.expunge_all()
    with transaction():
        whole = reviewing.comment(case.moderator, said.id, to=CanComment.DISPOSE)
        reviewing.dispose(whole, "accepted", "سبب", by=case.moderator)
        publishing.return_to_draft(shelf.paper(case.moderator, paper.id), "تعديلات", by=case.moderator)
    case.write(db.session.get_one(Section, section.id), f"{TEXT} سنة 2020.", shelf.paper(case.moderator, paper.id))
    with transaction():
        publishing.send_to_review(shelf.paper(case.moderator, paper.id), by=case.moderator)
        publishing.return_to_draft(shelf.paper(case.moderator, paper.id), "تعديلات", by=case.moderator)
    case.write(db.session.get_one(Section, section.id), f"{TEXT} سنة 2021.", shelf.paper(case.moderator, paper.id))
    acting_as(case.moderator)
    link = f"/comments/{said.id}"
    assert link in client.get(f"/papers/{paper.id}/changes?old=1&new=2").text
    assert link not in client.get(f"/papers/{paper.id}/changes?old=2").text


def test_the_examples_hold():
    assert doctest.testmod(causes).failed == 0
