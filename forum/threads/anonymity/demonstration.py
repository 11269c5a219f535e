"""Invented threads without name: one that helped, one whose author had to be found, one request that waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members import standins
from forum.members.models import Member
from forum.platforms.models import Platform
from forum.threads import actions as threads
from forum.threads.anonymity import actions, queries
from forum.threads.models import Post, Thread

Whose = tuple[str, str]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A thread without name: who asked, how long ago, and who said what since; ``None`` is the author again."""

    board: tuple[str, str]
    whose: Whose
    days: int
    title: str
    text: str
    topics: str
    replies: Sequence[tuple[Whose | None, str]]


PERMIT = Told(
    ("engineering", "practice"), ("دعاء الشريف", "RBH-BEITUNIA"), 12,
    "طُلب مني تمرير رخصة ينقصها مخطط الدفاع المدني: كيف أتصرف؟",
    "الطلب شفهي ومتكرر، ويُقال إن الورقة ستصل لاحقًا. لا أريد خلافًا، ولا أريد توقيعي على ملف ناقص. "
    "كيف تكتبون الرفض بحيث يحمي الموظف ولا يوقف الخدمة؟",
    "building-permits integrity",
    (
        (("أريج منصور", "TKM-ATTIL"),
         "كل رفض عندنا مكتوب على **قائمة النواقص** نفسها التي تُعطى للمواطن: الورقة الناقصة ورقم المادة، بلا أسماء. "
         "من يطلب الاستثناء يكتب طلبه على الملف ويوقّعه. منذ ذلك اليوم لم يُطلب شيء شفهيًا."),
        (("وائل الناصر", "TBS-TUBAS"),
         "وأضيف: تُعرض الملفات الناقصة في جلسة اللجنة الأسبوعية، فيصير القرار قرار لجنة لا قرار موظف واحد."),
        (None, "شكرًا. بدأنا بقائمة النواقص هذا الأسبوع، وعُرض الملف على اللجنة."),
    ),
)
SAFETY = Told(
    ("engineering", "project-management"), ("سامر الطويل", "NBS-BEITA"), 8,
    "عمال على ارتفاع دون أحزمة أمان في مشروع نشرف عليه: من نبلغ أولًا؟",
    "المقاول يعد ولا ينفذ، والعمل مستمر كل يوم. ما الخطوة التي توقف الخطر فورًا قبل المراسلات؟",
    "works-quality contracts-supervision",
    (
        (("حسام الخطيب", "SLT-BIDDYA"),
         "المهندس المشرف يوقف هذا البند كتابة في سجل الموقع في الساعة نفسها، "
         "ثم تُرسل نسخة إلى المقاول وإلى مفتش العمل."),
        (("مؤيد الحسن", "TBS-TAMMUN"), "صوّروا الموقع قبل الإيقاف وبعده، فهذا ما سألَنا عنه المفتش."),
    ),
)
PURCHASE = Told(
    ("finance", "budgets"), ("كوثر السلام", "SLT-DEIR-ISTIYA"), 6,
    "صُرف مبلغ قبل اكتمال محضر الاستلام: كيف أصحّح القيد دون أن أتّهم أحدًا؟",
    "المبلغ صغير، والزملاء يقولون إن هذا معتاد في آخر السنة. أريد صيغة مذكرة تصف الواقعة وتصححها.",
    "procurement audit",
    (
        (("عبير النور", "GZA-GAZA"),
         "نكتب مذكرة «تصويب» فيها ثلاثة أسطر: ما صُرف، وما نقص، ومتى اكتمل. تُرفق بالسند وتُعرض على المدقق الداخلي."),
    ),
)


def load(stage: Any) -> None:
    """Let them be asked and answered through the product's own actions; two officers answer two requests."""
    coordinators = stage.cast.coordinators
    platforms = dict(db.session.execute(select(Platform.slug, Platform).where(Platform.slug.in_(coordinators))).all())
    for slug in ("engineering", "finance"):
        with clock.standing(clock.now() - 60 * DAY):
            actions.allow(platforms[slug], by=coordinators[slug])
    permit, safety, purchase = (_tell(told, number, stage) for number, told in enumerate((PERMIT, SAFETY, PURCHASE), 1))
    _accept(permit, "demo-nameless-1-r1", stage.cast.actors[PERMIT.whose])
    _decide(permit, "نودّ معرفة الهيئة المقصودة لمراسلتها.", "المراسلة ممكنة دون الاسم، ولا خطر على أحد.", 9, stage)
    request = _decide(
        safety, "خطر يومي على عمال، ويلزم معرفة الموقع قبل صباح الغد.",
        "سلامة الناس أولًا. يُتصل بالزميل اليوم، ولا يُذكر اسمه لأحد.", 7, stage, is_confirmed=True,
    )
    with clock.standing(clock.now() - 7 * DAY + timedelta(hours=3)):
        actions.look(request, by=coordinators["engineering"])
    with clock.standing(clock.now() - 2 * DAY):
        actions.ask_for_name(
            purchase, "نريد أن نعرض المساعدة على الهيئة التي جرى فيها الصرف.", by=coordinators["finance"]
        )
    db.session.flush()


def _tell(told: Told, number: int, stage: Any) -> Thread:
    key, asker = f"demo-nameless-{number}", stage.cast.actors[told.whose]
    board = stage.boards[told.board]
    asked_at = clock.now() - told.days * DAY
    with clock.standing(asked_at):
        label = next(one.code for one in queries.labels(asker, board.platform_id) if one.is_safe)
        topics = [stage.topics[slug] for slug in told.topics.split() if slug in stage.topics]
        thread = actions.ask(
            board, label, title=told.title, kind="question", body=told.text, by=asker, topics=topics
        )
    author = replace(asker, stand_ins=standins.of_member(asker.member_id))
    thread.demo_key = key
    db.session.get_one(Member, thread.author_id).demo_key = key
    db.session.scalars(select(Post).where(Post.thread_id == thread.id)).one().demo_key = key
    for hours, (post_key, by, body) in enumerate(_said(told, key, author, stage), 1):
        with clock.standing(asked_at + hours * timedelta(hours=19)):
            voice = queries.voice(by, thread) if by is author else None
            threads.reply(thread, body, by=by, voice=voice).demo_key = post_key
    return thread


def _accept(thread: Thread, key: str, asker: Actor) -> None:
    """The author accepts an answer, as nobody else can."""
    author = replace(asker, stand_ins=standins.of_member(asker.member_id))
    answer = db.session.scalars(select(Post).where(Post.demo_key == key)).one()
    with clock.standing(clock.now() - 9 * DAY):
        threads.accept(thread, answer, by=author)
    db.session.flush()


def _said(told: Told, key: str, author: Actor, stage: Any) -> Iterator[tuple[str, Actor, str]]:
    for number, (whose, body) in enumerate(told.replies, 1):
        yield f"{key}-r{number}", stage.cast.actors[whose] if whose else author, body


def _decide(thread: Thread, reason: str, answer: str, days: int, stage: Any, *, is_confirmed: bool = False):
    """The coordinator of engineering asks for a name, the association answers the day after."""
    with clock.standing(clock.now() - days * DAY):
        request = actions.ask_for_name(thread, reason, by=stage.cast.coordinators["engineering"])
    db.session.flush()
    with clock.standing(clock.now() - days * DAY + timedelta(hours=2)):
        actions.decide(request, answer, is_confirmed=is_confirmed, by=stage.cast.association)
    db.session.flush()
    return request
