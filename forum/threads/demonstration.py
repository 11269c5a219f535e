"""Invented things that show how answers reach people: a question of 16 days, pointers, marks, old answers, gaps."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.search.curating.actions import note_missed
from forum.threads import actions
from forum.threads.freshness.actions import review
from forum.threads.freshness.models import AnswerAsking
from forum.threads.freshness.queries import to_ask, true_since
from forum.threads.freshness.rules import CHANGED, TRUE
from forum.threads.models import Post, Thread
from forum.threads.pointers.actions import point
from forum.threads.reaching import rules
from forum.threads.reaching.actions import ask_peers
from forum.threads.reaching.models import ReachStep
from forum.threads.sharing.actions import find_answer, share
from forum.threads.states import ThreadTopic
from forum.topics.models import Topic

#: Platform, board, topics, title, text of the question that waits; who replied without settling it.
WAITING = (
    "engineering", "practice", ("stormwater", "maintenance"),
    "كم نخصص سنويًا لصيانة شبكة تصريف مياه الأمطار في بلدية صغيرة؟",
    "ننظف المصائد كل خريف، ولا نعرف كيف نقدّر الكلفة لموازنة العام القادم: بالمتر أم بعدد المصائد أم بنسبة من قيمة "
    "الشبكة؟ طول الشبكة عندنا نحو أربعة كيلومترات.",
)
REPLIES = (
    "نحسبها عندنا بعدد المصائد: تنظيف مرتين في السنة، ولا نضيف شيئًا للإصلاح. لا أظن أن الرقم يكفي.",
    "سألنا مكتبًا هندسيًا فاقترح نسبة من قيمة الشبكة، لكننا لم نجرّبها بعد.",
)
WAITED = rules.AFTER[rules.CONSOLIDATE] + timedelta(days=1)
#: Questions that were asked again: title, text, and the thread that answers them.
AGAIN = (
    ("هل نشتري برنامجًا تجاريًا لنظم المعلومات الجغرافية أم نبدأ بالمفتوح؟",
     "عندنا موظفة واحدة وميزانية محدودة، ونريد أن نبدأ هذا العام.", "demo-eng-01"),
    ("ترقيم المباني في الشوارع الجديدة: بالمسافة أم بالتسلسل؟",
     "فتحنا ثلاثة شوارع ونريد قاعدة تبقى صالحة بعد سنوات.", "demo-eng-08"),
)
SEEN_BEFORE = "سُئل هذا من قبل، والإجابة هناك وافية. وإن بقي شيء فيمكن متابعته هنا."
#: Threads that answered colleagues, and how many.
ANSWERED = {"demo-eng-01": 4, "demo-eng-08": 2, "demo-eng-12": 3, "demo-eng-03": 1}
#: Questions that others have too, and how many of them.
SHARED = {"demo-eng-14": 2, "demo-fin-14": 3, "demo-vc-14": 2}
#: What was said about old answers.
SAID = {
    "demo-eng-08": (TRUE, ""),
    "demo-eng-12": (CHANGED, "بقيت الخطوات كما هي، وتغيّر نموذج تمديد الكفالة هذا العام."),
}
#: What people looked for in vain, how often, and where.
MISSED = (
    ("غرف تفتيش ذكية", 4, "engineering"), ("تعرفة مواقف السيارات المدفوعة", 3, "finance"),
    ("حملة توعية بالصم", 2, "public-relations"), ("بئر جمع مشترك بين قريتين", 3, "village-councils"),
    ("طائرة مسيرة مشتركة", 2, "innovation"),
)


def load(stage: Any, platforms: Mapping[str, int], *, asked_later: int) -> None:
    """Let it happen through the product's own actions; the author ``asked_later`` is left for the worker to ask."""
    people = {slug: _people(stage, id) for slug, id in platforms.items()}
    _wait(stage, people[WAITING[0]])
    _ask_again(stage, people["engineering"])
    for key, number in SHARED.items():
        thread = stage.threads[key]
        for who in _others(thread, _people(stage, thread.platform_id))[:number]:
            share(thread, by=who)
    for key, number in ANSWERED.items():
        thread = stage.threads[key]
        for who in _others(thread, people["engineering"])[:number]:
            find_answer(thread, by=who)
    for words, times, slug in MISSED:
        for _ in range(times):
            note_missed(words, platforms[slug])
    _grow_old(stage, asked_later)


def _people(stage: Any, platform_id: int) -> list[Actor]:
    """People of a platform, one of each authority, engineers first: they ask about networks."""
    found = {who.authority_id: who for who in stage.cast.actors.values() if platform_id in who.platforms}
    return sorted(found.values(), key=lambda who: "مهندس" not in who.job_title)


def _others(thread: Thread, people: Sequence[Actor]) -> list[Actor]:
    return [who for who in people if who.member_id != thread.author_id and who.authority_id]


def _board(stage: Any, platform: str, slug: str):
    """The board, or the first of the platform."""
    own = {board_slug: board for (of, board_slug), board in stage.boards.items() if of == platform}
    return own.get(slug) or next(iter(own.values()))


def _wait(stage: Any, people: Sequence[Actor]) -> None:
    """A question goes all the way: asked, replied to in vain, brought to peers and to the coordinator."""
    platform, board, topics, title, text = WAITING
    asker, *others = people
    asked_at = clock.now() - WAITED
    with clock.standing(asked_at):
        thread = actions.ask(
            _board(stage, platform, board), title=title, kind="question", body=text, by=asker,
            topics=[stage.topics[slug] for slug in topics if slug in stage.topics],
        )
        thread.demo_key = "demo-answers-1"
    for step, after in rules.AFTER.items():
        with clock.standing(asked_at + after):
            db.session.add(ReachStep(thread_id=thread.id, step=step, at=clock.now()))
            if step == rules.PEERS:
                ask_peers(thread, rules.PEERS_ASKED)
    for number, (body, who) in enumerate(zip(REPLIES, others, strict=False), 1):
        with clock.standing(asked_at + timedelta(days=4 + number)):
            actions.reply(thread, body, by=who).demo_key = f"demo-answers-1-r{number}"
    db.session.flush()
    for who in others[2:5]:
        share(thread, by=who)
    _label(thread)


def _ask_again(stage: Any, people: Sequence[Actor]) -> None:
    """Two questions that were answered before point to where."""
    for number, (title, text, key) in enumerate(AGAIN, 2):
        answer = stage.threads[key]
        asker = _others(answer, people)[number]
        with clock.standing(clock.now() - timedelta(days=30 * number)):
            board = next(board for board in stage.boards.values() if board.id == answer.board_id)
            about = select(Topic).join(ThreadTopic, ThreadTopic.topic_id == Topic.id)
            topics = db.session.scalars(about.where(ThreadTopic.thread_id == answer.id)).all()
            thread = actions.ask(board, title=title, kind="question", body=text, by=asker, topics=topics)
            thread.demo_key = f"demo-answers-{number}"
        with clock.standing(clock.now() - timedelta(days=30 * number - 1)):
            colleague = _others(thread, people)[-number]
            actions.reply(thread, SEEN_BEFORE, by=colleague).demo_key = f"demo-answers-{number}-r1"
            point(thread, answer, by=asker)
        _label(thread)


def _label(thread: Thread) -> None:
    """The opening text says that it is invented."""
    opening = db.session.scalars(select(Post).where(Post.thread_id == thread.id, Post.number == 1)).one()
    opening.demo_key = thread.demo_key


def _grow_old(stage: Any, asked_later: int) -> None:
    """The authors of old answers were asked in their time; two have said what holds."""
    rows = [row for row in to_ask(1000) if row.author_id != asked_later]
    if rows:
        db.session.execute(insert(AnswerAsking), [
            {
                "post_id": row.id, "at": clock.now() - timedelta(days=5),
                "true_since": true_since(row.edited_at or row.created_at, row.reviewed_at),
            }
            for row in rows
        ])
    for key, (state, words) in SAID.items():
        thread = stage.threads[key]
        post = next(p for p in stage.posts.values() if p.id == thread.accepted_post_id)
        post.thread = thread
        with clock.standing(clock.now() - timedelta(days=3)):
            review(post, state, words, by=Actor(member_id=post.author_id))
