"""Review, publication, the next version, withdrawal; and what visitors read of the sources."""

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.papers import actions, publishing, queries, rules
from forum.papers.documents import Paper, PaperVersion
from forum.papers.models import Evidence
from forum.papers.shelf import sections
from forum.threads import actions as threads, curation
from forum.threads.models import Post
from tests.support import factories as make, papers as way
from tests.support.accounts import actor_of


@pytest.fixture
def association(app):
    return make.association()


def writer(case) -> Member:
    """Who wrote the cited post."""
    return db.session.get_one(Member, db.session.get_one(Post, case.post.id).author_id)


def agree(case, card: Evidence, attribution: str = "authority") -> None:
    """The cited author answers."""
    loaded = queries.card(case.moderator, card.id)
    with transaction():
        actions.answer_consent(loaded, attribution, "", by=actor_of(writer(case)))


def published(case, association, text: str = "رُفضت معظم الاعتراضات", attribution: str = "authority"):
    card = case.take(words="قُبل منها 5")
    agree(case, card, attribution)
    paper = case.draft(f"{text} [@{card.id}]")
    way.publish(paper, by=case.moderator, association=association)
    return paper, card


def test_the_association_publishes_and_visitors_read(client, acting_as, case, association):
    card = case.take(words="قُبل منها 5")
    agree(case, card)
    paper = case.draft(f"رُفضت معظم الاعتراضات [@{card.id}]")
    way.signed(paper, by=case.moderator)
    acting_as(association)

    asked = client.get(f"/papers/{paper.id}/steps/publication")
    answer = client.post(f"/papers/{paper.id}/steps/publication/taken")

    assert asked.status_code == 200 and "على عنوان دائم" in asked.text
    assert answer.status_code == 303
    acting_as(ANYONE)
    page = client.get(f"/papers/{paper.id}").text
    assert "رُفضت معظم الاعتراضات" in page and "قُبل منها 5" in page and "بلدية دورا" in page
    assert writer(case).name not in page
    assert paper.title in client.get("/papers").text
    frozen = db.session.scalars(select(PaperVersion).where(PaperVersion.state == "published")).one()
    assert frozen.fingerprint in page


def test_only_the_association_publishes(client, acting_as, case):
    paper = case.draft("نص")
    way.signed(paper, by=case.moderator)
    acting_as(case.moderator)
    answer = client.post(f"/papers/{paper.id}/steps/publication/taken")
    assert answer.status_code == 403 and "النشر باسم الاتحاد للاتحاد وحده" in answer.text
    assert db.session.get_one(Paper, paper.id).state == "signing"


@pytest.mark.parametrize("state", ["draft", "review", "endorsement"])
def test_there_is_no_short_way_to_publication(client, acting_as, case, association, state):
    paper = case.draft("نص")
    if state != "draft":
        way.reviewed(paper, by=case.moderator)
    if state == "endorsement":
        with transaction():
            publishing.open_endorsement(paper, by=case.moderator)
    acting_as(association)
    answer = client.post(f"/papers/{paper.id}/steps/publication/taken")
    assert answer.status_code == 403 and "ليست الورقة في مرحلة التوقيع" in answer.text
    assert db.session.get_one(Paper, paper.id).state == state


def test_what_is_published_does_not_change_when_posts_and_drafts_do(client, acting_as, case, association):
    paper, _card = published(case, association)
    before = client.get(f"/papers/{paper.id}/export/text").data
    with transaction():
        threads.edit(case.post, "نص آخر تماما", by=actor_of(writer(case)))
        curation.hide_post(case.post, "خطأ", by=case.moderator)
        writer(case).name = "اسم آخر"
        publishing.revise(paper, "أرقام جديدة", by=case.moderator)
    case.write(sections(paper.id)[0], "مسودة جديدة", paper)

    page = client.get(f"/papers/{paper.id}").text

    assert "رُفضت معظم الاعتراضات" in page and "مسودة جديدة" not in page and "قُبل منها 5" in page
    assert client.get(f"/papers/{paper.id}/export/text").data == before
    acting_as(case.moderator)
    assert "مسودة جديدة" in client.get(f"/papers/{paper.id}").text
    assert "رُفضت معظم الاعتراضات" in client.get(f"/papers/{paper.id}/versions/3").text


def test_a_visitor_reads_the_printed_words_and_nothing_around_them(client, case, association):
    paper, card = published(case, association)

    page = client.get(f"/evidence/{card.id}").text

    assert "قُبل منها 5" in page and paper.title in page
    assert "عدد الاعتراضات" not in page, "the rest of the post is for members"
    assert writer(case).name not in page and writer(case).job_title not in page


def test_evidence_that_is_not_published_is_closed_to_visitors(client, case):
    card = case.take()
    answer = client.get(f"/evidence/{card.id}")
    assert answer.status_code == 404 and "الاعتراضات" not in answer.text
    assert client.get("/evidence/99999").status_code == 404


@pytest.mark.parametrize(
    ("attribution", "seen", "unseen"),
    [
        ("name", ["سلمى", "مهندسة تخطيط", "بلدية دورا"], []),
        ("authority", ["بلدية دورا"], ["سلمى", "مهندسة تخطيط"]),
        ("place", ["بلدية", "جنوب الضفة الغربية"], ["سلمى", "مهندسة تخطيط", "دورا"]),
    ],
)
def test_sources_are_named_as_their_author_chose(client, case, association, attribution, seen, unseen):
    paper, card = published(case, association, attribution=attribution)
    for address in (f"/papers/{paper.id}", f"/papers/{paper.id}/export/html", f"/evidence/{card.id}"):
        page = client.get(address).text
        assert all(word in page for word in seen), address
        assert not any(word in page for word in unseen), address


def test_nothing_is_published_while_an_author_has_time_to_answer(client, acting_as, case, association):
    card = case.take()
    paper = case.draft(f"نص [@{card.id}]")
    way.reviewed(paper, by=case.moderator)
    acting_as(association)
    assert f"[@{card.id}]: ما زال لصاحب المشاركة وقت للرد" in client.get(f"/papers/{paper.id}/steps/endorsement").text
    assert client.post(f"/papers/{paper.id}/steps/endorsement/taken").status_code == 422
    assert db.session.get_one(Paper, paper.id).state == "review"


def test_silence_means_that_the_authority_is_named(case, association):


    card = case.take()
    paper = case.draft(f"نص [@{card.id}]")
    with clock.standing(clock.now() + rules.CONSENT_TIME + way.THE_WAY):
        frozen = way.publish(paper, by=case.moderator, association=association)
    source = frozen.edition["sources"][0]
    assert source["authority_ar"] == "دورا" and source["name"] == source["job_title"] == ""


@pytest.mark.parametrize("what", ["withdrawn", "hidden"])
def test_nothing_is_published_on_withdrawn_or_hidden_words(client, acting_as, case, association, what):
    card = case.take()
    agree(case, card)
    paper = case.draft(f"نص [@{card.id}]")
    with transaction():
        if what == "hidden":
            curation.hide_post(case.post, "معلومات شخصية", by=case.moderator)
        else:
            actions.withdraw_evidence(queries.card(case.moderator, card.id), "خطأ", by=case.moderator)
    way.reviewed(paper, by=case.moderator)
    acting_as(association)
    answer = client.post(f"/papers/{paper.id}/steps/endorsement/taken")
    assert answer.status_code == 422 and f"[@{card.id}]" in answer.text


def test_what_was_signed_is_not_published_after_words_in_it_were_withdrawn(client, acting_as, case, association):
    card = case.take()
    agree(case, card)
    paper = case.draft(f"نص [@{card.id}]")
    way.signed(paper, by=case.moderator)
    with transaction():
        actions.withdraw_evidence(queries.card(case.moderator, card.id), "خطأ", by=case.moderator)
    acting_as(association)
    answer = client.post(f"/papers/{paper.id}/steps/publication/taken")
    assert answer.status_code == 422 and f"[@{card.id}]" in answer.text
    assert not db.session.get_one(Paper, paper.id).is_published


def test_review_versions_are_not_for_visitors_even_after_publication(client, acting_as, case, association):
    paper = case.draft("نص أول")
    way.publish(paper, by=case.moderator, association=association)
    assert client.get(f"/papers/{paper.id}/versions/3").status_code == 200
    assert client.get(f"/papers/{paper.id}/versions/1").status_code == 404
    assert client.get(f"/papers/{paper.id}/versions/2").status_code == 404
    assert client.get(f"/papers/{paper.id}/export/html?number=1").status_code == 404
    assert client.get(f"/papers/{paper.id}/versions/9").status_code == 404
    assert client.get(f"/papers/{paper.id}/versions/99999999999999999999").status_code == 404


def test_a_withdrawn_paper_stays_readable_with_the_reason_above_it(client, acting_as, case, association):
    paper, _card = published(case, association)
    acting_as(association)
    client.post(f"/papers/{paper.id}/steps/withdrawal/taken", data={"reason": "تغير القانون"})
    acting_as(ANYONE)
    page = client.get(f"/papers/{paper.id}").text
    assert "سحب الاتحاد هذه الورقة" in page and "تغير القانون" in page and "رُفضت معظم الاعتراضات" in page


def test_the_thread_says_which_published_paper_cites_it(client, acting_as, case, association):
    paper, _card = published(case, association)
    acting_as(make.seat(case.board))
    assert f"استُشهد بها في: {paper.title}" in client.get(f"/threads/{case.thread.id}").text


def test_an_author_chooses_how_to_be_named(client, acting_as, case):
    card = case.take()
    author = actor_of(writer(case))
    acting_as(author)

    asked = client.get(f"/evidence/{card.id}/consent")
    answer = client.post(f"/evidence/{card.id}/consents", data={"attribution": "place", "correction": "الرقم 319"})

    assert "كيف يُشار إلى كلامك" in asked.text and answer.status_code == 303
    kept = queries.card(case.moderator, card.id)
    assert (kept.attribution, kept.consent.correction) == ("place", "الرقم 319")
    acting_as(case.moderator)
    refused = client.get(f"/evidence/{card.id}/consent")
    assert refused.status_code == 403 and "يختارها صاحبه وحده" in refused.text
