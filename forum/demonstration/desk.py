"""What waits on the moderators' desks of the demonstration: people who ask to join, a post that was reported."""

from datetime import timedelta

from sqlalchemy import select

from forum.authorities.models import Authority
from forum.demonstration.exchange import Stage
from forum.demonstration.rules import MAIL_DOMAIN
from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.moderation.actions import flag
from forum.moderation.port import Reviewed
from forum.moderation.rules import WRONG
from forum.platforms.actions import request_membership
from forum.platforms.models import Platform
from forum.threads.moderation import POST

#: Platform, authority, name, mail name, job, message, age.
REQUESTS = (
    ("engineering", "JEN-ARRABA", "رامي القاسم", "rami.qasem-arraba", "مهندس مدني",
     "أعمل على تحديث طبقة الطرق، وأود الاستفادة من تجارب الزملاء والزميلات.", timedelta(hours=20)),
    ("public-relations", "HBN-YATTA", "سناء العلي", "sanaa.ali-yatta", "مسؤولة إعلام",
     "استلمت العمل هذا الشهر، ونعدّ خطة اتصال لأول مرة.", timedelta(hours=44)),
)
#: Post, who reported it, note.
FLAG = ("demo-eng-12-r1", ("إيمان زيد", "NBS-NABLUS"),
        "المهلة تختلف من عقد إلى آخر. يحسن ذكر ذلك قبل أن تُنقل إلى الدليل.")
FLAGGED_AGE = timedelta(hours=30)


def lay_out(stage: Stage) -> None:
    """Put everything on the desks, as if it had come in the last two days."""
    present = clock.now()
    for slug, code, name, mail, job, message, age in REQUESTS:
        platform = db.session.scalars(select(Platform).where(Platform.slug == slug)).one()
        authority = db.session.scalars(select(Authority).where(Authority.code == code)).one()
        with clock.standing(present - age):
            request_membership(
                platform, authority, name=name, email=f"{mail}@{MAIL_DOMAIN}", job_title=job, message=message,
                locale="ar", by=ANYONE,
            )
    key, whose, note = FLAG
    post = stage.posts[key]
    thread = stage.threads[key.rpartition("-")[0]]
    reported = Reviewed(POST, post.id, thread.platform_id, thread.title, "", post.author_id)
    with clock.standing(present - FLAGGED_AGE):
        flag(reported, WRONG, note, by=stage.cast.actors[whose])
