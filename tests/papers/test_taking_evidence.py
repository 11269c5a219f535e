"""Evidence cards: what they keep, and that nothing that happens to a post changes them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.papers.models import Claim, Evidence, IssueFile
from forum.papers.queries import cards, may_read_words, text_of_revision
from forum.threads import actions as threads, curation
from forum.threads.models import Post, Thread
from tests.support import factories as make
from tests.support.accounts import actor_of


def card_of(file_id: int) -> Evidence:
    return db.session.scalars(
        select(Evidence).where(Evidence.issue_file_id == file_id).options(joinedload(Evidence.consent))
    ).one()


def send(client, case, **given):
    data = {
        "issue_file": case.file.id, "claim": 0, "statement": "معظم الاعتراضات تُرفض", "stance": "supports",
        "kind": "number", "exact": "",
    }
    return client.post(f"/posts/{case.post.id}/evidence/cards", data=data | given)


def test_a_moderator_keeps_words_of_a_post_as_evidence(client, acting_as, case):
    acting_as(case.moderator)
    writer = case.post.author

    page = client.get(f"/posts/{case.post.id}/evidence")
    answer = send(client, case, exact="قبل منها 5")

    assert page.status_code == 200 and "استخدام كشاهد" in page.text and case.file.title in page.text
    card = card_of(case.file.id)
    assert answer.status_code == 303 and answer.location.endswith(f"/issue-files/{case.file.id}#card-{card.id}")
    assert card.exact == "وقُبل منها 5", "whole words, as the author typed them"
    assert case.post.source[card.start :].startswith(card.exact)
    assert case.post.source.startswith(card.prefix + card.exact + card.suffix)
    assert (card.author_id, card.authority_id, card.region, card.authority_kind, card.job_title, card.revision) == (
        writer.id, writer.authority_id, "south", "municipality", writer.job_title, 1,
    )
    assert len(card.fingerprint) == 64 and card.consent.due_at > card.consent.asked_at
    shown = client.get(f"/issue-files/{case.file.id}").text
    assert "وقُبل منها 5" in shown and "معظم الاعتراضات تُرفض" in shown


def test_without_words_the_whole_post_is_taken(client, acting_as, case):
    acting_as(case.moderator)
    send(client, case)
    card = card_of(case.file.id)
    assert card.is_whole_post and card.exact == case.post.source and card.start == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"exact": "لم يقله أحد"}, "«لم يقله أحد» ليست في المشاركة"),
        ({"statement": ""}, "تلزم كتابة المقولة"),
        ({"stance": "maybe"}, None),
        ({"issue_file": 99999}, None),
        ({"claim": 99999}, None),
        ({"exact": "قُبل\0"}, None),
    ],
)
def test_what_cannot_be_kept_is_sent_back_with_the_words(client, acting_as, case, given, sentence):
    acting_as(case.moderator)

    answer = send(client, case, **{"exact": "318"} | given)

    assert answer.status_code == 422
    assert sentence is None or sentence in answer.text
    assert db.session.scalars(select(Evidence)).all() == []


def test_cards_of_one_claim_stand_together(client, acting_as, case):
    case.take(words="318")
    claim = db.session.scalars(select(Claim)).one()
    acting_as(case.moderator)

    send(client, case, exact="وقُبل منها 5", claim=claim.id, statement="")
    send(client, case, exact="بلغ عدد")

    assert db.session.scalars(select(Claim)).all() == [claim]
    assert len(db.session.scalars(select(Evidence).where(Evidence.claim_id == claim.id)).all()) == 3


def test_a_claim_of_another_file_is_not_used(client, acting_as, case):
    other = make.save(Claim(issue_file_id=_another_file(case), statement="غيرها", member_id=case.moderator.member_id))
    acting_as(case.moderator)

    send(client, case, exact="318", claim=other.id)

    assert card_of(case.file.id).claim_id != other.id


def _another_file(case) -> int:


    return make.save(
        IssueFile(platform_id=case.board.platform_id, title="ملف آخر", opened_by_id=case.moderator.member_id)
    ).id


def test_an_edited_post_leaves_the_card_and_shows_what_changed(client, acting_as, case):
    card = case.take(words="318 وقُبل منها 5")
    with transaction():
        threads.edit(case.post, "بلغ عدد الاعتراضات 120 وقُبل منها 60.", by=actor_of(case.post.author), reason="تصحيح")
    acting_as(case.moderator)

    page = client.get(f"/evidence/{card.id}").text

    assert "<mark>318 وقُبل منها 5</mark>" in page
    assert "تغيّر المصدر" in page and "لم تعد الكلمات المستشهد بها في النص الحالي" in page
    assert "<ins>120 </ins>" in page
    post = db.session.get_one(Post, case.post.id)
    kept = db.session.get_one(Evidence, card.id)
    text = text_of_revision(post, kept.revision)
    assert text[kept.start : kept.start + len(kept.exact)] == kept.exact
    assert "تغيّر المصدر" in client.get(f"/issue-files/{case.file.id}").text


def test_moving_merging_and_transfers_leave_the_card_as_it_is(case):
    card = case.take()
    frozen = ("post_id", "exact", "start", "region", "authority_id", "fingerprint")
    before = {name: getattr(card, name) for name in frozen}
    into = make.thread(board=case.board)
    by = make.association()
    with transaction():
        curation.move(case.thread, make.board(), by=by)
        curation.merge(case.thread, into, by=by)
        case.post.author.authority_id = make.authority(region="gaza").id
        case.post.author.job_title = "شيء آخر"
    db.session.expire_all()

    after = db.session.get_one(Evidence, card.id)

    assert {name: getattr(after, name) for name in before} == before
    post = db.session.get_one(Post, card.post_id)
    assert post.thread_id == into.id
    assert text_of_revision(post, after.revision)[after.start :].startswith(after.exact)


def test_words_of_a_hidden_post_are_for_its_moderators_only(client, acting_as, case):
    others = make.moderator(make.board())
    card = case.take()
    with transaction():
        curation.hide_post(case.post, "معلومات شخصية", by=case.moderator)
    acting_as(case.moderator)
    assert "<mark>318</mark>" in client.get(f"/evidence/{card.id}").text
    for who in (make.seat(case.board), others, make.outsider()):
        acting_as(who)
        answer = client.get(f"/evidence/{card.id}")
        assert answer.status_code == 404 and "الاعتراضات" not in answer.text


def test_words_of_a_post_that_moved_out_of_reach_are_withheld_from_the_files_moderators(client, acting_as, case):
    card = case.take(words="عدد الاعتراضات 318")
    with transaction():
        curation.move(case.thread, make.board(), by=make.association())
    acting_as(case.moderator)
    name = case.post.author.name

    page = client.get(f"/evidence/{card.id}")
    file = client.get(f"/issue-files/{case.file.id}").text

    assert page.status_code == 200 and "عدد الاعتراضات" not in page.text and "غير متاح لك" in page.text
    assert name not in page.text
    assert "عدد الاعتراضات" not in file


def test_who_reads_the_words(case):
    card = case.take()
    expected = {
        "moderator": True, "member of the platform": True, "author": True, "association": True,
        "moderator of another platform": False, "member of another platform": False, "visitor": False,
    }
    people = {
        "moderator": case.moderator, "member of the platform": make.seat(case.board),
        "author": actor_of(case.post.author), "association": make.association(),
        "moderator of another platform": make.moderator(make.board()), "member of another platform": make.outsider(),
        "visitor": ANYONE,
    }


    loaded = cards(case.file.id)[0]
    assert loaded.id == card.id
    assert {name: may_read_words(actor, loaded) for name, actor in people.items()} == expected


def test_only_people_with_a_desk_take_evidence(client, acting_as, case):
    acting_as(make.seat(case.board))
    assert client.get(f"/posts/{case.post.id}/evidence").status_code == 403
    assert send(client, case, exact="318").status_code == 403
    acting_as(make.moderator(make.board()))
    assert client.get(f"/posts/{case.post.id}/evidence").status_code == 404
    assert send(client, case, exact="318").status_code == 404
    assert db.session.scalars(select(Evidence)).all() == []


def test_a_withdrawn_card_says_why(client, acting_as, case):
    card = case.take()
    acting_as(case.moderator)

    empty = client.post(f"/evidence/{card.id}/withdrawals", data={"reason": " "})
    answer = client.post(f"/evidence/{card.id}/withdrawals", data={"reason": "الرقم غير مدقق"})

    assert empty.status_code == 422
    assert answer.status_code == 303
    assert "الرقم غير مدقق" in client.get(answer.location).text
    again = client.post(f"/evidence/{card.id}/withdrawals", data={"reason": "مرة أخرى"})
    assert again.status_code == 403 and "سُحب هذا الشاهد من قبل" in again.text


def test_the_thread_page_marks_its_evidence_for_moderators_only(client, acting_as, case):
    case.take()
    acting_as(case.moderator)
    assert f"شاهد في: {case.file.title}" in client.get(f"/threads/{case.thread.id}").text
    acting_as(make.seat(case.board))
    assert "شاهد في" not in client.get(f"/threads/{case.thread.id}").text


def test_a_merged_thread_brings_its_cards_along(case):
    duplicate = make.thread("تجربة أخرى: 96 اعتراضا", board=case.board)
    opening = db.session.scalars(select(Post).where(Post.thread_id == duplicate.id)).one()
    card = case.take(opening, words="96")
    with transaction():
        curation.merge(duplicate, db.session.get_one(Thread, case.thread.id), by=case.moderator)
    db.session.expire_all()
    post = db.session.get_one(Post, card.post_id)
    assert post.thread_id == case.thread.id and post.source[card.start :].startswith("96")
