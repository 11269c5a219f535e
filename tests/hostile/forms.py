"""A well filled-in form for every address that takes one, so that only the person is wrong."""

from datetime import timedelta
from typing import Any

from forum.kernel import clock
from tests.hostile import meetings, planned
from tests.hostile.voted import of_priorities
from tests.hostile.world import World

#: What most fields of that name take.
USUAL = {
    "title": "كيف نجمع النفايات من الأحياء القديمة؟",
    "body": "نص يكفي ليكون مشاركة مفهومة.",
    "reason": "سبب مفهوم",
    "heading": "عنوان",
    "source": "نص القسم",
    "question": "سؤال القضية",
    "statement": "تُرفض معظم الاعتراضات",
    "note": "ملاحظة",
    "text": "رأي الأقلية",
    "name": "سلمى عودة",
    "job_title": "مهندسة",
    "message": "أود المشاركة",
}


def filled(endpoint: str, world: World) -> dict[str, Any]:
    """The fields of the form that goes to ``endpoint``."""
    special = _special(world) | _of_papers(world) | meetings.filled(_ordinary(world)["board_id"])
    return USUAL | special.get(endpoint, {})


def _ordinary(world: World) -> dict[str, Any]:
    return {name: next(iter(values.values())) for name, values in world.ids.items()}


def _special(world: World) -> dict[str, dict[str, Any]]:
    ids = _ordinary(world)
    reply = {"kind": "post", "id": str(ids["post_id"])}
    follow = {"kind": "thread", "id": str(ids["thread_id"])}
    stays = str(world.ids["thread_id"]["closed"])
    password = {"password": "زيت وزعتر وخبز الطابون"}
    return {
        "cases.create": {"platform": "1"},
        "cases.rewrite": {"platform": "1", "based_on": "1"},
        "cases.review": {"number": "1", "outcome": "accepted"},
        "cases.record": {"state": "considering"},
        "threads.create": {"kind": "question"},
        "threads.point": {"answer": stays},
        "threads.confirm": {"state": "obsolete", "words": "صدر نظام جديد"},
        "threads.move": {"board": str(world.ids["board_id"]["second"])},
        "threads.merge": {"into": stays, "sure": "y"},
        "threads.set_topics": {"topics": str(ids["topic_id"])},
        "moderation.raise_flag": reply | {"reason": "wrong"},
        "moderation.decide": reply | {"outcome": "kept"},
        "moderation.look": {"tray": "flagged"},
        "curating.add_synonyms": {"phrases": "بئر\nآبار", "likeness": "same"},
        "curating.change_synonyms": {"phrases": "بئر\nآبار", "likeness": "same"},
        "curating.look": {"q": "مشترك"},
        "keeping.keep": {"address": "q=مشترك"},
        "notifications.follow": follow,
        "notifications.unfollow": follow,
        "notifications.choose_mail": {"wants": "yes"},
        "notifications.read_all": follow,
        **of_priorities(world),
        **planned.FORMS,
        "platforms.give_seat": {"email": "somebody@municipality.ps", "role": "member"},
        "platforms.change_role": {"role": "moderator"},
        "platforms.create_request": {"platform": "1"},
        "members.create_session": {"email": "nobody@municipality.ps"} | password,
        "members.create_password_link": {"email": "nobody@municipality.ps"},
        "members.change_preferences": {"locale": "en", "gender": ""},
        "members.change_address": {"email": "other@municipality.ps"},
        "members.give_office": {"email": "nobody@municipality.ps", "kind": "association"},
    }


def _of_papers(world: World) -> dict[str, dict[str, Any]]:
    ids = _ordinary(world)
    asked = {"addressee": "وزارة المالية", "ask": "جدولة الديون", "asked_on": "2026-01-05"}
    soon = (clock.now() + timedelta(days=3)).date().isoformat()
    return {
        "papers.open_file": {"platform": "1"},
        "papers.open_with_thread": {"platform": "1"},
        "papers.add_thread": {"issue_file": str(ids["file_id"])},
        "papers.take": {
            "issue_file": str(ids["file_id"]), "claim": "0", "exact": "", "stance": "supports", "kind": "number",
        },
        "papers.start": {"kind": "guide", "paper_title": "دليل"},
        "papers.save_section": {"revision": "2"},
        "papers.decide_brought": {"outcome": "refused"},
        "papers.keep_draft": {"revision": "2", "heading": "عنوان", "source": "نص"},
        "papers.open_call": {
            "board": str(ids["board_id"]), "call_title": "دعوة إلى الخبرات", "call_question": "ماذا فعلتم؟",
            "closes_on": soon,
        },
        "papers.say": {"kind": "general"},
        "papers.dispose": {"outcome": "accepted"},
        "papers.answer": {"is_satisfying": "yes"},
        "papers.answer_consent": {"attribution": "name"},
        "papers.speak": {"stand": "endorse"},
        "papers.sign": {"fingerprint": "0" * 64},
        "papers.name_delegate": {"person": str(world.people["m"].member_id)},
        "papers.decide_review": {"outcome": "stands"},
        "papers.open_file_from_search": {"platform": "1"},
        "papers.recommend": asked,
        "papers.reword_recommendation": asked,
        "papers.note_answer": {"answer": "agree", "answer_words": "نعم", "answered_on": "2026-01-05"},
        "papers.note_progress": {"progress": "done", "progress_words": "تم", "progressed_on": "2026-01-05"},
    }
