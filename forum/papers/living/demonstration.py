"""What happened to the sources of the invented papers since: an edit and a correction, still to be decided about."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers import actions as collecting
from forum.papers.documents import Paper, VersionCitation
from forum.papers.living.watching import watch
from forum.papers.models import Evidence, IssueFile
from forum.threads import actions as threads
from forum.threads.models import Post, Thread

#: The paper that is published, and the file of a paper whose authors are still being asked.
PUBLISHED, ASKED = "guide-01", "file-paper-02"
ADDED = "\n\nتحديث: تغيّرت الأرقام بعد مراجعة السجلات، والنسبة الحالية أقل مما ذكرت."
CORRECTION = "يُرجى ذكر أن هذا الرقم يخص السنة الأولى فقط."


def load() -> int:
    """Let one author edit a cited post and another correct a card; returns how many tasks that makes."""
    with clock.standing(clock.now() - timedelta(days=2)):
        if edited := _cards(
            select(Evidence)
            .join(VersionCitation, VersionCitation.evidence_id == Evidence.id)
            .join(Paper, Paper.issue_file_id == Evidence.issue_file_id)
            .where(Paper.demo_key == PUBLISHED)
        ):
            post = edited[0].post
            threads.edit(post, post.source + ADDED, by=Actor(member_id=post.author_id), reason="تحديث الأرقام")
        if asked := _cards(
            select(Evidence).join(Evidence.issue_file).where(IssueFile.demo_key == ASKED, Evidence.kind == "number")
        ):
            attribution = asked[0].attribution
            collecting.answer_consent(asked[0], attribution, CORRECTION, by=Actor(member_id=asked[0].author_id))
        return len(watch())


def _cards(query) -> list[Evidence]:
    """Replies only: an opening text has a title that would have to be kept with it."""
    return list(
        db.session.scalars(
            query.join(Evidence.post)
            .where(Post.number > 1)
            .options(
                joinedload(Evidence.issue_file), joinedload(Evidence.consent),
                joinedload(Evidence.post).options(
                    joinedload(Post.author), joinedload(Post.authority), joinedload(Post.hiding),
                    joinedload(Post.thread).joinedload(Thread.board),
                ),
            )
            .order_by(Evidence.id)
            .limit(1)
        )
    )
