"""The mails by which a waiting question reaches people, in the language of each, as text and as a page."""

import re
from datetime import timedelta

import pytest

from forum.kernel import clock
from forum.kernel.db import transaction
from forum.notifications import rules as mailing
from forum.threads.people.actions import offer
from forum.threads.reaching import rules
from forum.threads.reaching.actions import reach_out
from forum.threads.states import ThreadTopic
from tests.support import factories as make

SAYS = {
    ("ar", rules.PEERS): "سؤال ينتظر وقد تكون الإجابة عندك. يمكن الرد أو اختيار «ليس عندي»",
    ("en", rules.PEERS): "This question waits, and you may know the answer. Reply, or choose «not me»",
    ("ar", rules.COORDINATOR): "سؤال ينتظر منذ أسبوع بلا إجابة حقيقية",
    ("en", rules.COORDINATOR): "This question has waited a week without a real answer",
    ("ar", rules.CONSOLIDATE): "مضى 15 يومًا: مسودة الرد الجامع جاهزة للاستكمال",
    ("en", rules.CONSOLIDATE): "After 15 days: the skeleton of a consolidated reply is ready to be finished",
}


@pytest.mark.parametrize(("language", "step"), list(SAYS))
def test_each_step_is_mailed_in_the_readers_language(office, run_jobs, language, step):
    board, topic = make.board(), make.topic()
    with clock.standing(clock.now() - rules.AFTER[step] - timedelta(hours=1)):
        thread = make.thread(board=board, title="كيف نرقّم المباني؟")
    make.save(ThreadTopic(thread_id=thread.id, topic_id=topic.id, member_id=thread.author_id))
    person = make.member(email="hala@beit-sahur.ps", name="هالة صبري", locale=language)
    reader = make.seat(board, member=person, role="member" if step == rules.PEERS else "coordinator")
    with transaction():
        offer([topic.id], "", "", shows_contact=False, by=reader)
    with transaction():
        reach_out([{}])
    run_jobs()
    with clock.standing(clock.now() + mailing.MAIL_WINDOW + timedelta(seconds=1)):
        run_jobs()

    (mail,) = office.mails
    parts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
    assert office.recipients == [["hala@beit-sahur.ps"]]
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in parts["text/html"]
    where = f"/threads/{thread.id}" + ("/consolidation" if step == rules.CONSOLIDATE else "")
    for words in parts.values():
        assert SAYS[language, step] in words and thread.title in words
        assert re.search(rf'{where}["\r\n]', words)
    assert "كيف نجمع النفايات" not in "".join(parts.values()), "a mail holds no words of posts"
