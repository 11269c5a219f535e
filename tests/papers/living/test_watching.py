"""What happens to a cited source makes one task for each paper that cites it, and moderators hear of it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db, transaction
from forum.notifications.models import Notification
from forum.papers import actions as collecting, publishing, queries
from forum.papers.living.actions import decide, look_at_everything
from forum.papers.living.models import ReviewTask
from forum.papers.living.queries import tasks_of_paper
from forum.threads import actions as threads, curation, queries as of_threads
from forum.threads.freshness import actions as freshness
from forum.threads.models import Post, Thread
from forum.threads.policy import Can, CanPost
from tests.support import factories as make
from tests.support.accounts import actor_of


def tasks() -> list[ReviewTask]:
    return list(db.session.scalars(select(ReviewTask).order_by(ReviewTask.id)))


def edit(case, text: str) -> None:
    author = actor_of(case.post.author)
    with transaction():
        threads.edit(of_threads.held_post(author, case.post.id, to=CanPost.EDIT), text, by=author)


def accept(case, post: Post) -> None:
    with transaction():
        thread = db.session.get_one(Thread, case.thread.id)
        threads.accept(thread, post, by=case.moderator)


def test_an_edited_post_makes_one_task_and_moderators_hear_of_it(client, acting_as, case, published, run_jobs):
    edit(case, "بلغ عدد الاعتراضات 320 وقُبل منها 5 فقط.")
    run_jobs()
    with transaction():
        look_at_everything()

    assert [(t.cause, t.mark, t.paper_id) for t in tasks()] == [("edited", "2", published.id)]
    kinds = db.session.scalars(select(Notification.kind).where(Notification.member_id == case.moderator.member_id))
    assert "source_changed" in list(kinds)
    acting_as(case.moderator)
    page = client.get("/notifications").text
    assert "تغيّر مصدر شاهد" in page and f"/papers/{published.id}/living-evidence" in page


def test_an_answer_marked_obsolete_makes_a_task(case, published, run_jobs):
    with transaction():
        post = db.session.get_one(Post, case.post.id, options=[joinedload(Post.thread)])
        freshness.review(post, "obsolete", "القانون تغيّر", by=case.moderator)
    run_jobs()
    with transaction():
        look_at_everything()
    assert [(t.cause, t.paper_id) for t in tasks()] == [("obsolete", published.id)]


def test_two_edits_are_looked_at_once_and_one_after_a_decision_again(case, published):
    edit(case, "بلغ العدد 320.")
    with transaction():
        look_at_everything()
    edit(case, "بلغ العدد 321.")
    with transaction():
        look_at_everything()
    assert [t.mark for t in tasks()] == ["3"]
    with transaction():
        decide(tasks_of_paper(published.id)[0], "stands", "الرقم قريب", by=case.moderator)
    with transaction():
        look_at_everything()
    assert len(tasks()) == 1
    edit(case, "بلغ العدد 500.")
    with transaction():
        look_at_everything()
    assert [t.mark for t in tasks()] == ["3", "4"]


def test_another_answer_accepted_since_is_a_task_and_an_older_one_is_not(case, published, run_jobs):
    other = make.post(case.thread, "القانون تغيّر: التشاور إلزامي الآن.")
    accept(case, other)
    run_jobs()
    assert [(t.cause, t.mark) for t in tasks()] == [("answered", str(other.id))]


def test_what_was_accepted_before_the_words_were_cited_contradicts_nothing(case):
    other = make.post(case.thread, "جواب سابق.")
    accept(case, other)
    card = case.take()
    case.draft(f"نص [@{card.id}]")
    with transaction():
        look_at_everything()
    assert tasks() == []


def test_the_cited_post_itself_being_accepted_contradicts_nothing(case, published):
    accept(case, case.post)
    with transaction():
        look_at_everything()
    assert tasks() == []


@pytest.mark.parametrize("what", ["post", "thread"])
def test_a_hidden_source_is_a_task(case, published, run_jobs, what):
    with transaction():
        if what == "post":
            post = of_threads.held_post(case.moderator, case.post.id, to=CanPost.HIDE)
            curation.hide_post(post, "معلومات شخصية", by=case.moderator)
        else:
            curation.hide(of_threads.held(case.moderator, case.thread.id, to=Can.HIDE), "سبب", by=case.moderator)
    run_jobs()
    assert [t.cause for t in tasks()] == ["hidden"]


def test_a_correction_and_a_withdrawal_of_the_author_are_tasks(case, card, published, run_jobs):
    author = actor_of(case.post.author)
    with transaction():
        collecting.answer_consent(queries.card(author, card.id), "authority", "العدد 381 لا 318", by=author)
    run_jobs()
    with transaction():
        collecting.withdraw_evidence(queries.card(author, card.id), "غير دقيق", by=author)
    run_jobs()
    assert [t.cause for t in tasks()] == ["corrected", "withdrawn"]


def test_a_draft_that_cites_is_watched_and_cards_that_nobody_cites_are_not(case, card):
    paper = case.draft("نص بلا شواهد")
    edit(case, "بلغ العدد 320.")
    with transaction():
        look_at_everything()
    assert tasks() == []
    from_section = publishing.shelf.sections(paper.id)[0]
    case.write(from_section, f"نص [@{card.id}]", paper)
    with transaction():
        look_at_everything()
    assert [t.paper_id for t in tasks()] == [paper.id]
